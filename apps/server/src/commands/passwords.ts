import { CommandFailure, EXIT, type Invocation, type OptionSpec } from './command.js';

/** How a password is given to a command. */
export const PASSWORD_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  'password-stdin': {
    type: 'boolean',
    help: 'read the password from the first line of standard input',
  },
  generate: { type: 'boolean', short: 'g', help: 'make a password and print it once' },
};

/**
 * The password that was asked for, typed twice or read from standard input.
 * @returns undefined for "make one"
 */
export async function readPassword(
  invocation: Invocation,
  who: string,
): Promise<string | undefined | CommandFailure> {
  const { terminal } = invocation;
  if (invocation.flag('generate')) return undefined;
  if (invocation.flag('password-stdin')) {
    const line = await terminal.readLine();
    return line === '' ? CommandFailure.usage('standard input holds no password') : line;
  }
  if (!terminal.interactive) {
    return CommandFailure.usage('nobody to ask for a password: use --password-stdin or --generate');
  }
  const first = await terminal.askSecret(`Password for ${who}: `);
  const second = first === undefined ? undefined : await terminal.askSecret('Once more: ');
  if (first === undefined || second === undefined) {
    return new CommandFailure(EXIT.problem, 'given up', 'given-up');
  }
  return first === second
    ? first
    : new CommandFailure(EXIT.problem, 'the two are not the same', 'not-the-same');
}
