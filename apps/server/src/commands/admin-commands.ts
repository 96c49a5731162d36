import { OPERATOR_ROLES } from '@waybill/domain';
import { ControlFault } from '../control/protocol.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { PASSWORD_OPTIONS, readPassword } from './passwords.js';
import { generatePassword } from '@waybill/domain';

/** The password for an administrator, made here when none was typed. */
async function passwordOf(invocation: Invocation, name: string) {
  const typed = await readPassword(invocation, name);
  if (typed instanceof CommandFailure) return typed;
  return typed === undefined
    ? { password: generatePassword(), generated: true }
    : { password: typed, generated: false };
}

function shown(name: string, done: string, given: { password: string; generated: boolean }) {
  const text = given.generated ? `\npassword: ${given.password}\n(shown once)` : '';
  const value = given.generated ? { name, password: given.password } : { name };
  return [value, `${name} ${done}${text}`] as const;
}

export const adminCreate: Command = {
  words: 'admin create',
  operands: 'NAME',
  arity: [1, 1],
  summary: 'Add someone who may sign in to the dashboard',
  details:
    'Works while the server runs, and without it. The one-time setup link ends its life with this.',
  example: 'waybill admin create alice',
  options: {
    ...PASSWORD_OPTIONS,
    role: { type: 'string', value: 'ROLE', help: `${OPERATOR_ROLES.join(', ')} (default owner)` },
  },
  run: async (invocation) => {
    const name = invocation.operands[0] ?? '';
    const wanted = invocation.text('role') ?? 'owner';
    const role = OPERATOR_ROLES.find((one) => one === wanted);
    if (role === undefined) {
      return CommandFailure.usage(`no role "${wanted}": one of ${OPERATOR_ROLES.join(', ')}`);
    }
    const given = await passwordOf(invocation, name);
    if (given instanceof CommandFailure) return given;
    return withAccounts(invocation, async (caller) => {
      const params = { name, password: given.password, role };
      const added = await caller.call('operators.add', params);
      if (added instanceof ControlFault) return CommandFailure.of(added);
      invocation.print(...shown(added.name, `added as ${added.role}`, given));
      return EXIT.ok;
    });
  },
};
