import { readFile, writeFile } from 'node:fs/promises';
import { ControlFault } from '../control/protocol.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { safeText } from './format.js';
import { printRows } from './record-commands.js';
import { countOption } from './user-commands.js';

const OFFLINE = 'Works while the server runs, and without it.';
const SHOWN = 20;
/** What one line of the control socket takes, with room for escapes. */
const MAX_BYTES = 12 * 1024 * 1024;

function lockCommand(lock: boolean): Command {
  const deed = lock ? 'lock' : 'unlock';
  return {
    words: `users ${deed}`,
    operands: 'JID',
    arity: [1, 1],
    summary: lock ? 'Lock an account; its sessions end at once' : 'Unlock an account',
    details: OFFLINE,
    example: `waybill users ${deed} alice@localhost`,
    ...(lock && {
      options: {
        reason: { type: 'string', value: 'TEXT', help: 'why, for the record' },
        days: { type: 'string', value: 'N', help: 'unlock by itself after so many days' },
      } as const,
    }),
    run: (invocation) =>
      withAccounts(invocation, async (caller) => {
        const text = lock ? invocation.text('days') : undefined;
        const days = text === undefined ? undefined : countOption(text, 1);
        if (days instanceof CommandFailure) return days;
        const jid = invocation.operands[0] ?? '';
        const reason = lock ? invocation.text('reason') : undefined;
        const changed = await caller.call('accounts.lock', { jid, lock, reason, days });
        if (changed instanceof ControlFault) return CommandFailure.of(changed);
        invocation.print(changed, `${changed.jid} is ${changed.status}`);
        return EXIT.ok;
      }),
  };
}

export const usersLock = lockCommand(true);
export const usersUnlock = lockCommand(false);

export const usersExport: Command = {
  words: 'users export',
  arity: [0, 0],
  summary: 'Print the accounts as CSV, without passwords; with --json a line of JSON each',
  details: OFFLINE,
  example: 'waybill users export > users.csv',
  run: (invocation) =>
    withAccounts(invocation, (caller) =>
      printRows(invocation, (after) => caller.call('accounts.page', { limit: 500, after })),
    ),
};

async function csvOf(file: string): Promise<string | CommandFailure> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= MAX_BYTES) return bytes.toString('utf8');
    return new CommandFailure(EXIT.problem, `${file} is larger than 12 MiB: split it`, 'too-large');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new CommandFailure(EXIT.problem, `cannot read ${file}: ${why}`, 'unreadable');
  }
}

/** Passwords and rejects go to files of their owner only, never to the terminal's scrollback. */
async function keep(invocation: Invocation, option: string, text: string | null) {
  const file = invocation.text(option);
  if (file !== undefined && text !== null) await writeFile(file, text, { mode: 0o600 });
}

export const usersImport: Command = {
  words: 'users import',
  operands: 'FILE',
  arity: [1, 1],
  summary: 'Add accounts from a CSV file',
  details: [
    OFFLINE,
    'The first line names the columns: jid (or localpart and domain), password, note. Separated by commas, semicolons',
    'or tabs. Accounts without a password get one, written to --passwords FILE.',
  ].join('\n'),
  example:
    'waybill users import people.csv --dry-run\nwaybill users import people.csv --rejects bad.csv',
  options: {
    'dry-run': { type: 'boolean', help: 'look, and change nothing' },
    rejects: { type: 'string', value: 'FILE', help: 'where rejected rows go, with the reason' },
    passwords: { type: 'string', value: 'FILE', help: 'where passwords go that were made up' },
  },
  run: async (invocation) => {
    const csv = await csvOf(invocation.operands[0] ?? '');
    if (csv instanceof CommandFailure) return csv;
    const dryRun = invocation.flag('dry-run');
    const names = csv.slice(0, csv.search(/[\r\n]/)).toLowerCase();
    if (!dryRun && !names.includes('password') && invocation.text('passwords') === undefined) {
      return CommandFailure.usage('the file has no passwords: say --passwords FILE for new ones');
    }
    return withAccounts(invocation, async (caller) => {
      const report = await caller.call('accounts.import', { csv, dryRun });
      if (report instanceof ControlFault) return CommandFailure.of(report);
      await keep(invocation, 'rejects', report.rejects);
      await keep(invocation, 'passwords', report.passwords);
      const { rows, good, rejected, errors } = report;
      const lines = errors
        .slice(0, SHOWN)
        .map(
          ({ line, column, text }) =>
            `  line ${line}${column ? `, ${column}` : ''}: ${safeText(text)}`,
        );
      const verb = dryRun ? 'would be added' : 'added';
      const text = [`${rows} rows: ${good} ${verb}, ${rejected} rejected`, ...lines].join('\n');
      invocation.print({ dryRun, rows, good, rejected, errors }, text);
      return rejected === 0 ? EXIT.ok : EXIT.problem;
    });
  },
};
