import type { Actor, AuditEntry, AuditKind, AuditValue } from './audit-entry.js';

/** What somebody did, to be completed with who did it. */
export interface Deed {
  readonly at: number;
  readonly kind: Extract<AuditKind, 'operator-action' | 'account-change' | 'retention'>;
  /** Closed list of the caller, such as `account-locked`. */
  readonly action: string;
  readonly data?: Readonly<Record<string, AuditValue>>;
  readonly personal?: Readonly<Record<string, string>>;
}

/** The entry of something that an actor did. */
export function deedEntry(deed: Deed, actor: Actor): AuditEntry {
  return {
    at: deed.at,
    kind: deed.kind,
    data: { ...deed.data, action: deed.action, actor: actor.kind },
    personal: {
      ...deed.personal,
      ...(actor.name === undefined ? {} : { actorName: actor.name }),
      ...(actor.address === undefined ? {} : { actorAddress: actor.address }),
    },
  };
}
