export type StoreFaultCode =
  /** No space is left; reading still works. */
  | 'disk-full'
  /** The file or its folder cannot be written. */
  | 'read-only'
  /** The file is damaged, or not a database of ours. */
  | 'corrupt'
  /** Another instance has it open. */
  | 'in-use'
  /** It was written by a newer version. */
  | 'newer-schema'
  /** It needs a migration, and migrating is switched off. */
  | 'pending-migrations'
  /** More writes wait than may. */
  | 'overloaded'
  /** The database cannot be reached. */
  | 'unavailable'
  /** What was asked is not possible with this kind of database. */
  | 'unsupported';

/** Why storage did not do what it was asked; thrown, as nobody's stanza is to blame. */
export class StoreFault extends Error {
  constructor(
    readonly code: StoreFaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StoreFault';
  }
}
