import { UPLOAD_PURPOSES, type UploadPurpose } from '@waybill/domain';
import { ControlFault } from '../control/protocol.js';
import type { RetentionView } from '../control/upload-contract.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { bytesText, table } from './format.js';
import { withServer } from './session-commands.js';

const MAX_DAYS = 36_500;
const FOR_EVER = 'for-ever';

const retentionText = (retention: RetentionView): string =>
  table(
    UPLOAD_PURPOSES.map((purpose) => {
      const days = retention[purpose];
      const text =
        days === null ? 'until somebody deletes it' : `${days} day${days === 1 ? '' : 's'}`;
      return [purpose, text];
    }),
  );

/** The days that the command's options name. */
function daysOf(invocation: Invocation): Partial<RetentionView> | CommandFailure {
  const days: { [P in UploadPurpose]?: number | null } = {};
  for (const purpose of UPLOAD_PURPOSES) {
    const text = invocation.text(purpose);
    if (text === undefined) continue;
    const value = text === FOR_EVER ? null : Number(text);
    const isGood = value === null || (Number.isInteger(value) && value >= 1 && value <= MAX_DAYS);
    if (!isGood) {
      return CommandFailure.usage(`--${purpose}: write days from 1 to ${MAX_DAYS}, or ${FOR_EVER}`);
    }
    days[purpose] = value;
  }
  return days;
}

const daysOption = (what: string) =>
  ({ type: 'string', value: 'DAYS', help: `${what}: days, or ${FOR_EVER}` }) as const;

export const uploadsRetention: Command = {
  words: 'uploads retention',
  arity: [0, 0],
  summary: 'Show how long uploads are kept, try another time, or set it',
  details:
    'With days it says what they would delete now; only with --apply they are put to use, for files that are here already as well.',
  example: 'waybill uploads retention --message 30 --permanent for-ever --apply',
  options: {
    message: daysOption('files sent in messages'),
    profile: daysOption('pictures of profiles'),
    ephemeral: daysOption('files that are meant to be gone soon'),
    permanent: daysOption('files that are meant to stay'),
    apply: { type: 'boolean', help: 'put it to use' },
  },
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const days = daysOf(invocation);
      if (days instanceof CommandFailure) return days;
      const set = invocation.flag('apply');
      if (Object.keys(days).length === 0) {
        if (set)
          return CommandFailure.usage('--apply: say for which purpose, such as --message 30');
        const retention = await server.call('uploads.retention', {});
        if (retention instanceof ControlFault) return CommandFailure.of(retention);
        invocation.print(retention, retentionText(retention));
        return EXIT.ok;
      }
      const done = await server.call('uploads.retain', { days, set });
      if (done instanceof ControlFault) return CommandFailure.of(done);
      const { files, bytes, oldest } = done;
      const since = oldest === null ? '' : `, the oldest of ${oldest.slice(0, 10)}`;
      const what = `${files} files, ${bytesText(bytes)}${since}`;
      const verdict = set ? `in use; due now: ${what}` : `would delete ${what}`;
      invocation.print(done, `${retentionText(done.retention)}\n\n${verdict}`);
      return EXIT.ok;
    }),
};
