import { StreamError } from '@waybill/core';
import type { AccountDirectory } from '@waybill/domain';
import type { SessionRegistry } from '@waybill/routing';

/** A legacy sign-in that ends takes the sessions with it that used it. @returns what ends the watch */
export function endLegacySessions(
  accounts: AccountDirectory,
  registry: SessionRegistry,
): () => void {
  return accounts.observe(({ kind, jid }) => {
    if (kind !== 'legacy-sign-in-ended') return;
    for (const session of registry.of(jid)) {
      if (session.facts.mechanism !== 'iq-auth-digest') continue;
      session.close(new StreamError('not-authorized', 'the legacy sign-in has ended'));
    }
  });
}
