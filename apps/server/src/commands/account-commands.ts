import { ControlFault } from '../control/protocol.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { PASSWORD_OPTIONS, readPassword } from './passwords.js';

const OFFLINE = 'Works while the server runs, and without it.';

/** Runs `work` with the server, or with the database when no server runs, and lets go of it. */
export async function withAccounts(
  invocation: Invocation,
  work: (
    caller: Exclude<Awaited<ReturnType<Invocation['serverOrDatabase']>>, CommandFailure>,
  ) => ReturnType<Command['run']>,
): ReturnType<Command['run']> {
  const caller = await invocation.serverOrDatabase();
  if (caller instanceof CommandFailure) return caller;
  try {
    return await work(caller);
  } finally {
    await caller.close();
  }
}

const generatedText = (password: string | undefined) =>
  password === undefined
    ? ''
    : `\npassword: ${password}\n(shown once: it is not kept in readable form)`;

export const adduser: Command = {
  words: 'adduser',
  operands: 'JID',
  arity: [1, 1],
  summary: 'Add an account',
  details: OFFLINE,
  example:
    'waybill adduser alice@localhost\nprintf %s "$PW" | waybill adduser alice@localhost --password-stdin',
  options: {
    ...PASSWORD_OPTIONS,
    note: { type: 'string', value: 'TEXT', help: 'a remark for the dashboard' },
  },
  run: async (invocation) => {
    const jid = invocation.operands[0] ?? '';
    const password = await readPassword(invocation, jid);
    if (password instanceof CommandFailure) return password;
    return withAccounts(invocation, async (caller) => {
      const params = { jid, password, note: invocation.text('note') };
      const added = await caller.call('accounts.add', params);
      if (added instanceof ControlFault) return CommandFailure.of(added);
      invocation.print(added, `${added.jid} added${generatedText(added.password)}`);
      return EXIT.ok;
    });
  },
};

export const passwd: Command = {
  words: 'passwd',
  operands: 'JID',
  arity: [1, 1],
  summary: 'Set the password of an account',
  details: `${OFFLINE} A legacy sign-in keeps its own secret.`,
  example: 'waybill passwd alice@localhost --generate',
  options: PASSWORD_OPTIONS,
  run: async (invocation) => {
    const jid = invocation.operands[0] ?? '';
    const password = await readPassword(invocation, jid);
    if (password instanceof CommandFailure) return password;
    return withAccounts(invocation, async (caller) => {
      const changed = await caller.call('accounts.password', { jid, password });
      if (changed instanceof ControlFault) return CommandFailure.of(changed);
      invocation.print(
        { jid, ...changed },
        `password of ${jid} changed${generatedText(changed.password)}`,
      );
      return EXIT.ok;
    });
  },
};

export const deluser: Command = {
  words: 'deluser',
  operands: 'JID',
  arity: [1, 1],
  summary: 'Delete an account with its contacts and waiting messages',
  details: `${OFFLINE} Its sessions end at once. What it transferred stays in the record.`,
  example: 'waybill deluser alice@localhost',
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const removed = await caller.call('accounts.remove', { jid: invocation.operands[0] ?? '' });
      if (removed instanceof ControlFault) return CommandFailure.of(removed);
      invocation.print(removed, `${removed.jid} deleted`);
      return EXIT.ok;
    }),
};
