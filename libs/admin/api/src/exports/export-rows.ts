import type {
  Account,
  AuditFilter,
  AuditLog,
  AuditRecord,
  SignIn,
  SignInStore,
  Transfer,
  TransferCursor,
  TransferFilter,
  TransferStore,
} from '@waybill/domain';
import { toAuditEntry } from '../audit/audit-views.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { NameView } from '../transfers/name-view.js';
import { toSummary } from '../transfers/transfer-views.js';
import type { ExportRow } from './row-stream.js';

const PAGE = 500;

export const TRANSFER_COLUMNS = [
  'id',
  'shortId',
  'offeredAt',
  'startedAt',
  'endedAt',
  'sender',
  'receiver',
  'fileName',
  'size',
  'type',
  'bytes',
  'method',
  'path',
  'state',
  'reason',
  'evidence',
  'visibility',
  'sha256',
  'host',
] as const;

/** A transfer, its name as `view` shows it. */
export function transferRow(transfer: Transfer, view: NameView): ExportRow {
  const { file, sender, receiver, ...summary } = toSummary({ transfer }, view);
  const row = {
    ...summary,
    sender: sender.jid,
    receiver: receiver.jid,
    fileName: file.name,
    size: file.size,
    type: file.type,
    sha256: transfer.measured.sha256 ?? null,
  };
  return Object.fromEntries(TRANSFER_COLUMNS.map((column) => [column, row[column]]));
}

/** The ledger, newest first. */
export async function* transferRows(
  store: TransferStore,
  filter: TransferFilter,
  view: NameView,
): AsyncGenerator<ExportRow> {
  let after: TransferCursor | undefined;
  do {
    const page = await store.list(filter, '-time', PAGE, after);
    for (const transfer of page.transfers) yield transferRow(transfer, view);
    after = page.next;
  } while (after !== undefined);
}

export const USER_COLUMNS = [
  'jid',
  'status',
  'lockedReason',
  'lockedUntil',
  'createdAt',
  'lastSeenAt',
  'legacySignIn',
  'note',
] as const;

/** An account, without anything secret. */
export function userRow(account: Account) {
  return {
    jid: account.jid,
    status: account.status,
    lockedReason: account.lockedReason ?? null,
    lockedUntil: isoOrNull(account.lockedUntil),
    createdAt: isoOf(account.createdAt),
    lastSeenAt: isoOrNull(account.lastSeenAt),
    legacySignIn: account.legacySignIn !== undefined,
    note: account.note ?? null,
  };
}

/** Accounts by JID. */
export async function* userRows(accounts: AsyncIterable<Account>): AsyncGenerator<ExportRow> {
  for await (const account of accounts) yield userRow(account);
}

export const SIGN_IN_COLUMNS = [
  'at',
  'jid',
  'result',
  'reason',
  'mechanism',
  'address',
  'via',
] as const;

const signInRow = ({ at, reason, ...rest }: SignIn): ExportRow => ({
  ...rest,
  at: isoOf(at),
  reason: reason ?? null,
});

/** Every sign-in, newest first. */
export async function* signInRows(store: SignInStore): AsyncGenerator<ExportRow> {
  let before: number | undefined;
  do {
    const page = await store.all(PAGE, before);
    yield* page.signIns.map(signInRow);
    before = page.next;
  } while (before !== undefined);
}

export const AUDIT_COLUMNS = [
  'seq',
  'at',
  'kind',
  'action',
  'actorKind',
  'actor',
  'actorAddress',
  'data',
  'personal',
  'hash',
] as const;

/** An entry; its facts as JSON. */
export function auditRow(record: AuditRecord): ExportRow {
  const { seq, at, kind, action, actor, data, personal, hash } = toAuditEntry(record);
  return {
    seq,
    at,
    kind,
    action,
    actorKind: actor?.kind,
    actor: actor?.name,
    actorAddress: actor?.address,
    data: JSON.stringify(data),
    personal: JSON.stringify(personal),
    hash,
  };
}

/** The chain, newest first. */
export async function* auditRows(log: AuditLog, filter: AuditFilter): AsyncGenerator<ExportRow> {
  let before: number | undefined;
  do {
    const page = await log.list(filter, PAGE, before);
    for (const record of page.entries) yield auditRow(record);
    before = page.next;
  } while (before !== undefined);
}
