import { StoreFault } from '@waybill/domain';
import { createLog, type Log, type LoadedConfig, showConfig } from '@waybill/platform';
import { WAYBILL } from '../called-as.js';
import { isAnswered } from '../control/control-server.js';
import { ControlFault } from '../control/protocol.js';
import { controlSocketPath } from '../control/socket-path.js';
import { StandaloneServer } from '../modes/standalone.js';
import { VERSION } from '../version.js';
import { StartFault } from '../wiring/private-file.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';

/** A stop that takes longer is cut off. */
const STOP_TIMEOUT_MS = 10_000;

/** Lines in a frame, to be seen among others. */
function box(lines: readonly string[], unicode: boolean): string {
  const [corner, dash, side] = unicode ? ['╭╮╰╯', '─', '│'] : ['++++', '-', '|'];
  const width = Math.max(...lines.map((line) => line.length));
  const edge = (left: number) =>
    `${corner[left] ?? ''}${dash.repeat(width + 4)}${corner[left + 1] ?? ''}`;
  const body = lines.map((line) => `${side}  ${line.padEnd(width)}  ${side}`);
  return [edge(0), ...body, edge(2)].join('\n');
}

async function tellSetupLink(server: StandaloneServer, { terminal }: Invocation): Promise<void> {
  const link = await server.setupLink();
  if (link === undefined) return;
  const { port } = new URL(link);
  const lines = [
    'Nobody can sign in to the dashboard yet. Open this link within 24 hours:',
    '',
    link,
    '',
    `From another machine first: ssh -L ${port}:127.0.0.1:${port} THIS-HOST`,
    `Without a browser:          ${WAYBILL} admin create NAME`,
  ];
  terminal.err(box(lines, terminal.unicode));
}

function tellReady(server: StandaloneServer, log: Log): void {
  const ports = Object.fromEntries(server.listeners.map(({ name, port }) => [name, port]));
  log.info({ event: 'server_ready', version: VERSION, ...ports }, 'Waybill is ready');
}

/** SIGHUP: certificates, and the log level if the configuration has another. */
async function reload(server: StandaloneServer, invocation: Invocation, log: Log): Promise<void> {
  const loaded = invocation.config();
  if (loaded instanceof CommandFailure) {
    log.error({ event: 'config_refused' }, loaded.message);
  } else {
    log.setLevel(loaded.config.log.level);
  }
  await server.reload();
}

/** Runs until a signal ends it. @returns the exit code */
function untilStopped(server: StandaloneServer, invocation: Invocation, log: Log) {
  return new Promise<number>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      log.info({ event: 'server_stopping', signal }, 'stopping');
      const cut = setTimeout(() => {
        log.error({ event: 'stop_cut_off' }, 'stopping took too long');
        process.exit(EXIT.problem);
      }, STOP_TIMEOUT_MS);
      void server.stop().then(() => {
        clearTimeout(cut);
        log.info({ event: 'server_stopped' }, 'stopped');
        resolve(EXIT.ok);
      });
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.on('SIGHUP', () => void reload(server, invocation, log));
  });
}

/** A bug that nobody caught: said with its stack; the record on disk is whole, and a new start settles the rest. */
function dieLoudly(log: Log): void {
  const die = (err: unknown) => {
    log.error({ event: 'server_fault', err }, 'a fault that nothing caught: the server ends');
    process.exit(EXIT.problem);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  // Whoever read the log is gone: lines are lost from here on, transfers are not.
  process.stderr.on('error', () => undefined);
}

async function start(loaded: LoadedConfig, log: Log, migrate: boolean) {
  const { config } = loaded;
  const path = controlSocketPath(config.dataDir);
  if (!(path instanceof ControlFault) && (await isAnswered(path))) {
    const text = `a server runs already with the data in ${config.dataDir}`;
    return new CommandFailure(EXIT.problem, text, 'already-running');
  }
  try {
    const { attachOrigins } = loaded;
    const settings = showConfig(loaded);
    return await StandaloneServer.start({ config, settings, attachOrigins, log, migrate });
  } catch (error) {
    if (error instanceof StartFault || error instanceof StoreFault) {
      return new CommandFailure(EXIT.problem, error.message, 'start-failed');
    }
    throw error;
  }
}

export const serve: Command = {
  words: 'serve',
  arity: [0, 0],
  summary: 'Run the server in the foreground',
  details: [
    'Needs no configuration: without one it serves the domain localhost, with its data in ./data.',
    'SIGTERM ends it in order; SIGHUP reloads certificates and the log level.',
  ].join('\n'),
  example: 'waybill serve --set standalone.domains=example.org',
  options: {
    'no-setup-link': {
      type: 'boolean',
      help: 'print no link that makes the first administrator: for logs that others read',
    },
    'no-migrate': { type: 'boolean', help: 'refuse to start when the database needs a migration' },
  },
  run: async (invocation) => {
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return loaded;
    const { level, format } = loaded.config.log;
    const log = createLog(level, format, process.stderr);
    dieLoudly(log);
    const server = await start(loaded, log, !invocation.flag('no-migrate'));
    if (server instanceof CommandFailure) return server;
    if (!invocation.flag('no-setup-link')) await tellSetupLink(server, invocation);
    tellReady(server, log);
    await untilStopped(server, invocation, log);
    return EXIT.ok;
  },
};
