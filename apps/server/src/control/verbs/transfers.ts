import { z } from 'zod';
import {
  hasEnded,
  type Transfer,
  type TransferLedger,
  type TransferState,
  type TransferStore,
} from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';
import { transferDetailView, transferView } from '../views.js';

const STATES = [
  'offered',
  'accepted',
  'streaming',
  'stored',
  'completed',
  'handed-over',
  'declined',
  'failed',
  'cancelled',
  'expired',
] as const satisfies readonly TransferState[];

/** A transfer by UUID or `wb-…`, as it is now: what is open is newer in memory than on disk. */
async function lookUp(ledger: TransferLedger, store: TransferStore, id: string) {
  const stored = id.startsWith('wb-') ? await store.findByShortId(id) : await store.find(id);
  const transfer: Transfer | undefined =
    stored === undefined ? undefined : (ledger.get(stored.id) ?? stored);
  return transfer ?? new ControlFault('not-found', `there is no transfer ${id}`);
}

/** The verbs about transfers. */
export function transferVerbs(ledger: TransferLedger, store: TransferStore): VerbTable {
  return {
    'transfers.list': {
      params: z.object({
        text: z.string().optional(),
        party: z.string().optional(),
        states: z.array(z.enum(STATES)).optional(),
        limit: z.number().int().min(1).max(1000),
      }),
      run: async ({ text, party, states, limit }) => {
        await ledger.flush();
        const page = await store.list({ text, party, states }, '-time', limit);
        return {
          items: page.transfers.map((stored) =>
            transferView(ledger.get(stored.id) ?? stored, ledger.view(stored.id)),
          ),
        };
      },
    },
    'transfers.show': {
      params: z.object({ id: z.string().max(64) }),
      run: async ({ id }) => {
        const transfer = await lookUp(ledger, store, id);
        if (transfer instanceof ControlFault) return transfer;
        await ledger.flush();
        const steps = await store.steps(transfer.id);
        return transferDetailView(transfer, steps, ledger.view(transfer.id));
      },
    },
    'transfers.cancel': {
      params: z.object({ id: z.string().max(64) }),
      run: async ({ id }) => {
        const transfer = await lookUp(ledger, store, id);
        if (transfer instanceof ControlFault) return transfer;
        const outcome = ledger.cancel(transfer.id, 'command line');
        if (outcome === 'cancelled') return { id: transfer.shortId };
        const how = hasEnded(transfer.state) ? transfer.state : 'not in progress';
        return new ControlFault('already-ended', `${transfer.shortId} is ${how} already`);
      },
    },
    'transfers.watch': watchVerb(ledger),
  };
}

function watchVerb(ledger: TransferLedger): NonNullable<VerbTable['transfers.watch']> {
  return {
    params: z.object({}),
    run: ({}, { signal, emit }) =>
      new Promise((resolve) => {
        emit({ items: ledger.live().map((view) => transferView(view.transfer, view)) });
        const end = ledger.subscribe((changes) =>
          emit({ items: changes.map((view) => transferView(view.transfer, view)) }),
        );
        signal.addEventListener('abort', () => {
          end();
          resolve(null);
        });
      }),
  };
}
