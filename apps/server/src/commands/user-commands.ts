import { WAYBILL } from '../called-as.js';
import { ControlFault } from '../control/protocol.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { cut, safeText, table } from './format.js';

const DEFAULT_LIMIT = 1000;

/** A whole number of at least one. @returns the fallback when the option is not given */
export function countOption(text: string | undefined, fallback: number): number | CommandFailure {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  return CommandFailure.usage(`"${text}" is no count`);
}

const daysOption = (text: string | undefined) =>
  text === undefined ? undefined : countOption(text, 1);

/** Whoever asked for a list of all may have meant those that a host server keeps. */
function nobodyText(invocation: Invocation): string {
  const loaded = invocation.config();
  const attach = loaded instanceof CommandFailure ? [] : loaded.config.attach;
  const managed = attach.filter(({ accounts }) => accounts === 'managed-there');
  const elsewhere = managed.flatMap(({ hosts }) => hosts);
  if (invocation.text('host') !== undefined || elsewhere.length === 0) return 'no accounts';
  const lines = elsewhere.map((host) => `${WAYBILL} users list --host ${host}`);
  return ['no accounts are kept here; those of host servers:', ...lines].join('\n  ');
}

export const usersList: Command = {
  words: 'users list',
  operands: '[TEXT]',
  arity: [0, 1],
  summary: 'List accounts',
  details: [
    'TEXT narrows the list to addresses and notes that contain it. The accounts of a host server that Waybill',
    'administers (attach: accounts) are listed with --host.',
  ].join('\n'),
  example: 'waybill users list alice\nwaybill users list --host example.org',
  options: {
    host: { type: 'string', value: 'DOMAIN', help: 'accounts of that domain only' },
    limit: { type: 'string', value: 'N', help: `at most so many (default ${DEFAULT_LIMIT})` },
  },
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const limit = countOption(invocation.text('limit'), DEFAULT_LIMIT);
      if (limit instanceof CommandFailure) return limit;
      const params = { text: invocation.operands[0], host: invocation.text('host'), limit };
      const found = await caller.call('accounts.list', params);
      if (found instanceof ControlFault) return CommandFailure.of(found);
      const rows = found.items.map((account) => [
        account.jid,
        account.status,
        account.lastSeenAt?.slice(0, 16).replace('T', ' ') ??
          (account.createdAt === null ? '' : 'never'),
        account.legacySignIn ? 'legacy' : '',
        cut(safeText(account.note ?? ''), 40),
      ]);
      const more = found.total - found.items.length;
      const text = [
        table([['JID', 'STATUS', 'LAST SEEN', 'SIGN-IN', 'NOTE'], ...rows]),
        ...(more > 0 ? [`and ${more} more: raise --limit`] : []),
      ].join('\n');
      invocation.print(found, found.items.length === 0 ? nobodyText(invocation) : text);
      return EXIT.ok;
    }),
};

export const usersLegacy: Command = {
  words: 'users legacy',
  operands: 'JID',
  arity: [1, 1],
  summary: 'Let an account log in by the digest of 2004, with a secret of its own',
  details: [
    'Clients such as MiniClient (agsXMPP) know only jabber:iq:auth with a digest, which no server can check from',
    'a hashed password. The account gets a second, random secret for such clients: use it there as the password.',
    'The real password keeps working everywhere else and stays hashed.',
  ].join('\n'),
  example: 'waybill users legacy alice@localhost --enable --reason "MiniClient" --days 90',
  options: {
    enable: { type: 'boolean', help: 'make a secret and print it once; an older one ends' },
    disable: { type: 'boolean', help: 'end it, with the sessions that used it' },
    reason: { type: 'string', value: 'TEXT', help: 'why, for the record' },
    days: { type: 'string', value: 'N', help: 'how long it lives: days, or never (default 90)' },
  },
  run: (invocation) => {
    const enable = invocation.flag('enable');
    if (enable === invocation.flag('disable')) {
      return Promise.resolve(CommandFailure.usage('say --enable or --disable'));
    }
    const text = invocation.text('days');
    const days = text === 'never' ? ('never' as const) : daysOption(text);
    if (days instanceof CommandFailure) return Promise.resolve(days);
    const jid = invocation.operands[0] ?? '';
    return withAccounts(invocation, async (caller) => {
      const params = { jid, enable, reason: invocation.text('reason'), days };
      const done = await caller.call('accounts.legacy', params);
      if (done instanceof ControlFault) return CommandFailure.of(done);
      const until =
        done.expiresAt === null ? 'for good' : `until ${done.expiresAt?.slice(0, 10) ?? ''}`;
      invocation.print(
        { jid, ...done },
        done.secret === undefined
          ? `${jid}: legacy sign-in ended`
          : `${jid} may log in by digest ${until}\nlegacy password: ${done.secret}\n(shown once)`,
      );
      return EXIT.ok;
    });
  },
};
