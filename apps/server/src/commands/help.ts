import { COMMON_OPTIONS, type Command, type OptionSpec } from './command.js';

function optionLine(name: string, { short, value, help }: OptionSpec): string {
  const flags = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  return `  ${flags.padEnd(30)} ${help}`;
}

const usageOf = ({ words, operands }: Command) =>
  ['waybill', words, operands].filter((part) => part !== undefined).join(' ');

/** The page behind `waybill <command> --help`. */
export function commandHelp(command: Command): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  return [
    command.summary,
    '',
    `Usage: ${usageOf(command)} [options]`,
    ...(command.details === undefined ? [] : ['', command.details]),
    '',
    'Options:',
    ...options.map(([name, spec]) => optionLine(name, spec)),
    '',
    'Example:',
    ...command.example.split('\n').map((line) => `  ${line}`),
  ].join('\n');
}

/** The page behind `waybill --help`. */
export function overviewHelp(commands: readonly Command[]): string {
  return [
    'Waybill moves files between XMPP users, and shows you every one it carried.',
    '',
    'Usage: waybill COMMAND [options]',
    '',
    ...commands.map((command) => `  ${usageOf(command).slice(8).padEnd(30)} ${command.summary}`),
    '',
    'Each command explains itself with --help. Exit codes: 0 done, 1 problem, 2 wrong use,',
    '3 the server is not running.',
  ].join('\n');
}
