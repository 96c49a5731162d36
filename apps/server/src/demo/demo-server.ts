import { mkdir } from 'node:fs/promises';
import { describeProblems, loadConfig, showConfig, type Log } from '@waybill/platform';
import { generatePassword } from '@waybill/domain';
import { ControlClient } from '../control/control-client.js';
import { ControlFault } from '../control/protocol.js';
import { controlSocketPath } from '../control/socket-path.js';
import { StandaloneServer } from '../modes/standalone.js';
import { StartFault } from '../wiring/private-file.js';
import { PEOPLE } from './demo-people.js';
import { DemoTraffic } from './demo-traffic.js';

const DOMAIN = 'demo.localhost';
const OPERATOR = 'demo';
/** Slow enough that a file can be watched on its way. */
const BYTES_PER_SECOND = 600_000;

export interface DemoOptions {
  /** Everything of the demo lies here; nothing else is read or written. */
  readonly folder: string;
  /** Where the dashboard listens. */
  readonly http: string;
  readonly log: Log;
}

/** A server with people on it who are none. */
export interface Demo {
  readonly url: string;
  readonly operator: { readonly name: string; readonly password: string };
  stop(): Promise<void>;
}

/** The settings of the demo: loopback only, whatever the machine's own settings are. */
function settings(folder: string, http: string, password: string) {
  const loaded = loadConfig({
    cwd: folder,
    env: {},
    overrides: [
      'dataDir=./data',
      `standalone.domains=${DOMAIN}`,
      'standalone.listen=127.0.0.1:0',
      'standalone.listenTls=off',
      'streamhost.listen=127.0.0.1:0',
      'upload.listen=127.0.0.1:0',
      'upload.tls=off',
      'streamhost.advertise=127.0.0.1',
      `streamhost.bytesPerSecondPerAccount=${BYTES_PER_SECOND}`,
      'streamhost.hash=true',
      `http.listen=${http}`,
      `admin.user=${OPERATOR}`,
      `admin.password=${password}`,
      'limits.auth.scramIterations=4096',
    ],
  });
  if ('config' in loaded) return loaded;
  throw new StartFault(describeProblems(loaded));
}

/** The bots' accounts, made anew or given another password. */
async function cast(dataDir: string) {
  const path = controlSocketPath(dataDir);
  const control = path instanceof ControlFault ? undefined : await ControlClient.open(path);
  if (control === undefined) throw new StartFault('the control socket does not answer');
  const accounts: { localpart: string; password: string }[] = [];
  for (const localpart of PEOPLE) {
    const jid = `${localpart}@${DOMAIN}`;
    const password = generatePassword();
    const added = await control.call('accounts.add', { jid, password, note: 'DEMO' });
    if (added instanceof ControlFault) await control.call('accounts.password', { jid, password });
    accounts.push({ localpart, password });
  }
  await control.close();
  return accounts;
}

/**
 * Starts a server for looking at, with bots that send each other files through its relay.
 * @throws StartFault or StoreFault with a sentence for the operator
 */
export async function startDemo({ folder, http, log }: DemoOptions): Promise<Demo> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const password = generatePassword();
  const loaded = settings(folder, http, password);
  const server = await StandaloneServer.start({
    config: loaded.config,
    settings: showConfig(loaded),
    log,
    demo: true,
  });
  const portOf = (wanted: string) =>
    server.listeners.find(({ name }) => name === wanted)?.port ?? 0;
  try {
    await server.setOperatorPassword(OPERATOR, password);
    const traffic = await DemoTraffic.start({
      domain: DOMAIN,
      port: portOf('c2s'),
      certificate: await server.certificate(),
      accounts: await cast(loaded.config.dataDir),
      onFault: (err) => log.warn({ event: 'demo_fault', err }, 'two bots did not get on'),
    });
    return {
      url: `http://127.0.0.1:${portOf('http')}/`,
      operator: { name: OPERATOR, password },
      stop: async () => {
        await traffic.stop();
        await server.stop();
        await traffic.ended;
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
