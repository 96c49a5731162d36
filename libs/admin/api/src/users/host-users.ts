import type { Jid } from '@waybill/core';
import {
  HostFault,
  type HostAccount,
  type HostAccountDetail,
  type HostAccountDirectory,
  type HostFaultCode,
} from '@waybill/domain';
import { readCursor, writeCursor } from '../http/cursor.js';
import type { ServedHost } from '../ports.js';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import { isoOrNull } from '../schemas/instants.js';
import type { UserSummary, UsersQuery } from '../schemas/users.js';
import { z } from 'zod';

const SLUGS: Readonly<Record<HostFaultCode, ProblemSlug>> = {
  exists: 'account-exists',
  'not-found': 'not-found',
  'host-cannot': 'host-cannot',
  'host-unreachable': 'host-unreachable',
  'host-refused': 'host-refused',
};

/**
 * What a host server's directory answered.
 * @throws {Refusal} where that is a fault
 */
export function hostDone<T>(outcome: T | HostFault): Exclude<T, HostFault> {
  if (outcome instanceof HostFault) {
    const { code, text, limit } = outcome;
    throw new Refusal(SLUGS[code], text, limit === undefined ? {} : { reason: limit });
  }
  return outcome as Exclude<T, HostFault>;
}

/**
 * The directory that administers a domain's accounts on their host server.
 * @returns undefined where the accounts are kept here, or the domain is unknown
 * @throws {Refusal} `host-cannot` where the accounts of that host are left alone
 */
export function directoryOf(
  hosts: readonly ServedHost[],
  domain: string,
): HostAccountDirectory | undefined {
  const served = hosts.find(({ host }) => host === domain);
  if (served?.mode === 'none') {
    const text = `the configuration leaves the accounts of ${domain} alone (attach: accounts)`;
    throw new Refusal('host-cannot', text, { reason: 'not-managed' });
  }
  return served?.directory;
}

/** An account that a host server keeps, as the list shows it. */
export function toHostUser(account: HostAccount | HostAccountDetail): UserSummary {
  const detail = 'statistics' in account ? account : undefined;
  return {
    jid: account.jid,
    localpart: account.localpart,
    domain: account.domain,
    host: account.domain,
    mode: 'managed-there',
    status: account.status,
    lockedReason: account.lock?.reason ?? null,
    lockedUntil: null,
    createdAt: null,
    lastSeenAt: isoOrNull(detail?.lastSeenAt),
    lastSeenAddress: null,
    note: account.note ?? null,
    legacySignIn: null,
    online: account.online ?? null,
    sessions: detail?.statistics?.resources.length ?? null,
  };
}

const position = z.strictObject({ after: z.string() });

/** A page of the accounts of one host. */
export async function listHostUsers(directory: HostAccountDirectory, query: UsersQuery) {
  const { q, status, host, limit, after, sort, inactive, legacy } = query;
  if (sort !== 'jid' || inactive !== undefined || legacy !== undefined) {
    const text = 'accounts of a host server come in the order of their addresses only';
    throw new Refusal('host-cannot', text, { reason: 'kept-by-host' });
  }
  const key = { q, status, host };
  const start = readCursor('host-users', key, position, after);
  const page = hostDone(await directory.list({ text: q, status }, limit, start?.after));
  return {
    items: page.accounts.map(toHostUser),
    next: writeCursor(
      'host-users',
      key,
      page.next === undefined ? undefined : { after: page.next },
    ),
    total: { count: page.total, capped: false },
  };
}

/** What a host server tells of an account beside what every account has. */
export async function hostUser(directory: HostAccountDirectory, jid: Jid) {
  const found = hostDone(await directory.detail(jid));
  const { statistics } = found;
  return {
    ...toHostUser(found),
    statistics:
      statistics === undefined
        ? null
        : {
            rosterSize: statistics.rosterSize ?? null,
            resources: [...statistics.resources],
            addresses: [...statistics.addresses],
          },
  };
}

/** @throws {Refusal} always: sign-ins and their secrets are the host server's own affair */
export function keptByHost(domain: string): never {
  const text = `sign-ins and credentials are kept by the server of ${domain}`;
  throw new Refusal('host-cannot', text, { reason: 'kept-by-host' });
}
