import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { bytesText, safeText, table } from './format.js';

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

export const sessionsKick: Command = {
  words: 'sessions kick',
  operands: 'JID[/RESOURCE]',
  arity: [1, 1],
  summary: 'End the sessions of an account, or one of them',
  details: 'The account can log in again: to keep it out, lock it in the dashboard.',
  example: 'waybill sessions kick alice@localhost/Gajim',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const done = await server.call('sessions.kick', { jid: invocation.operands[0] ?? '' });
      if (done instanceof ControlFault) return CommandFailure.of(done);
      invocation.print(done, done.ended.map((jid) => `${safeText(jid)} ended`).join('\n'));
      return EXIT.ok;
    }),
};
