import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { bytesText, safeText, table } from './format.js';
import { countOption } from './user-commands.js';

/** Runs `work` with the running server and lets go of it. */
export async function withServer(
  invocation: Invocation,
  work: (server: ControlCaller) => ReturnType<Command['run']>,
): ReturnType<Command['run']> {
  const server = await invocation.server();
  if (server instanceof CommandFailure) return server;
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

export const sessionsList: Command = {
  words: 'sessions list',
  arity: [0, 0],
  summary: 'List who is logged in',
  example: 'waybill sessions list --json',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const found = await server.call('sessions.list', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = found.items.map((session) => [
        safeText(session.jid),
        session.address,
        session.tls ?? 'none',
        session.mechanism,
        session.since.slice(0, 19).replace('T', ' '),
        bytesText(session.bytesReceived),
        bytesText(session.bytesSent),
      ]);
      const head = ['JID', 'ADDRESS', 'TLS', 'LOGIN', 'SINCE', 'RECEIVED', 'SENT'];
      invocation.print(found, rows.length === 0 ? 'no sessions' : table([head, ...rows]));
      return EXIT.ok;
    }),
};

/** Who is meant: one account or session, those that match, or everybody. @returns a usage failure unless it is one of these */
function kickOf(invocation: Invocation) {
  const [jid] = invocation.operands;
  const text = invocation.text('matching');
  const ways = [jid !== undefined, text !== undefined, invocation.flag('all')];
  if (ways.filter(Boolean).length !== 1 || text === '') {
    return CommandFailure.usage('say who: JID, --matching TEXT, or --all');
  }
  const counted = invocation.text('expect');
  const expected = counted === undefined ? undefined : countOption(counted, 1);
  if (expected instanceof CommandFailure) return expected;
  if (jid === undefined) return { text, expected };
  return expected === undefined
    ? { jid }
    : CommandFailure.usage('--expect goes with --matching or --all');
}

export const sessionsKick: Command = {
  words: 'sessions kick',
  operands: '[JID[/RESOURCE]]',
  arity: [0, 1],
  summary: 'End the sessions of an account, one of them, or all that match',
  details: [
    'The accounts can log in again: to keep one out, lock it (waybill users lock).',
    '--matching ends those whose JID or IP address contains TEXT.',
  ].join('\n'),
  example:
    'waybill sessions kick alice@localhost/Gajim\nwaybill sessions kick --matching 203.0.113. --expect 3',
  options: {
    matching: { type: 'string', value: 'TEXT', help: 'all whose JID or IP address contains it' },
    all: { type: 'boolean', help: 'everybody' },
    expect: { type: 'string', value: 'N', help: 'end none unless just so many match' },
  },
  run: async (invocation) => {
    const who = kickOf(invocation);
    if (who instanceof CommandFailure) return who;
    return withServer(invocation, async (server) => {
      const done = await (who.jid !== undefined
        ? server.call('sessions.kick', who)
        : server.call('sessions.kickMatching', who));
      if (done instanceof ControlFault) return CommandFailure.of(done);
      const lines = done.ended.map((jid) => `${safeText(jid)} ended`);
      invocation.print(done, lines.length === 0 ? 'no session matches' : lines.join('\n'));
      return EXIT.ok;
    });
  },
};
