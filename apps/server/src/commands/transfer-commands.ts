import type { TransferState } from '@waybill/domain';
import type { TransferView } from '../control/views.js';
import { ControlFault } from '../control/protocol.js';
import { CommandFailure, EXIT, type Command } from './command.js';
import { withServer } from './session-commands.js';
import { transferTable, transferText } from './transfer-text.js';
import { countOption } from './user-commands.js';

const STATES: readonly TransferState[] = [
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
];
const DEFAULT_LIMIT = 20;

function statesOption(
  text: string | undefined,
): readonly TransferState[] | undefined | CommandFailure {
  const words = text?.split(',').map((word) => word.trim());
  const unknown = words?.find((word) => !STATES.some((state) => state === word));
  if (unknown !== undefined) {
    return CommandFailure.usage(`no status "${unknown}": one of ${STATES.join(', ')}`);
  }
  return words === undefined ? undefined : STATES.filter((state) => words.includes(state));
}

export const transfersList: Command = {
  words: 'transfers list',
  operands: '[TEXT]',
  arity: [0, 1],
  summary: 'List transfers, newest first',
  details: 'TEXT is part of the file name; two characters are enough in any script.',
  example: 'waybill transfers list 合同 --user alice@localhost --status failed,declined',
  options: {
    user: { type: 'string', value: 'JID', help: 'sent or received by this account' },
    status: { type: 'string', value: 'STATUS', help: 'one or several, separated by commas' },
    limit: {
      type: 'string',
      value: 'N',
      help: `at most so many, up to 1000 (default ${DEFAULT_LIMIT})`,
    },
  },
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const limit = countOption(invocation.text('limit'), DEFAULT_LIMIT);
      if (limit instanceof CommandFailure) return limit;
      const states = statesOption(invocation.text('status'));
      if (states instanceof CommandFailure) return states;
      const found = await server.call('transfers.list', {
        text: invocation.operands[0],
        party: invocation.text('user'),
        states,
        limit: Math.min(limit, 1000),
      });
      if (found instanceof ControlFault) return CommandFailure.of(found);
      invocation.print(found, transferTable(found.items, invocation.terminal.unicode));
      return EXIT.ok;
    }),
};

export const transfersShow: Command = {
  words: 'transfers show',
  operands: 'ID',
  arity: [1, 1],
  summary: 'Show one transfer with its timeline',
  example: 'waybill transfers show wb-7k3q9fj2ma',
  options: { stanzas: { type: 'boolean', help: 'print the stanza of each step as well' } },
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const found = await server.call('transfers.show', { id: invocation.operands[0] ?? '' });
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const stanzas = invocation.flag('stanzas')
        ? found.steps.flatMap(({ kind, stanza }) =>
            stanza === null ? [] : [`\n${kind}:\n${stanza}`],
          )
        : [];
      const text = transferText(found, invocation.terminal.unicode);
      invocation.print(found, [text, ...stanzas].join('\n'));
      return EXIT.ok;
    }),
};

export const transfersCancel: Command = {
  words: 'transfers cancel',
  operands: 'ID',
  arity: [1, 1],
  summary: 'End a transfer that is in progress',
  example: 'waybill transfers cancel wb-7k3q9fj2ma',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const done = await server.call('transfers.cancel', { id: invocation.operands[0] ?? '' });
      if (done instanceof ControlFault) return CommandFailure.of(done);
      invocation.print(done, `${done.id} cancelled`);
      return EXIT.ok;
    }),
};

const CLEAR = '\x1b[H\x1b[J';

/** What the live table shows: everything open, and what has just ended for one last look. */
class WatchTable {
  private readonly rows = new Map<string, TransferView>();

  take(items: readonly TransferView[]): void {
    for (const item of items) this.rows.set(item.id, item);
  }

  text(unicode: boolean): string {
    const open = [...this.rows.values()].sort((a, b) => (a.offeredAt < b.offeredAt ? 1 : -1));
    for (const { id, endedAt } of open) if (endedAt !== null) this.rows.delete(id);
    return transferTable(open, unicode);
  }
}

export const transfersWatch: Command = {
  words: 'transfers watch',
  arity: [0, 0],
  summary: 'Follow transfers as they run, until Ctrl-C',
  details: 'With --json, one line for each change.',
  example: 'waybill transfers watch',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const { terminal, json } = invocation;
      const live = new WatchTable();
      terminal.interrupted.addEventListener('abort', () => void server.close());
      const ended = await server.call('transfers.watch', {}, ({ items }) => {
        live.take(items);
        if (json) items.forEach((item) => terminal.out(JSON.stringify(item)));
        else terminal.out((terminal.colour ? CLEAR : '') + live.text(terminal.unicode));
      });
      if (terminal.interrupted.aborted) return EXIT.ok;
      return ended instanceof ControlFault ? CommandFailure.of(ended) : EXIT.ok;
    }),
};
