import { z } from 'zod';
import {
  AUDIT_COLUMNS,
  auditRow,
  BadCsv,
  importAccounts,
  TRANSFER_COLUMNS,
  transferRow,
  userRow,
} from '@waybill/admin-api';
import { Jid } from '@waybill/core';
import {
  AccountFault,
  AUDIT_KINDS,
  KEY_SCOPES,
  KeyFault,
  keyWorks,
  LinkFault,
  linkStatus,
  OPERATOR_ROLES,
  OperatorFault,
  type Actor,
  type MadeLink,
} from '@waybill/domain';
import type { Storage } from '../../wiring/storage.js';
import type { LinkGiven } from '../access-contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';
import { isoInstant } from '../views.js';

const ACTOR: Actor = { kind: 'command-line' };
const DAY_MS = 86_400_000;

const name = z.string().max(256);
const id = z.string().max(128);
const limit = z.number().int().min(1).max(1000);
const after = z.string().max(4096).optional();

const given = ({ link, token }: MadeLink): LinkGiven => ({
  id: link.id,
  path: `/${link.kind === 'invite' ? 'join' : 'reset'}#${token}`,
  expiresAt: new Date(link.expiresAt).toISOString(),
});

/** What the rules refused, as the fault that the command prints; anything else as it is. */
function orFault<T>(outcome: T | LinkFault | KeyFault | OperatorFault | AccountFault) {
  const isFault =
    outcome instanceof LinkFault ||
    outcome instanceof KeyFault ||
    outcome instanceof OperatorFault ||
    outcome instanceof AccountFault;
  return isFault ? new ControlFault(outcome.code, outcome.text) : outcome;
}

type Rules = Omit<Storage, 'close' | 'authenticator' | 'setup'> & {
  /** Hosted domains; the first is the one that is meant where none is named. */
  readonly domains: readonly string[];
};

function linkVerbs({ links, domains }: Rules): VerbTable {
  return {
    'invites.create': {
      params: z.object({
        domain: z.string().max(1023).optional(),
        maxUses: z.number().optional(),
        expiresInHours: z.number().optional(),
        note: z.string().optional(),
      }),
      run: async (wish) => {
        const domain = wish.domain ?? domains[0] ?? '';
        const made = orFault(await links.invite({ ...wish, domain }, ACTOR));
        return made instanceof ControlFault ? made : given(made);
      },
    },
    'invites.list': {
      params: z.object({ limit }),
      run: async (params) => {
        const page = await links.list('invite', params.limit);
        const now = Date.now();
        const items = page.links.map((link) => ({
          id: link.id,
          domain: link.domain ?? '',
          note: link.note ?? null,
          uses: link.uses,
          maxUses: link.maxUses,
          expiresAt: new Date(link.expiresAt).toISOString(),
          status: linkStatus(link, now),
        }));
        return { items };
      },
    },
    'invites.revoke': {
      params: z.object({ id }),
      run: async (params) => {
        const revoked = orFault(await links.revoke(params.id, ACTOR));
        return revoked instanceof ControlFault ? revoked : { id: revoked.id };
      },
    },
  };
}

const findOperator = async ({ database }: Pick<Rules, 'database'>, wanted: string) =>
  (await database.operators.findByName(wanted))?.operator ??
  new ControlFault('not-found', `there is no ${wanted}`);

