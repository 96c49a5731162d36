/** Where secret keys of this installation are kept that must outlive restarts. */
export abstract class ServerKeyStore {
  /** The key of that name; the first call makes one of 32 random bytes. */
  abstract load(name: string): Promise<Buffer>;
}
