import { describe, expect, it } from 'vitest';
import type { LiveListener, LiveView, Transfer, TransferState } from '@waybill/domain';
import { createLog, Metrics } from '@waybill/platform';
import { TransferReporter } from './transfer-reporter.js';

function reporting() {
  const metrics = new Metrics({ version: '0', database: 'sqlite' });
  const log = createLog('error', 'json', { write: () => true });
  let listener: LiveListener = () => undefined;
  const ledger = {
    subscribe: (given: LiveListener) => {
      listener = given;
      return () => undefined;
    },
  };
  new TransferReporter(log, metrics, 'off').follow(ledger);
  const total = async (name: string) => {
    const text = await metrics.registry.metrics();
    const lines = text.matchAll(new RegExp(`^${name}\\{[^}]*\\} (\\d+)$`, 'gm'));
    return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  return { tell: (...ids: LiveView[]) => listener(ids), total };
}

function view(id: string, state: TransferState): LiveView {
  const party = { bareJid: 'a@localhost' };
  const transfer: Partial<Transfer> = {
    id,
    shortId: id,
    method: 'si-socks5',
    state,
    sender: party,
    receiver: party,
    declared: {},
    measured: {},
    offeredAt: 1,
  };
  return { transfer: transfer as Transfer } as LiveView;
}

describe('TransferReporter', () => {
  it('counts each transfer once as offered and once as ended', async () => {
    const { tell, total } = reporting();
    tell(view('a', 'offered'), view('a', 'accepted'));
    tell(view('a', 'completed'));
    tell(view('a', 'completed'));
    expect(await total('waybill_transfers_offered_total')).toBe(1);
    expect(await total('waybill_transfers_finished_total')).toBe(1);
  });

  it('knows a transfer that stayed open while very many others came and went', async () => {
    const { tell, total } = reporting();
    tell(view('open', 'offered'));
    const others = 25_000;
    for (let i = 0; i < others; i++) tell(view(String(i), 'offered'), view(String(i), 'declined'));
    tell(view('open', 'completed'));
    expect(await total('waybill_transfers_offered_total')).toBe(others + 1);
    expect(await total('waybill_transfers_finished_total')).toBe(others + 1);
  });
});
