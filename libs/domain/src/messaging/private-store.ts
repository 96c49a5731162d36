/** Where clients keep XML of their own. `account` is always a prepared bare JID. @see XEP-0049 */
export abstract class PrivateStore {
  /** The element stored under that name and namespace, or undefined. */
  abstract load(account: string, ns: string, name: string): Promise<string | undefined>;
  /**
   * Stores an element in place of the one of the same name and namespace, if the account then holds no more than
   * `maxBytes` (UTF-8, all elements together).
   */
  abstract save(
    account: string,
    element: { readonly ns: string; readonly name: string; readonly xml: string },
    maxBytes: number,
  ): Promise<'stored' | 'full'>;
  abstract clear(account: string): Promise<void>;
}
