/** Fields of one log line; `event` names it for machines. */
export interface LogFields {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Where routing and features write their log: pino fits as it is. */
export interface Logger {
  error(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  debug(fields: LogFields, message: string): void;
}
