import type { BotTransfer } from '../bots/file-bots.js';
import { transferBetweenAccounts } from '../bots/standalone-bots.js';
import type { TestAccounts } from '../control/contract.js';
import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { bytesText } from './format.js';
import { routeGlyph } from './route-glyph.js';
import { withServer } from './session-commands.js';

const MEBIBYTE = 1024 * 1024;
const MAX_MEBIBYTES = 10_240;

/** `10`, `10M`, `512K`, `1G` as bytes. @returns undefined for anything else */
export function sizeOption(text: string): number | undefined {
  const match = /^(\d+)([KMG]?)(?:i?B)?$/i.exec(text);
  if (match === null) return undefined;
  const unit = { K: 1024, M: MEBIBYTE, G: 1024 * MEBIBYTE, '': MEBIBYTE }[
    (match[2] ?? '').toUpperCase()
  ];
  const bytes = Number(match[1]) * (unit ?? MEBIBYTE);
  return bytes >= 1 && bytes <= MAX_MEBIBYTES * MEBIBYTE ? bytes : undefined;
}

/** Asks the server for two accounts; they end with this connection. */
function testAccounts(server: ControlCaller): Promise<TestAccounts | ControlFault> {
  return new Promise((resolve) => {
    void server.call('test.accounts', {}, resolve).then((ended) => {
      if (ended instanceof ControlFault) resolve(ended);
    });
  });
}

const rateText = ({ bytes, milliseconds }: Pick<BotTransfer, 'bytes' | 'milliseconds'>) =>
  `${bytesText(Math.round((bytes * 1000) / Math.max(1, milliseconds)))}/s`;

/** The bots play users of a host server. */
async function throughComponent(
  server: ControlCaller,
  invocation: Invocation,
  domain: string,
  bytes: number,
) {
  const proven = await server.call('test.transfer', { domain, bytes });
  if (proven instanceof ControlFault) return CommandFailure.of(proven);
  const { streamhost, sha256, routed, transferId } = proven;
  const glyph = routeGlyph({ path: 'relayed', state: 'completed' }, invocation.terminal.unicode);
  invocation.print(
    { ok: true, ...proven },
    [
      `bot ${glyph} bot   ${transferId ?? ''}`,
      `${bytesText(bytes)} through ${streamhost.host} port ${String(streamhost.port)}, ${rateText(proven)}`,
      routed ? `agreed through the host server of ${domain}` : 'agreed past the host server',
      `SHA-256 equal: ${sha256}`,
    ].join('\n'),
  );
  return EXIT.ok;
}

export const testTransfer: Command = {
  words: 'test-transfer',
  arity: [0, 0],
  summary: 'Send a file between two built-in bots through the relay, over real sockets',
  details: [
    'Both bots log in on this machine with accounts that live as long as the test, negotiate as clients do',
    '(XEP-0096, XEP-0065), and compare SHA-256 at the end. The transfer stands in the record like any other.',
  ].join('\n'),
  example: 'waybill test-transfer --size 100M',
  options: {
    size: { type: 'string', value: 'SIZE', help: 'K, M or G bytes (default 10M)' },
    component: {
      type: 'string',
      value: 'DOMAIN',
      help: 'through this attachment, as if by users of its host server',
    },
  },
  run: (invocation) => {
    const bytes = sizeOption(invocation.text('size') ?? '10M');
    if (bytes === undefined) {
      return Promise.resolve(CommandFailure.usage('the size is 1K to 10G, such as 10M'));
    }
    const component = invocation.text('component');
    return withServer(invocation, async (server) => {
      if (component !== undefined) return throughComponent(server, invocation, component, bytes);
      const accounts = await testAccounts(server);
      if (accounts instanceof ControlFault) return CommandFailure.of(accounts);
      let result: BotTransfer;
      try {
        result = await transferBetweenAccounts(accounts, bytes);
        await server.call('test.done', { jids: accounts.accounts.map(({ jid }) => jid) });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return new CommandFailure(EXIT.problem, why, 'transfer-failed');
      }
      const party = accounts.accounts[0]?.jid;
      const listed = await server.call('transfers.list', { party, limit: 1 });
      const transfer = listed instanceof ControlFault ? undefined : listed.items[0];
      const same = result.sent === result.received;
      const glyph = routeGlyph(
        { path: 'relayed', state: same ? 'completed' : 'failed' },
        invocation.terminal.unicode,
      );
      const { host, port } = result.streamhost;
      invocation.print(
        { ok: same, id: transfer?.shortId ?? null, ...result },
        [
          `bot ${glyph} bot   ${transfer?.shortId ?? ''}`,
          `${bytesText(bytes)} through ${host} port ${port}, ${rateText(result)}`,
          same ? `SHA-256 equal: ${result.received}` : 'SHA-256 DIFFERS: the bytes were damaged',
        ].join('\n'),
      );
      return same ? EXIT.ok : EXIT.problem;
    });
  },
};
