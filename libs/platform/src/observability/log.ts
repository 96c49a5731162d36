import pino from 'pino';
import { toLogfmt, toPretty } from './log-format.js';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
export type LogFormat = 'auto' | 'pretty' | 'logfmt' | 'json';

/** The facts of a line. `event` is stable and documented; errors go under `err`. Never a secret. */
export interface LogFields {
  readonly event: string;
  readonly err?: unknown;
  readonly [fact: string]: unknown;
}

/** error: we failed; warn: look at this; info: lifecycle; debug: tops of stanzas. */
export interface Log {
  error(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  debug(fields: LogFields, message: string): void;
  setLevel(level: LogLevel): void;
}

/** Where lines go; `process.stderr` is one. */
export interface LogOutput {
  readonly isTTY?: boolean | undefined;
  write(line: string): unknown;
}

function formatter(format: LogFormat, output: LogOutput): ((line: string) => string) | undefined {
  const chosen = format === 'auto' ? (output.isTTY === true ? 'pretty' : 'logfmt') : format;
  if (chosen === 'json') return undefined;
  return chosen === 'pretty' ? (line) => toPretty(line, output.isTTY === true) : toLogfmt;
}

/** A log of pino lines, written as `format` says. */
export function createLog(level: LogLevel, format: LogFormat, output: LogOutput): Log {
  const shape = formatter(format, output);
  const destination = {
    write: (line: string) => void output.write(shape === undefined ? line : shape(line)),
  };
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    error: (fields, message) => logger.error(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    info: (fields, message) => logger.info(fields, message),
    debug: (fields, message) => logger.debug(fields, message),
    setLevel: (next) => {
      logger.level = next;
    },
  };
}
