/** Where vCards are kept. `account` is always a prepared bare JID. @see XEP-0054 */
export abstract class VcardStore {
  /** The stored `<vCard xmlns='vcard-temp'/>`, or undefined. */
  abstract load(account: string): Promise<string | undefined>;
  abstract save(account: string, xml: string): Promise<void>;
  abstract clear(account: string): Promise<void>;
}
