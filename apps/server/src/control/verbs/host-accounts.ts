import { Jid } from '@waybill/core';
import {
  AccountFault,
  HostFault,
  type Actor,
  type HostAccount,
  type HostAccountDirectory,
} from '@waybill/domain';
import type { ServedHost } from '@waybill/admin-api';
import type { AccountView, Params, Result, Verb } from '../contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbCall, VerbHandler, VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'command-line' };
const PAGE = 200;

/** Turns either kind of refusal into the fault that the command prints. */
function orFault<T>(outcome: T | AccountFault | HostFault): T | ControlFault {
  if (outcome instanceof HostFault) {
    return new ControlFault(outcome.limit ?? outcome.code, outcome.text);
  }
  if (!(outcome instanceof AccountFault)) return outcome;
  const why = outcome.password === undefined ? '' : ` (${outcome.password})`;
  return new ControlFault(outcome.code, `${outcome.text}${why}`);
}

/** Has a verb about an account of a host server done there, and every other where it was done before. */
function there<V extends Verb>(
  handler: VerbHandler<V> | undefined,
  hostOf: (domain: string | undefined) => HostAccountDirectory | ControlFault | undefined,
  domainOf: (params: Params<V>) => string | undefined,
  work: (directory: HostAccountDirectory, params: Params<V>) => Promise<Result<V> | ControlFault>,
): VerbHandler<V> | undefined {
  return (
    handler && {
      params: handler.params,
      run: async (params: Params<V>, call: VerbCall<V>) => {
        const directory = hostOf(domainOf(params));
        if (directory instanceof ControlFault) return directory;
        return directory === undefined ? handler.run(params, call) : work(directory, params);
      },
    }
  );
}

const view = (account: HostAccount): AccountView => ({
  jid: account.jid,
  status: account.status,
  createdAt: null,
  lastSeenAt: null,
  legacySignIn: false,
  note: account.note ?? null,
});

async function listThere(
  directory: HostAccountDirectory,
  { text, limit }: Params<'accounts.list'>,
): Promise<Result<'accounts.list'> | ControlFault> {
  const items: AccountView[] = [];
  let after: string | undefined;
  for (;;) {
    const page = orFault(
      await directory.list({ text }, Math.min(PAGE, limit - items.length), after),
    );
    if (page instanceof ControlFault) return page;
    items.push(...page.accounts.map(view));
    after = page.next;
    if (after === undefined || items.length >= limit) return { items, total: page.total };
  }
}

const addressOf = ({ jid }: { readonly jid: string }) => Jid.parse(jid);
const domainOf = (params: { readonly jid: string }) => {
  const jid = addressOf(params);
  return jid instanceof Jid ? jid.domain : undefined;
};

/** Does something with an account whose address has been read once already. */
function onAccount<T>(params: { readonly jid: string }, work: (jid: Jid) => Promise<T>) {
  const jid = addressOf(params);
  if (jid instanceof Jid && jid.local !== undefined && jid.isBare) return work(jid);
  const text = `"${params.jid}" is no account address: write name@domain`;
  return Promise.resolve(new ControlFault('bad-jid', text));
}

/** The verbs about accounts, taught about the accounts that host servers keep. */
export function withHostAccounts(verbs: VerbTable, hosts: () => readonly ServedHost[]): VerbTable {
  const hostOf = (domain: string | undefined) => {
    const served = hosts().find(({ host }) => host === domain);
    if (served?.mode !== 'none') return served?.directory;
    const text = `the configuration leaves the accounts of ${served.host} alone (attach: accounts)`;
    return new ControlFault('not-managed', text);
  };
  const table = {
    'accounts.add': there(verbs['accounts.add'], hostOf, domainOf, (directory, params) =>
      onAccount(params, async (jid) => {
        const { password, note } = params;
        const added = orFault(await directory.add({ jid, password, note }, ACTOR));
        return added instanceof ControlFault ? added : { jid: jid.bare, ...added };
      }),
    ),
    'accounts.password': there(verbs['accounts.password'], hostOf, domainOf, (directory, params) =>
      onAccount(params, async (jid) =>
        orFault(await directory.setPassword(jid, params.password, ACTOR)),
      ),
    ),
    'accounts.remove': there(verbs['accounts.remove'], hostOf, domainOf, (directory, params) =>
      onAccount(params, async (jid) => {
        const fault = orFault(await directory.remove(jid, ACTOR));
        return fault ?? { jid: jid.bare };
      }),
    ),
    'accounts.reset': there(verbs['accounts.reset'], hostOf, domainOf, (directory) =>
      Promise.resolve(
        new ControlFault(
          'kept-by-host',
          `${directory.host} keeps its own passwords: set one by passwd`,
        ),
      ),
    ),
    'accounts.lock': there(verbs['accounts.lock'], hostOf, domainOf, (directory, params) =>
      onAccount(params, async (jid) => {
        const { lock, reason, days } = params;
        if (days !== undefined) {
          return new ControlFault('kept-by-host', 'a lock there does not end by itself');
        }
        const changed = orFault(
          await (lock ? directory.lock(jid, reason, ACTOR) : directory.unlock(jid, ACTOR)),
        );
        return changed instanceof ControlFault
          ? changed
          : { jid: changed.jid, status: changed.status };
      }),
    ),
    'sessions.kick': there(verbs['sessions.kick'], hostOf, domainOf, (directory, params) =>
      onAccount(params, async (jid) => {
        const fault = orFault(await directory.endSessions(jid, ACTOR));
        return fault ?? { ended: [jid.bare] };
      }),
    ),
    'accounts.list': there(verbs['accounts.list'], hostOf, ({ host }) => host, listThere),
  };
  return { ...verbs, ...table } as VerbTable;
}
