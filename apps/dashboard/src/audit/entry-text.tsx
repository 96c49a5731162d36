'use client';

import { useTranslations } from 'use-intl';
import type { AuditEntry } from '../api/types';

const ACTIONS = [
  'account-added',
  'account-locked',
  'account-removed',
  'account-unlocked',
  'exported',
  'host-account-added',
  'host-account-locked',
  'host-account-removed',
  'host-account-unlocked',
  'host-password-changed',
  'host-sessions-ended',
  'invite-made',
  'invite-not-used',
  'invite-used',
  'key-made',
  'key-revoked',
  'legacy-sign-in-disabled',
  'legacy-sign-in-enabled',
  'legacy-sign-in-expired',
  'link-revoked',
  'link-token-refused',
  'note-changed',
  'operator-added',
  'operator-locked',
  'operator-password-changed',
  'operator-removed',
  'operator-role-changed',
  'operator-session-ended',
  'operator-unlocked',
  'password-changed',
  'recovery-code-used',
  'reset-link-made',
  'reset-link-not-used',
  'reset-link-used',
  'retention-changed',
  'second-factor-off',
  'second-factor-on',
  'session-ended',
  'sessions-ended',
  'set-up',
  'setup-token-refused',
  'slot-withdrawn',
  'test-transfer',
  'transfer-cancelled',
  'transfers-deleted',
  'upload-deleted',
] as const;

/** What happened, in a few words; what has no words yet keeps its name. */
export function useDeedText(): (entry: AuditEntry) => string {
  const t = useTranslations('audit');
  return ({ kind, action, data }) => {
    const known = ACTIONS.find((one) => one === action);
    if (known !== undefined) return t(`actions.${known}`);
    if (action !== null) return action;
    if (kind === 'sign-in') return data['result'] === 'ok' ? t('signedIn') : t('notSignedIn');
    return t(`kinds.${kind}`);
  };
}

/** Who did it: a name, or what kind of doer it was. */
export function useActorText(): (entry: AuditEntry) => string | undefined {
  const t = useTranslations('audit');
  return ({ actor, personal }) => {
    if (actor === null) return personal['operatorName'];
    if (actor.name !== null) return actor.name;
    if (actor.kind === 'command-line') return t('commandLine');
    return actor.kind === 'server' ? t('server') : t('somebody');
  };
}

export interface Target {
  readonly text: string;
  readonly kind: 'user' | 'transfer' | 'other';
  readonly href?: string;
}

/** What it was done to, and where that can be looked at. */
export function targetOf({ kind, data, personal }: AuditEntry): Target | undefined {
  const { jid, account, fileName } = personal;
  const { transfer, host } = data;
  if (typeof transfer === 'string') {
    const text = fileName ?? transfer;
    return { text, kind: 'transfer', href: `/transfers/${encodeURIComponent(transfer)}` };
  }
  const person = jid ?? account;
  if (person !== undefined) {
    const bare = person.split('/')[0] ?? person;
    return { text: person, kind: 'user', href: `/users/${encodeURIComponent(bare)}` };
  }
  const name = kind === 'sign-in' ? undefined : (personal['operatorName'] ?? personal['keyName']);
  const text = name ?? fileName ?? (typeof host === 'string' ? host : undefined);
  return text === undefined ? undefined : { text, kind: 'other' };
}
