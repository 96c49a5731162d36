import { UPLOAD_PHASES, type UploadPhase } from '@waybill/domain';
import { ControlFault } from '../control/protocol.js';
import type { UploadView } from '../control/upload-contract.js';
import { CommandFailure, EXIT, type Command } from './command.js';
import { bytesText, cut, safeText, table } from './format.js';
import { withServer } from './session-commands.js';

const timeText = (iso: string) => iso.slice(0, 19).replace('T', ' ');
const isPhase = (text: string): text is UploadPhase =>
  (UPLOAD_PHASES as readonly string[]).includes(text);

function listText(items: readonly UploadView[]): string {
  if (items.length === 0) return 'no uploads';
  const head = ['TIME', 'ID', 'ACCOUNT', 'FILE', 'BYTES', 'STATE', 'GETS'];
  const rows = items.map((one) => [
    timeText(one.grantedAt),
    one.id,
    cut(safeText(one.account ?? one.host), 28),
    cut(safeText(one.name), 36),
    bytesText(one.bytes),
    one.deletionRule === null ? one.state : `${one.state} (${one.deletionRule})`,
    String(one.downloads),
  ]);
  return table([head, ...rows]);
}

export const uploadsList: Command = {
  words: 'uploads list',
  arity: [0, 0],
  summary: 'List uploaded files, newest first',
  example: 'waybill uploads list --account alice@localhost --name invoice --largest',
  options: {
    account: { type: 'string', value: 'JID', help: 'of this account only' },
    name: { type: 'string', value: 'WORDS', help: 'whose names have all these words' },
    state: { type: 'string', value: 'STATE', help: `one of ${UPLOAD_PHASES.join(', ')}` },
    largest: { type: 'boolean', help: 'largest first' },
    limit: { type: 'string', value: 'N', help: 'at most N (default: 50)' },
  },
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const limit = Number(invocation.text('limit') ?? '50');
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
        return CommandFailure.usage('--limit: write a number from 1 to 1000');
      }
      const state = invocation.text('state');
      if (state !== undefined && !isPhase(state)) {
        return CommandFailure.usage(`--state: write one of ${UPLOAD_PHASES.join(', ')}`);
      }
      const account = invocation.text('account');
      const name = invocation.text('name');
      const sort = invocation.flag('largest') ? '-bytes' : '-time';
      const found = await server.call('uploads.list', { account, name, state, sort, limit });
      if (found instanceof ControlFault) return CommandFailure.of(found);
      invocation.print(found, listText(found.items));
      return EXIT.ok;
    }),
};

export const uploadsShow: Command = {
  words: 'uploads show',
  operands: 'ID',
  arity: [1, 1],
  summary: 'Show one upload with its receivers and downloads',
  details: 'The timeline of its transfer is in `waybill transfers show ID`.',
  example: 'waybill uploads show 01900000-0000-7000-8000-000000000000',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const one = await server.call('uploads.show', { id: invocation.operands[0] ?? '' });
      if (one instanceof ControlFault) return CommandFailure.of(one);
      const gets = one.lastDownloads.map(({ at, address, from, bytes, complete }) => [
        `  ${timeText(at)}`,
        address,
        from === null ? 'whole' : `from byte ${from}`,
        bytesText(bytes),
        complete ? '' : 'broke off',
      ]);
      const receivers = one.receivers.map((jid) => [`  seen sent to ${safeText(jid)}`]);
      const facts = [
        [`  SHA-256`, one.sha256 ?? 'none yet'],
        [
          `  type`,
          `${safeText(one.declaredType ?? 'not declared')}, found ${one.foundType ?? 'none'}`,
        ],
        [`  purpose`, one.purpose],
      ];
      const parts = [listText([one]), table(facts), table(receivers), table(gets)];
      invocation.print(one, parts.filter((part) => part !== '').join('\n\n'));
      return EXIT.ok;
    }),
};

export const uploadsDelete: Command = {
  words: 'uploads delete',
  operands: 'ID',
  arity: [1, 1],
  summary: 'Delete an uploaded file, or take its slot back',
  details: 'What is known of it stays in the record, with who deleted it.',
  example: 'waybill uploads delete 01900000-0000-7000-8000-000000000000',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const done = await server.call('uploads.delete', { id: invocation.operands[0] ?? '' });
      if (done instanceof ControlFault) return CommandFailure.of(done);
      invocation.print(done, `deleted ${done.id}`);
      return EXIT.ok;
    }),
};

export const uploadsVerify: Command = {
  words: 'uploads verify',
  arity: [0, 0],
  summary: 'Read every stored file and compare its SHA-256',
  details: 'Ends with 1 when a file is missing or altered, and names it.',
  example: 'waybill uploads verify',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const found = await server.call('uploads.verify', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const { files, bytes, damaged } = found;
      const lines = damaged.map(({ id, fault }) => `${id}  ${fault}`);
      const verdict = `${files} files, ${bytesText(bytes)}: ${damaged.length === 0 ? 'all as they were stored' : `${damaged.length} uploads are damaged`}`;
      invocation.print(found, [...lines, verdict].join('\n'));
      return damaged.length === 0 ? EXIT.ok : EXIT.problem;
    }),
};

export const uploadsGc: Command = {
  words: 'uploads gc',
  arity: [0, 0],
  summary: 'Delete what is due now, and files that no upload has',
  example: 'waybill uploads gc',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const done = await server.call('uploads.gc', {});
      if (done instanceof ControlFault) return CommandFailure.of(done);
      const { expired, files, bytes } = done;
      invocation.print(done, `${expired} expired, ${files} left over (${bytesText(bytes)})`);
      return EXIT.ok;
    }),
};
