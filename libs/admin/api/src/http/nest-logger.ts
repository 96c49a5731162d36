import type { LoggerService } from '@nestjs/common';
import type { Log } from '@waybill/platform';

/** Nest's own messages in our log: its start-up chatter as debug, its complaints as what they are. */
export function nestLogger(log: Log): LoggerService {
  const text = (message: unknown) =>
    typeof message === 'string' ? message : JSON.stringify(message);
  const quiet = (message: unknown) => log.debug({ event: 'http.framework' }, text(message));
  return {
    log: quiet,
    debug: quiet,
    verbose: quiet,
    warn: (message: unknown) => log.warn({ event: 'http.framework' }, text(message)),
    error: (message: unknown, stack?: unknown) =>
      log.error({ event: 'http.framework', err: stack ?? message }, text(message)),
    fatal: (message: unknown) => log.error({ event: 'http.framework' }, text(message)),
  };
}