function teamVerbs({ database, operators, secondFactors }: Rules): VerbTable {
  return {
    'operators.list': {
      params: z.object({}),
      run: async () => {
        const all = await database.operators.list();
        const items = all.map(async (one) => ({
          id: one.id,
          name: one.name,
          role: one.role,
          lastSignInAt: isoInstant(one.lastSeenAt),
          secondFactor: await secondFactors.isOn(one.id),
          locked: one.lockedAt !== undefined,
        }));
        return { items: await Promise.all(items) };
      },
    },
    'operators.role': {
      params: z.object({ name, role: z.enum(OPERATOR_ROLES) }),
      run: async ({ name: wanted, role }) => {
        const known = await findOperator({ database }, wanted);
        if (known instanceof ControlFault) return known;
        const changed = orFault(await operators.setRole(known.id, role, ACTOR));
        if (changed instanceof ControlFault) return changed;
        await database.operatorSessions.removeAllOf(known.id);
        return { name: changed.name, role: changed.role };
      },
    },
    'operators.lock': {
      params: z.object({ name, lock: z.boolean() }),
      run: async ({ name: wanted, lock }) => {
        const known = await findOperator({ database }, wanted);
        if (known instanceof ControlFault) return known;
        const change = lock ? operators.lock(known.id, ACTOR) : operators.unlock(known.id, ACTOR);
        const changed = orFault(await change);
        if (changed instanceof ControlFault) return changed;
        return { name: changed.name, locked: changed.lockedAt !== undefined };
      },
    },
    'operators.remove': {
      params: z.object({ name }),
      run: async ({ name: wanted }) => {
        const known = await findOperator({ database }, wanted);
        if (known instanceof ControlFault) return known;
        const removed = orFault(await operators.remove(known.id, ACTOR));
        if (removed instanceof ControlFault) return removed;
        await database.operatorSessions.removeAllOf(known.id);
        return { name: removed.name };
      },
    },
  };
}

/** Ways back in for who lost one. */
function recoveryVerbs({ database, links, secondFactors }: Rules): VerbTable {
  return {
    'operators.reset': {
      params: z.object({ name }),
      run: async ({ name: wanted }) => {
        const known = await findOperator({ database }, wanted);
        if (known instanceof ControlFault) return known;
        const made = orFault(await links.resetOperator(known.id, ACTOR));
        return made instanceof ControlFault ? made : given(made);
      },
    },
    'accounts.reset': {
      params: z.object({ jid: z.string().max(3100) }),
      run: async ({ jid: text }) => {
        const jid = Jid.parse(text);
        if (!(jid instanceof Jid)) return new ControlFault('bad-jid', `"${text}" is no address`);
        const made = orFault(await links.resetAccount(jid, ACTOR));
        return made instanceof ControlFault ? made : given(made);
      },
    },
    'operators.disable2fa': {
      params: z.object({ name }),
      run: async ({ name: wanted }) => {
        const known = await findOperator({ database }, wanted);
        if (known instanceof ControlFault) return known;
        if (await secondFactors.turnOff(known, ACTOR)) return { name: known.name };
        return new ControlFault('not-on', `${known.name} has no second factor`);
      },
    },
  };
}

function keyVerbs({ keys }: Rules): VerbTable {
  return {
    'keys.create': {
      params: z.object({
        name,
        scopes: z.array(z.enum(KEY_SCOPES)),
        expiresInDays: z.number().optional(),
      }),
      run: async (wish) => {
        const made = orFault(await keys.make(wish, ACTOR));
        if (made instanceof ControlFault) return made;
        return { id: made.key.id, name: made.key.name, secret: made.secret };
      },
    },
    'keys.list': {
      params: z.object({}),
      run: async () => {
        const now = Date.now();
        const items = (await keys.list()).map((key) => ({
          id: key.id,
          name: key.name,
          scopes: key.scopes,
          expiresAt: isoInstant(key.expiresAt),
          lastUsedAt: isoInstant(key.lastUsedAt),
          open: keyWorks(key, now),
        }));
        return { items };
      },
    },
    'keys.revoke': {
      params: z.object({ id }),
      run: async (params) => {
        const revoked = orFault(await keys.revoke(params.id, ACTOR));
        return revoked instanceof ControlFault ? revoked : { name: revoked.name };
      },
    },
  };
}

