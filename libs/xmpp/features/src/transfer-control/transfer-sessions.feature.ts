/** Ends the transfers of a session that is gone, as far as they needed it. */
import type { TransferLedger } from '@waybill/domain';
import type { Feature } from '@waybill/routing';

/** Tells the ledger when a resource is unbound; bytestreams outlive their sessions. */
export function transferSessions(ledger: TransferLedger): Feature {
  return {
    name: 'transfer-control',
    xeps: [],
    origin: { unbound: (session) => ledger.partyGone(session.jid.full) },
  };
}
