import { z } from 'zod';
import { Jid } from '@waybill/core';
import {
  AccountFault,
  type Account,
  type AccountDirectory,
  type AccountFilter,
  type Actor,
} from '@waybill/domain';
import type { AccountView } from '../contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';
import { isoInstant } from '../views.js';

const ACTOR: Actor = { kind: 'command-line' };
const MAX_LISTED = 100_000;
const PAGE = 200;

const jidParam = z.string().max(3100);
const passwordParam = z.string().max(1024).optional();

/** Turns a rule's refusal into the fault that the command prints. */
function fault(refusal: AccountFault): ControlFault {
  const why = refusal.password === undefined ? '' : ` (${refusal.password})`;
  return new ControlFault(refusal.code, `${refusal.text}${why}`);
}

/** @returns the address; `bad-jid` for what is none */
function accountJid(text: string): Jid | ControlFault {
  const jid = Jid.parse(text);
  if (jid instanceof Jid && jid.local !== undefined && jid.isBare) return jid;
  return new ControlFault('bad-jid', `"${text}" is no account address: write name@domain`);
}

const accountView = (account: Account): AccountView => ({
  jid: account.jid,
  status: account.status,
  createdAt: new Date(account.createdAt).toISOString(),
  lastSeenAt: isoInstant(account.lastSeenAt),
  legacySignIn: account.legacySignIn !== undefined,
  note: account.note ?? null,
});

async function list(directory: AccountDirectory, filter: AccountFilter, limit: number) {
  const items: AccountView[] = [];
  let page = await directory.list(filter, 'jid', Math.min(PAGE, limit));
  for (;;) {
    items.push(...page.accounts.map(accountView));
    if (page.next === undefined || items.length >= limit) break;
    page = await directory.list(filter, 'jid', Math.min(PAGE, limit - items.length), page.next);
  }
  return { items, total: await directory.count(filter) };
}

/** The verbs about accounts: the running server has them, and so has a command that opens the database itself. */
export function accountVerbs(directory: AccountDirectory): VerbTable {
  return {
    'accounts.add': {
      params: z.object({ jid: jidParam, password: passwordParam, note: z.string().optional() }),
      run: async ({ jid: text, password, note }) => {
        const jid = accountJid(text);
        if (jid instanceof ControlFault) return jid;
        const added = await directory.add({ jid, password, note }, ACTOR);
        if (added instanceof AccountFault) return fault(added);
        const generated = added.password === undefined ? {} : { password: added.password };
        return { jid: added.account.jid, ...generated };
      },
    },
    'accounts.password': {
      params: z.object({ jid: jidParam, password: passwordParam }),
      run: async ({ jid: text, password }) => {
        const jid = accountJid(text);
        if (jid instanceof ControlFault) return jid;
        const changed = await directory.setPassword(jid, password, ACTOR);
        return changed instanceof AccountFault ? fault(changed) : changed;
      },
    },
    'accounts.remove': {
      params: z.object({ jid: jidParam }),
      run: async ({ jid: text }) => {
        const jid = accountJid(text);
        if (jid instanceof ControlFault) return jid;
        const removed = await directory.remove(jid, ACTOR);
        return removed instanceof AccountFault ? fault(removed) : { jid: removed.jid };
      },
    },
    'accounts.list': {
      params: z.object({
        text: z.string().optional(),
        host: z.string().max(1023).optional(),
        limit: z.number().int().min(1).max(MAX_LISTED),
      }),
      run: ({ text, host, limit }) => list(directory, { text, domain: host }, limit),
    },
    'accounts.legacy': legacyVerb(directory),
  };
}

function legacyVerb(directory: AccountDirectory): NonNullable<VerbTable['accounts.legacy']> {
  return {
    params: z.object({
      jid: jidParam,
      enable: z.boolean(),
      reason: z.string().optional(),
      days: z.union([z.number().int(), z.literal('never')]).optional(),
    }),
    run: async ({ jid: text, enable, reason, days }) => {
      const jid = accountJid(text);
      if (jid instanceof ControlFault) return jid;
      if (!enable) {
        const ended = await directory.disableLegacySignIn(jid, ACTOR);
        return ended instanceof AccountFault ? fault(ended) : {};
      }
      const options = { reason: reason ?? 'enabled on the command line', expiresInDays: days };
      const made = await directory.enableLegacySignIn(jid, options, ACTOR);
      if (made instanceof AccountFault) return fault(made);
      return { secret: made.secret, expiresAt: isoInstant(made.mark.expiresAt) };
    },
  };
}