function recordVerbs({ database, retention }: Rules): VerbTable {
  return {
    'audit.page': {
      params: z.object({ limit, after, kinds: z.array(z.enum(AUDIT_KINDS)).optional() }),
      run: async (params) => {
        const before = params.after === undefined ? undefined : Number(params.after);
        const page = await database.audit.list({ kinds: params.kinds }, params.limit, before);
        const items = page.entries.map((entry) => filled(AUDIT_COLUMNS, auditRow(entry)));
        return { items, next: page.next === undefined ? null : String(page.next) };
      },
    },
    'transfers.page': {
      params: z.object({ limit, after }),
      run: async (params) => {
        const [value, row] = (params.after ?? '').split(' ').map(Number);
        const start = value === undefined || row === undefined ? undefined : { value, row };
        const page = await database.transfers.list({}, '-time', params.limit, start);
        const items = page.transfers.map((one) =>
          filled(TRANSFER_COLUMNS, transferRow(one, 'names')),
        );
        return {
          items,
          next: page.next === undefined ? null : `${page.next.value} ${page.next.row}`,
        };
      },
    },
    'audit.verify': {
      params: z.object({}),
      run: async () => {
        const verdict = await database.audit.verify();
        const { intact, entries } = verdict;
        if (verdict.intact) return { intact, entries, badSeq: null, fault: null };
        return { intact, entries, badSeq: verdict.badSeq, fault: verdict.fault };
      },
    },
    'retention.preview': {
      params: z.object({ days: z.number().int().min(1).max(36_500).optional() }),
      run: async ({ days = retention.days }) => {
        if (days === undefined) return { days: null, transfers: 0, before: null };
        const { transfers, beforeAt } = await retention.preview(days);
        return { days, transfers, before: new Date(beforeAt).toISOString() };
      },
    },
    'retention.run': {
      params: z.object({}),
      run: async () => ({ transfers: await retention.run(ACTOR) }),
    },
  };
}

function accountFileVerbs({ accounts, domains }: Rules): VerbTable {
  return {
    'accounts.lock': {
      params: z.object({
        jid: z.string().max(3100),
        lock: z.boolean(),
        reason: z.string().optional(),
        days: z.number().min(1).optional(),
      }),
      run: async ({ jid: text, lock, reason, days }) => {
        const jid = Jid.parse(text);
        if (!(jid instanceof Jid)) return new ControlFault('bad-jid', `"${text}" is no address`);
        const until = days === undefined ? undefined : Date.now() + days * DAY_MS;
        const change = lock
          ? accounts.lock(jid, reason, ACTOR, until)
          : accounts.unlock(jid, ACTOR);
        const changed = orFault(await change);
        if (changed instanceof ControlFault) return changed;
        return { jid: changed.jid, status: changed.status };
      },
    },
    'accounts.page': {
      params: z.object({ limit, after }),
      run: async (params) => {
        const start = params.after === undefined ? undefined : { value: 0, jid: params.after };
        const page = await accounts.list({}, 'jid', params.limit, start);
        return { items: page.accounts.map(userRow), next: page.next?.jid ?? null };
      },
    },
    'accounts.import': {
      params: z.object({ csv: z.string(), dryRun: z.boolean() }),
      run: async ({ csv, dryRun }) => {
        const report = await importAccounts(csv, { accounts, domains, actor: ACTOR, dryRun });
        if (!(report instanceof BadCsv)) return report;
        return new ControlFault('bad-csv', `line ${report.line}: ${report.text}`);
      },
    },
  };
}

const filled = (
  columns: readonly string[],
  row: Readonly<Record<string, string | number | boolean | null | undefined>>,
) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

/** The verbs about ways in, the record, and accounts in numbers: with a server, and without. */
export function accessVerbs(rules: Rules): VerbTable {
  return {
    ...linkVerbs(rules),
    ...teamVerbs(rules),
    ...recoveryVerbs(rules),
    ...keyVerbs(rules),
    ...recordVerbs(rules),
    ...accountFileVerbs(rules),
  };
}
