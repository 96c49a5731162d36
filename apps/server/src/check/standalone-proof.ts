import { ProofFault, type ProvenTransfer } from '@waybill/admin-api';
import type { AccountDirectory, TransferLedger } from '@waybill/domain';
import { transferBetweenAccounts } from '../bots/standalone-bots.js';
import { ControlFault } from '../control/protocol.js';
import { withTestAccounts, type BotEntrance } from '../control/verbs/test-accounts.js';

/** Sends bytes between two bots that log in to this server, with accounts that live as long as that. */
export async function proveStandalone(
  accounts: AccountDirectory,
  ledger: Pick<TransferLedger, 'subscribe'>,
  entrance: () => Promise<BotEntrance | ControlFault>,
  bytes: number,
): Promise<ProvenTransfer | ProofFault> {
  const ids = new Map<string, string>();
  const forget = ledger.subscribe((changes) => {
    for (const { transfer } of changes) ids.set(transfer.sender.bareJid, transfer.id);
  });
  try {
    const proven = await withTestAccounts(accounts, entrance, async (bots) => {
      const { milliseconds, sent, received, streamhost } = await transferBetweenAccounts(
        bots,
        bytes,
      );
      if (sent !== received) return new ProofFault('failed', 'other bytes arrived than were sent');
      const transferId = ids.get(bots.accounts[0]?.jid ?? '');
      return { transferId, bytes, milliseconds, sha256: sent, streamhost, routed: true };
    });
    return proven instanceof ControlFault ? new ProofFault('failed', proven.message) : proven;
  } catch (error) {
    return new ProofFault('failed', error instanceof Error ? error.message : String(error));
  } finally {
    forget();
  }
}
