import { transferThroughProxy, type BotTransfer } from '../bots/file-bots.js';
import { XmppClient } from '../bots/xmpp-client.js';
import type { TestAccounts } from '../control/contract.js';
import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { CommandFailure, EXIT, type Command } from './command.js';
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

async function logIn(accounts: TestAccounts, index: number): Promise<XmppClient> {
  const { host, port, domain, certificate } = accounts;
  const { jid = '', password = '' } = accounts.accounts[index] ?? {};
  const client = await XmppClient.connect({ host, port, domain, certificate, patienceSeconds: 30 });
  await client.login(jid.split('@')[0] ?? '', password, 'waybill-test');
  return client;
}

async function run(accounts: TestAccounts, bytes: number): Promise<BotTransfer> {
  const clients: XmppClient[] = [];
  try {
    const sender = await logIn(accounts, 0);
    clients.push(sender);
    const receiver = await logIn(accounts, 1);
    clients.push(receiver);
    return await transferThroughProxy(sender, receiver, accounts.domain, bytes);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const rateText = ({ bytes, milliseconds }: BotTransfer) =>
  `${bytesText(Math.round((bytes * 1000) / Math.max(1, milliseconds)))}/s`;

export const testTransfer: Command = {
  words: 'test-transfer',
  arity: [0, 0],
  summary: 'Send a file between two built-in bots through the relay, over real sockets',
  details: [
    'Both bots log in on this machine with accounts that live as long as the test, negotiate as clients do',
    '(XEP-0096, XEP-0065), and compare SHA-256 at the end. The transfer stands in the record like any other.',
  ].join('\n'),
  example: 'waybill test-transfer --size 100M',
  options: { size: { type: 'string', value: 'SIZE', help: 'K, M or G bytes (default 10M)' } },
  run: (invocation) => {
    const bytes = sizeOption(invocation.text('size') ?? '10M');
    if (bytes === undefined) {
      return Promise.resolve(CommandFailure.usage('the size is 1K to 10G, such as 10M'));
    }
    return withServer(invocation, async (server) => {
      const accounts = await testAccounts(server);
      if (accounts instanceof ControlFault) return CommandFailure.of(accounts);
      let result: BotTransfer;
      try {
        result = await run(accounts, bytes);
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
