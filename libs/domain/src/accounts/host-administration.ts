/** What an operator may want of the accounts of a host server. */
export const HOST_ABILITIES = [
  'list',
  'add',
  'remove',
  'password',
  'lock',
  'unlock',
  'endSessions',
  'lastSeen',
  'statistics',
] as const;
export type HostAbility = (typeof HOST_ABILITIES)[number];

/** Why something is not possible with the accounts of a host. */
export type HostLimit =
  /** The host server has no such command. */
  | 'not-offered'
  /** The host server does not take Waybill for an administrator. */
  | 'no-rights'
  /** The host server knows no ad-hoc commands at all: a module is missing. */
  | 'no-commands'
  /** The link is down, or the host server does not answer. */
  | 'unreachable'
  /** The account was locked by replacing its password: only a new password unlocks it. */
  | 'unlock-needs-password'
  /** Credentials and sign-ins are the host server's own affair. */
  | 'kept-by-host'
  /** The configuration leaves the accounts of this host alone. */
  | 'not-managed';

/** For each ability, why it is missing; undefined where it is there. */
export type HostAbilities = Readonly<Record<HostAbility, HostLimit | undefined>>;

export type HostFaultCode =
  | 'exists'
  | 'not-found'
  | 'host-cannot'
  /** No answer in time, or no link. */
  | 'host-unreachable'
  /** The host server said no in words of its own. */
  | 'host-refused';

/** Why a host server did not do what it was asked. */
export class HostFault {
  constructor(
    readonly code: HostFaultCode,
    readonly text: string,
    /** With `host-cannot`: what stands in the way. */
    readonly limit?: HostLimit,
  ) {}
}

/** The commands of XEP-0133 that Waybill knows what to do with. */
export const HOST_COMMANDS = [
  'add-user',
  'delete-user',
  'change-user-password',
  'disable-user',
  'reenable-user',
  'end-user-session',
  'user-stats',
  'get-user-lastlogin',
  'get-registered-users-list',
  'get-registered-users-num',
  'get-disabled-users-list',
  'get-online-users-list',
] as const;
export type HostCommand = (typeof HOST_COMMANDS)[number];

/** What a host server tells of one account. */
export interface HostStatistics {
  readonly rosterSize: number | undefined;
  /** Resources that are online. */
  readonly resources: readonly string[];
  /** Addresses they come from, as the host server writes them. */
  readonly addresses: readonly string[];
}

/**
 * The accounts of one virtual host of a host server, as it lets us administer them. Each call ends within seconds,
 * whatever the host server does. Addresses are prepared bare JIDs of that host.
 */
export abstract class HostAdministration {
  abstract readonly host: string;
  /** What the host server offers us right now; never guessed from its version. */
  abstract commands(): Promise<ReadonlySet<HostCommand> | HostFault>;
  abstract add(jid: string, password: string): Promise<HostFault | undefined>;
  abstract remove(jid: string): Promise<HostFault | undefined>;
  abstract setPassword(jid: string, password: string): Promise<HostFault | undefined>;
  abstract disable(jid: string): Promise<HostFault | undefined>;
  abstract enable(jid: string): Promise<HostFault | undefined>;
  abstract endSessions(jid: string): Promise<HostFault | undefined>;
  abstract statistics(jid: string): Promise<HostStatistics | HostFault>;
  /** @returns epoch milliseconds; undefined where the host server knows no instant, or writes one without its zone */
  abstract lastSeen(jid: string): Promise<number | undefined | HostFault>;
  abstract list(
    which: 'registered' | 'disabled' | 'online',
  ): Promise<readonly string[] | HostFault>;
  /** How many accounts there are, where the host server counts them. */
  abstract count(): Promise<number | HostFault>;
}
