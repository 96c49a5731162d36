import { WAYBILL } from '../called-as.js';
import { ControlFault } from '../control/protocol.js';
import type { AttachmentStatus, ServerStatus } from '../control/contract.js';
import { VERSION } from '../version.js';
import { CommandFailure, EXIT, type Command } from './command.js';
import { durationText, table } from './format.js';
import { withServer } from './session-commands.js';

function attachmentText(attachment: AttachmentStatus): string {
  const { domain, server, address, phase, links, linksUp, problem } = attachment;
  const place = `${domain} at ${server} ${address}`;
  const count = links > 1 ? ` by ${String(linksUp)} of ${String(links)} links` : '';
  if (phase === 'linked') return `${place}: linked${count}`;
  return problem === null ? `${place}: ${phase}` : `${place}: NOT LINKED, ${problem.text}`;
}

function statusText(status: ServerStatus, now: number): string {
  const { version, pid, startedAt, listeners } = status;
  const uptime = durationText(now - Date.parse(startedAt));
  const rows = [
    ['domains', status.domains.join(', ') || 'none: attached only'],
    ...status.attachments.map((one) => ['component', attachmentText(one)]),
    ['sessions', String(status.sessions)],
    ['accounts', String(status.accounts)],
    ['transfers running', String(status.liveTransfers)],
    ['database', status.database],
    ['data', status.dataDir],
    ...listeners.map(({ name, address, port }) => [name, `${address} port ${port}`]),
    ...(status.setupNeeded
      ? [['dashboard', `nobody can sign in yet: ${WAYBILL} admin create NAME`]]
      : []),
  ];
  return `Waybill ${version} is running (process ${pid}, up ${uptime})\n${table(rows)}`;
}

export const status: Command = {
  words: 'status',
  arity: [0, 0],
  summary: 'Say whether the server runs, and how it is',
  details: 'Exit code 3 when it does not run.',
  example: 'waybill status --quiet && echo up',
  options: { quiet: { type: 'boolean', short: 'q', help: 'only the exit code' } },
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const found = await server.call('status', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      if (!invocation.flag('quiet')) invocation.print(found, statusText(found, Date.now()));
      return EXIT.ok;
    }),
};

export const version: Command = {
  words: 'version',
  arity: [0, 0],
  summary: 'Print the version',
  example: 'waybill version',
  run: (invocation) => {
    invocation.print({ version: VERSION, node: process.version }, `waybill ${VERSION}`);
    return Promise.resolve(EXIT.ok);
  },
};
