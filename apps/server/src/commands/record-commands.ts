import { csvLine } from '@waybill/admin-api';
import { AUDIT_KINDS } from '@waybill/domain';
import type { FileRow } from '../control/access-contract.js';
import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { safeText, table } from './format.js';
import { countOption } from './user-commands.js';

const OFFLINE = 'Works while the server runs, and without it.';
const PAGE = 500;

type Page = (
  after: string | undefined,
) => Promise<{ items: readonly FileRow[]; next: string | null } | ControlFault>;

/** Prints all pages as CSV, or as a line of JSON for each row. */
export async function printRows(invocation: Invocation, page: Page) {
  let after: string | undefined;
  let header = !invocation.json;
  for (;;) {
    const found = await page(after);
    if (found instanceof ControlFault) return CommandFailure.of(found);
    for (const row of found.items) {
      if (header) invocation.terminal.out(csvLine(Object.keys(row)).trimEnd());
      header = false;
      const line = invocation.json ? JSON.stringify(row) : csvLine(Object.values(row)).trimEnd();
      invocation.terminal.out(line);
    }
    if (found.next === null) return EXIT.ok;
    after = found.next;
  }
}

function kindsOf(invocation: Invocation) {
  const wanted = invocation.texts('kind');
  const kinds = AUDIT_KINDS.filter((kind) => wanted.includes(kind));
  if (kinds.length === wanted.length) return wanted.length === 0 ? undefined : kinds;
  return CommandFailure.usage(`a kind is one of ${AUDIT_KINDS.join(', ')}`);
}

const KIND = {
  kind: {
    type: 'string',
    multiple: true,
    value: 'KIND',
    help: `only these: ${AUDIT_KINDS.join(', ')}`,
  },
} as const;

/** What an entry is about, in one cell. */
function factsOf(row: FileRow): string {
  const facts = {
    ...(JSON.parse(String(row['data'])) as Record<string, unknown>),
    ...(JSON.parse(String(row['personal'])) as Record<string, unknown>),
  };
  const hidden = new Set(['action', 'actor', 'actorName', 'actorAddress']);
  return Object.entries(facts)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => `${key}=${safeText(String(value))}`)
    .join(' ');
}

export const auditTail: Command = {
  words: 'audit tail',
  arity: [0, 0],
  summary: 'Show the newest entries of the audit chain',
  details: OFFLINE,
  example: 'waybill audit tail --kind operator-action',
  options: {
    ...KIND,
    limit: { type: 'string', value: 'N', help: 'how many (default 20)' },
  },
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const kinds = kindsOf(invocation);
      const limit = countOption(invocation.text('limit'), 20);
      if (kinds instanceof CommandFailure) return kinds;
      if (limit instanceof CommandFailure) return limit;
      const params = { limit: Math.min(limit, 1000), kinds };
      const found = await caller.call('audit.page', params);
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = [...found.items]
        .reverse()
        .map((row) => [
          String(row['seq']),
          String(row['at']).slice(0, 19).replace('T', ' '),
          String(row['action'] ?? row['kind']),
          safeText(String(row['actor'] ?? row['actorKind'] ?? '')),
          factsOf(row),
        ]);
      invocation.print(found, table([['SEQ', 'AT', 'WHAT', 'WHO', 'FACTS'], ...rows]));
      return EXIT.ok;
    }),
};

export const auditExport: Command = {
  words: 'audit export',
  arity: [0, 0],
  summary: 'Print the audit chain as CSV, newest first; with --json a line of JSON an entry',
  details: OFFLINE,
  example: 'waybill audit export > audit.csv',
  options: KIND,
  run: (invocation) =>
    withAccounts(invocation, (caller) => {
      const kinds = kindsOf(invocation);
      if (kinds instanceof CommandFailure) return Promise.resolve(kinds);
      return printRows(invocation, (after) =>
        caller.call('audit.page', { limit: PAGE, after, kinds }),
      );
    }),
};

export const transfersExport: Command = {
  words: 'transfers export',
  arity: [0, 0],
  summary: 'Print the ledger as CSV, newest first; with --json a line of JSON a transfer',
  details: OFFLINE,
  example: 'waybill transfers export > transfers.csv',
  run: (invocation) =>
    withAccounts(invocation, (caller) =>
      printRows(invocation, (after) => caller.call('transfers.page', { limit: PAGE, after })),
    ),
};

export const auditVerify: Command = {
  words: 'audit verify',
  arity: [0, 0],
  summary: 'Recompute the audit chain, and name the first entry that does not hold',
  details: OFFLINE,
  example: 'waybill audit verify',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const verdict = await caller.call('audit.verify', {});
      if (verdict instanceof ControlFault) return CommandFailure.of(verdict);
      const { intact, entries, badSeq, fault } = verdict;
      const text = intact ? `${entries} entries, all intact` : `entry ${badSeq}: ${fault}`;
      invocation.print(verdict, text);
      return intact ? EXIT.ok : EXIT.problem;
    }),
};

async function previewed(invocation: Invocation, caller: ControlCaller) {
  const found = await caller.call('retention.preview', {});
  if (found instanceof ControlFault) return CommandFailure.of(found);
  const { days, transfers, before } = found;
  const text =
    days === null
      ? 'transfers are kept for ever (retention.transferDays is 0)'
      : `${transfers} transfers offered before ${before?.slice(0, 10)} would be deleted (kept: ${days} days)`;
  invocation.print(found, text);
  return EXIT.ok;
}

export const retentionRun: Command = {
  words: 'retention run',
  arity: [0, 0],
  summary: 'Delete transfers that are older than retention.transferDays, now',
  details: `${OFFLINE} The server does it by itself every hour.`,
  example: 'waybill retention run --dry-run',
  options: { 'dry-run': { type: 'boolean', help: 'only say what would be deleted' } },
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      if (invocation.flag('dry-run')) return previewed(invocation, caller);
      const done = await caller.call('retention.run', {});
      if (done instanceof ControlFault) return CommandFailure.of(done);
      invocation.print(done, `${done.transfers} transfers deleted`);
      return EXIT.ok;
    }),
};
