import { ProofFault, type ProvenTransfer } from '@waybill/admin-api';
import type { AccountDirectory, TransferLedger } from '@waybill/domain';
import { transferBetweenAccounts } from '../bots/standalone-bots.js';
import { ControlFault } from '../control/protocol.js';
import { TransferWatch } from './transfer-watch.js';
import { withTestAccounts, type BotEntrance } from '../control/verbs/test-accounts.js';

/** Sends bytes between two bots that log in to this server, with accounts that live as long as that. */
export async function proveStandalone(
  accounts: AccountDirectory,
  ledger: Pick<TransferLedger, 'subscribe'>,
  entrance: () => Promise<BotEntrance | ControlFault>,
  bytes: number,
): Promise<ProvenTransfer | ProofFault> {
  const watch = new TransferWatch(ledger);
  try {
    const proven = await withTestAccounts(accounts, entrance, async (bots) => {
      const { milliseconds, sent, received, streamhost } = await transferBetweenAccounts(
        bots,
        bytes,
      );
      if (sent !== received) return new ProofFault('failed', 'other bytes arrived than were sent');
      const [{ jid = '' } = {}] = bots.accounts;
      const transferId = await watch.find(({ sender }) => sender.bareJid === jid);
      return { transferId, bytes, milliseconds, sha256: sent, streamhost, routed: true };
    });
    return proven instanceof ControlFault ? new ProofFault('failed', proven.message) : proven;
  } catch (error) {
    return new ProofFault('failed', error instanceof Error ? error.message : String(error));
  } finally {
    watch.end();
  }
}
