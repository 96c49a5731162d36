import { parseArgs } from 'node:util';
import { describeProblems, loadConfig, type LoadedConfig } from '@waybill/platform';
import { WAYBILL } from '../called-as.js';
import { ControlClient } from '../control/control-client.js';
import { ControlFault } from '../control/protocol.js';
import { controlSocketPath } from '../control/socket-path.js';
import type { ControlCaller } from '../control/verb-table.js';
import { openDatabaseCaller } from '../modes/offline.js';
import { COMMANDS } from './all.js';
import {
  CommandFailure,
  EXIT,
  parseOptions,
  type Command,
  type ExitCode,
  type Invocation,
} from './command.js';
import { commandHelp, overviewHelp } from './help.js';
import type { Terminal } from './terminal.js';

type Env = Readonly<Record<string, string | undefined>>;
type Values = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

/** The command that the first words name, and what is left of them. */
function findCommand(
  args: readonly string[],
): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const words = args.slice(0, length).join(' ');
    const command = COMMANDS.find((one) => one.words === words);
    if (command !== undefined) return { command, rest: args.slice(length) };
  }
  return undefined;
}

function parse(command: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: parseOptions(command),
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // parseArgs throws for what was typed; the first sentence of its message says it
    const message = error instanceof Error ? error.message : String(error);
    return CommandFailure.usage(message.split('. ')[0] ?? message);
  }
}

class Call implements Invocation {
  constructor(
    readonly operands: readonly string[],
    private readonly values: Values,
    readonly terminal: Terminal,
    readonly env: Env,
  ) {}

  get json(): boolean {
    return this.flag('json');
  }

  text(option: string): string | undefined {
    const value = this.values[option];
    return typeof value === 'string' ? value : undefined;
  }

  texts(option: string): readonly string[] {
    const value = this.values[option];
    return Array.isArray(value) ? value.map(String) : [];
  }

  flag(option: string): boolean {
    return this.values[option] === true;
  }

  config(): LoadedConfig | CommandFailure {
    const set = this.values['set'];
    const loaded = loadConfig({
      cwd: process.cwd(),
      env: this.env,
      file: this.text('config'),
      overrides: Array.isArray(set) ? set.map(String) : [],
    });
    if ('config' in loaded) return loaded;
    const text = `the configuration is not valid:\n${describeProblems(loaded)}`;
    return new CommandFailure(EXIT.problem, text, 'bad-config');
  }

  async server(): Promise<ControlCaller | CommandFailure> {
    const loaded = this.config();
    if (loaded instanceof CommandFailure) return loaded;
    const path = controlSocketPath(loaded.config.dataDir);
    if (path instanceof ControlFault) return CommandFailure.of(path);
    const client = await ControlClient.open(path);
    const hint = `no server answers at ${path}: start it with "${WAYBILL} serve"`;
    return client ?? new CommandFailure(EXIT.notRunning, hint, 'not-running');
  }

  async serverOrDatabase(): Promise<ControlCaller | CommandFailure> {
    const server = await this.server();
    if (!(server instanceof CommandFailure) || server.exitCode !== EXIT.notRunning) return server;
    const loaded = this.config();
    if (loaded instanceof CommandFailure) return loaded;
    const caller = await openDatabaseCaller(loaded);
    return caller instanceof ControlFault ? CommandFailure.of(caller) : caller;
  }

  print(value: unknown, text: string): void {
    if (this.json) this.terminal.out(JSON.stringify(value, undefined, 2));
    else if (text !== '') this.terminal.out(text);
  }
}

/**
 * Runs `waybill …`.
 * @param args what stands behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  env: Env,
): Promise<ExitCode> {
  const first = args[0];
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.out(overviewHelp(COMMANDS));
    return first === undefined ? EXIT.usage : EXIT.ok;
  }
  const found = findCommand(first === '--version' ? ['version'] : args);
  if (found === undefined) {
    const group = COMMANDS.filter(({ words }) => words.startsWith(`${first} `));
    terminal.err(
      group.length > 0
        ? `waybill ${first} needs one of: ${group.map(({ words }) => words.slice(first.length + 1)).join(', ')}`
        : `waybill has no command "${first}"; see "${WAYBILL} --help"`,
    );
    return EXIT.usage;
  }
  return runCommand(found.command, found.rest, terminal, env);
}

async function runCommand(
  command: Command,
  rest: readonly string[],
  terminal: Terminal,
  env: Env,
): Promise<ExitCode> {
  const parsed = parse(command, rest);
  if (parsed instanceof CommandFailure) return report(command, parsed, terminal, false);
  const { values, positionals } = parsed;
  if (values['help'] === true) {
    terminal.out(commandHelp(command));
    return EXIT.ok;
  }
  const [least, most] = command.arity;
  const call = new Call(positionals, values, terminal, env);
  if (positionals.length < least || positionals.length > most) {
    const expected = command.operands ?? 'nothing more';
    return report(command, CommandFailure.usage(`expected ${expected}`), terminal, call.json);
  }
  const outcome = await command.run(call);
  return outcome instanceof CommandFailure
    ? report(command, outcome, terminal, call.json)
    : outcome;
}

function report(
  command: Command,
  failure: CommandFailure,
  terminal: Terminal,
  json: boolean,
): ExitCode {
  if (json) terminal.out(JSON.stringify({ error: failure.code, message: failure.message }));
  else terminal.err(`waybill ${command.words}: ${failure.message}`);
  if (failure.exitCode === EXIT.usage && !json)
    terminal.err(`see "${WAYBILL} ${command.words} --help"`);
  return failure.exitCode;
}
