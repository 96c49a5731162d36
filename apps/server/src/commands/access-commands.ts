import { KEY_SCOPES, OPERATOR_ROLES } from '@waybill/domain';
import type { LinkGiven } from '../control/access-contract.js';
import { ControlFault } from '../control/protocol.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { safeText, table } from './format.js';
import { wholeLink } from './link-text.js';
import { countOption } from './user-commands.js';

const OFFLINE = 'Works while the server runs, and without it.';
const day = (at: string | null) => at?.slice(0, 10) ?? 'never';

/** Prints a link that was just made; it is shown once. */
function showLink(invocation: Invocation, made: LinkGiven, whatFor: string) {
  const link = wholeLink(invocation, made);
  if (link instanceof CommandFailure) return link;
  const { id, expiresAt } = made;
  const until = `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  invocation.print({ id, link, expiresAt }, `${whatFor}, until ${until}:\n${link}\n(shown once)`);
  return EXIT.ok;
}

const optionalCount = (text: string | undefined) =>
  text === undefined ? undefined : countOption(text, 1);

export const inviteCreate: Command = {
  words: 'invite create',
  operands: '[DOMAIN]',
  arity: [0, 1],
  summary: 'Make a link on which people choose a name and password themselves',
  details: OFFLINE,
  example: 'waybill invite create --uses 5 --hours 48 --note "the band"',
  options: {
    uses: { type: 'string', value: 'N', help: 'accounts it makes (default 1)' },
    hours: { type: 'string', value: 'N', help: 'how long it works (default 168, a week)' },
    note: { type: 'string', value: 'TEXT', help: 'a remark for the dashboard' },
  },
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const maxUses = optionalCount(invocation.text('uses'));
      const expiresInHours = optionalCount(invocation.text('hours'));
      if (maxUses instanceof CommandFailure) return maxUses;
      if (expiresInHours instanceof CommandFailure) return expiresInHours;
      const [domain] = invocation.operands;
      const wish = { domain, maxUses, expiresInHours, note: invocation.text('note') };
      const made = await caller.call('invites.create', wish);
      if (made instanceof ControlFault) return CommandFailure.of(made);
      return showLink(invocation, made, 'Whoever opens this may make an account');
    }),
};

export const inviteList: Command = {
  words: 'invite list',
  arity: [0, 0],
  summary: 'List invitations, newest first',
  details: OFFLINE,
  example: 'waybill invite list',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const found = await caller.call('invites.list', { limit: 1000 });
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = found.items.map(({ id, domain, status, uses, maxUses, expiresAt, note }) => [
        id,
        domain,
        status,
        `${uses}/${maxUses}`,
        day(expiresAt),
        safeText(note ?? ''),
      ]);
      const text = table([['ID', 'DOMAIN', 'STATUS', 'USES', 'UNTIL', 'NOTE'], ...rows]);
      invocation.print(found, rows.length === 0 ? 'no invitations' : text);
      return EXIT.ok;
    }),
};

export const inviteRevoke: Command = {
  words: 'invite revoke',
  operands: 'ID',
  arity: [1, 1],
  summary: 'End an invitation before its time',
  details: OFFLINE,
  example: 'waybill invite revoke 3f2b…',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const revoked = await caller.call('invites.revoke', { id: invocation.operands[0] ?? '' });
      if (revoked instanceof ControlFault) return CommandFailure.of(revoked);
      invocation.print(revoked, 'revoked');
      return EXIT.ok;
    }),
};

export const adminList: Command = {
  words: 'admin list',
  arity: [0, 0],
  summary: 'List who may sign in to the dashboard',
  details: OFFLINE,
  example: 'waybill admin list',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const found = await caller.call('operators.list', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = found.items.map((one) => [
        one.name,
        one.role,
        day(one.lastSignInAt),
        one.secondFactor ? 'on' : '',
        one.locked ? 'locked' : '',
      ]);
      const text = table([['NAME', 'ROLE', 'LAST SIGN-IN', '2FA', 'STATUS'], ...rows]);
      invocation.print(found, rows.length === 0 ? 'nobody' : text);
      return EXIT.ok;
    }),
};

export const adminRole: Command = {
  words: 'admin role',
  operands: 'NAME ROLE',
  arity: [2, 2],
  summary: 'Give an administrator another role; their sessions end',
  details: OFFLINE,
  example: 'waybill admin role alice auditor',
  run: async (invocation) => {
    const [name = '', wanted] = invocation.operands;
    const role = OPERATOR_ROLES.find((one) => one === wanted);
    if (role === undefined) {
      return CommandFailure.usage(`no role "${wanted}": one of ${OPERATOR_ROLES.join(', ')}`);
    }
    return withAccounts(invocation, async (caller) => {
      const changed = await caller.call('operators.role', { name, role });
      if (changed instanceof ControlFault) return CommandFailure.of(changed);
      invocation.print(changed, `${changed.name} is ${changed.role} now`);
      return EXIT.ok;
    });
  },
};

function lockCommand(verb: 'lock' | 'unlock', summary: string, done: string): Command {
  return {
    words: `admin ${verb}`,
    operands: 'NAME',
    arity: [1, 1],
    summary,
    details: OFFLINE,
    example: `waybill admin ${verb} alice`,
    run: (invocation) =>
      withAccounts(invocation, async (caller) => {
        const name = invocation.operands[0] ?? '';
        const changed = await caller.call('operators.lock', { name, lock: verb === 'lock' });
        if (changed instanceof ControlFault) return CommandFailure.of(changed);
        invocation.print(changed, `${changed.name} ${done}`);
        return EXIT.ok;
      }),
  };
}

export const adminLock = lockCommand(
  'lock',
  'Sign an administrator out, and let neither them nor the keys they made in',
  'is signed out, and cannot come back until unlocked',
);

export const adminUnlock = lockCommand(
  'unlock',
  'Let a locked administrator sign in again',
  'may sign in again',
);

export const adminReset: Command = {
  words: 'admin reset',
  operands: 'NAME',
  arity: [1, 1],
  summary: 'Make a one-time link on which an administrator chooses another password',
  details: `${OFFLINE} The link is good for a day; an earlier one ends.`,
  example: 'waybill admin reset alice',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const name = invocation.operands[0] ?? '';
      const made = await caller.call('operators.reset', { name });
      if (made instanceof ControlFault) return CommandFailure.of(made);
      return showLink(invocation, made, `${name} chooses another password here`);
    }),
};

export const adminRemove: Command = {
  words: 'admin remove',
  operands: 'NAME',
  arity: [1, 1],
  summary: 'Remove an administrator; their sessions and the keys they made end',
  details: `${OFFLINE} What they did stays in the record. To keep somebody out for a while, lock them.`,
  example: 'waybill admin remove alice',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const name = invocation.operands[0] ?? '';
      const removed = await caller.call('operators.remove', { name });
      if (removed instanceof ControlFault) return CommandFailure.of(removed);
      invocation.print(removed, `${removed.name} is removed`);
      return EXIT.ok;
    }),
};

export const usersReset: Command = {
  words: 'users reset',
  operands: 'JID',
  arity: [1, 1],
  summary: 'Make a one-time link on which an account gets another password',
  details: `${OFFLINE} The link is good for a day; an earlier one ends. Nobody but who opens it knows the password.`,
  example: 'waybill users reset alice@localhost',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const jid = invocation.operands[0] ?? '';
      const made = await caller.call('accounts.reset', { jid });
      if (made instanceof ControlFault) return CommandFailure.of(made);
      return showLink(invocation, made, `${jid} gets another password here`);
    }),
};

export const adminDisable2fa: Command = {
  words: 'admin disable-2fa',
  operands: 'NAME',
  arity: [1, 1],
  summary: "Turn an administrator's lost second factor off",
  details: OFFLINE,
  example: 'waybill admin disable-2fa alice',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const name = invocation.operands[0] ?? '';
      const off = await caller.call('operators.disable2fa', { name });
      if (off instanceof ControlFault) return CommandFailure.of(off);
      invocation.print(off, `${off.name} signs in with the password alone now`);
      return EXIT.ok;
    }),
};

export const tokenCreate: Command = {
  words: 'token create',
  operands: 'NAME',
  arity: [1, 1],
  summary: 'Make an API key for a program',
  details: `${OFFLINE}\nScopes: ${KEY_SCOPES.join(', ')}.`,
  example: 'waybill token create backup --scope transfers:read --scope transfers:export --days 365',
  options: {
    scope: { type: 'string', multiple: true, value: 'SCOPE', help: 'what it opens; repeat it' },
    days: { type: 'string', value: 'N', help: 'how long it works (default: for good)' },
  },
  run: async (invocation) => {
    const wanted = invocation.texts('scope');
    const scopes = KEY_SCOPES.filter((scope) => wanted.includes(scope));
    const unknown = wanted.find((one) => !scopes.some((scope) => scope === one));
    if (unknown !== undefined) {
      return CommandFailure.usage(`no scope "${unknown}": one of ${KEY_SCOPES.join(', ')}`);
    }
    const expiresInDays = optionalCount(invocation.text('days'));
    if (expiresInDays instanceof CommandFailure) return expiresInDays;
    return withAccounts(invocation, async (caller) => {
      const wish = { name: invocation.operands[0] ?? '', scopes, expiresInDays };
      const made = await caller.call('keys.create', wish);
      if (made instanceof ControlFault) return CommandFailure.of(made);
      invocation.print(made, `${made.secret}\n(shown once; send it as "Authorization: Bearer …")`);
      return EXIT.ok;
    });
  },
};

export const tokenList: Command = {
  words: 'token list',
  arity: [0, 0],
  summary: 'List API keys, newest first',
  details: OFFLINE,
  example: 'waybill token list',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const found = await caller.call('keys.list', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = found.items.map((key) => [
        key.id,
        safeText(key.name),
        key.open ? 'open' : 'ended',
        day(key.expiresAt),
        day(key.lastUsedAt),
        key.scopes.join(' '),
      ]);
      const text = table([['ID', 'NAME', 'STATUS', 'UNTIL', 'LAST USE', 'SCOPES'], ...rows]);
      invocation.print(found, rows.length === 0 ? 'no keys' : text);
      return EXIT.ok;
    }),
};

export const tokenRevoke: Command = {
  words: 'token revoke',
  operands: 'ID',
  arity: [1, 1],
  summary: 'End an API key at once',
  details: OFFLINE,
  example: 'waybill token revoke 3f2b…',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const revoked = await caller.call('keys.revoke', { id: invocation.operands[0] ?? '' });
      if (revoked instanceof ControlFault) return CommandFailure.of(revoked);
      invocation.print(revoked, `${safeText(revoked.name)} opens nothing any more`);
      return EXIT.ok;
    }),
};
