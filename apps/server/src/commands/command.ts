import type { ParseArgsConfig } from 'node:util';
import type { LoadedConfig } from '@waybill/platform';
import type { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import type { Terminal } from './terminal.js';

/** What a command ends with. @see LSB: 3 is "not running" */
export const EXIT = { ok: 0, problem: 1, usage: 2, notRunning: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command did not do what it was asked; printed by `runCommand`. */
export class CommandFailure {
  constructor(
    readonly exitCode: ExitCode,
    readonly message: string,
    readonly code = 'failed',
  ) {}

  static usage(message: string): CommandFailure {
    return new CommandFailure(EXIT.usage, message, 'usage');
  }

  static of({ code, message }: ControlFault): CommandFailure {
    return new CommandFailure(
      code === 'not-running' ? EXIT.notRunning : EXIT.problem,
      message,
      code,
    );
  }
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands for the value in the help: `--limit N`. */
  readonly value?: string;
  readonly help: string;
}

/** A command as it was called. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  text(option: string): string | undefined;
  /** Every value of an option that may come more than once. */
  texts(option: string): readonly string[];
  flag(option: string): boolean;
  /** Reads the configuration, as the server would. */
  config(): LoadedConfig | CommandFailure;
  /** The running server; exit code 3 without one. */
  server(): Promise<ControlCaller | CommandFailure>;
  /** The running server, or this process with the database open. */
  serverOrDatabase(): Promise<ControlCaller | CommandFailure>;
  /** Prints a result: the value itself with `--json`, the text without. */
  print(value: unknown, text: string): void;
}

export interface Command {
  /** `users list` */
  readonly words: string;
  /** What follows, for the help: `JID`. */
  readonly operands?: string;
  /** How many of those. */
  readonly arity: readonly [least: number, most: number];
  readonly summary: string;
  readonly details?: string;
  readonly example: string;
  readonly options?: Readonly<Record<string, OptionSpec>>;
  run(invocation: Invocation): Promise<ExitCode | CommandFailure>;
}

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  config: {
    type: 'string',
    short: 'c',
    value: 'FILE',
    help: 'settings file (default: waybill.yml)',
  },
  set: { type: 'string', multiple: true, value: 'KEY=VALUE', help: 'override one setting' },
  json: { type: 'boolean', help: 'print JSON' },
  help: { type: 'boolean', short: 'h', help: 'show this help' },
};

/** The options of a command in the form that `parseArgs` takes. */
export function parseOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  const all = { ...COMMON_OPTIONS, ...command.options };
  return Object.fromEntries(
    Object.entries(all).map(([name, { type, short, multiple }]) => [
      name,
      { type, ...(short !== undefined && { short }), ...(multiple === true && { multiple }) },
    ]),
  );
}
