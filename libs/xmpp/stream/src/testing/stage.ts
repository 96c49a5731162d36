import type { Logger } from '@waybill/routing';
import type { C2sPolicy } from '../c2s-context.js';
import { DEFAULT_C2S_LIMITS, type C2sLimits } from '../c2s-limits.js';
import { Networks } from '../networks.js';
import { C2sListener } from '../c2s-listener.js';
import { Certificates } from '../certificates.js';
import { makeSelfSigned } from '../self-signed.js';
import { FakeAuthenticator } from './fake-authenticator.js';
import { FakeHost } from './fake-host.js';
import { WireClient, type Cutting } from './wire-client.js';

let sharedCertificates: Promise<Certificates> | undefined;

/** One certificate for all specs: making one takes a while. */
export function certificates(): Promise<Certificates> {
  sharedCertificates ??= Certificates.open(() => makeSelfSigned(['localhost']));
  return sharedCertificates;
}

/** Bounds that a spec does not meet by accident: all its clients come from one address. */
const ROOMY: Partial<C2sLimits> = {
  maxConnectionsPerAddress: 10_000,
  maxUnauthenticated: 10_000,
  maxUnauthenticatedPerAddress: 10_000,
  attemptsPerMinutePerAddress: 1_000_000,
  preAuthBytesPerSecond: Infinity,
  bytesPerSecond: Infinity,
  stanzasPerSecond: Infinity,
};

export interface StageOptions {
  readonly limits?: Partial<C2sLimits>;
  readonly policy?: Partial<Omit<C2sPolicy, 'limits'>>;
  readonly tls?: boolean;
}

/** A listener on a free port with a clock of its own, and everything it talks to. */
export class Stage {
  readonly host = new FakeHost();
  readonly authenticator = new FakeAuthenticator();
  readonly logged: string[] = [];
  /** Epoch milliseconds; moves only by `advance`. */
  now = 1_700_000_000_000;
  port = 0;
  tlsPort = 0;
  private readonly clients: WireClient[] = [];

  readonly server: C2sListener;

  private constructor(makeListener: (stage: Stage) => C2sListener) {
    this.server = makeListener(this);
  }

  static async open({ limits, policy, tls = false }: StageOptions = {}): Promise<Stage> {
    const own = tls ? await certificates() : undefined;
    const stage = new Stage(
      (self) =>
        new C2sListener({
          host: self.host,
          authenticator: self.authenticator,
          certificates: own,
          policy: {
            requireTls: false,
            allowPlaintext: true,
            legacyAuth: {
              digest: true,
              plaintext: true,
              cleartextFrom: new Networks(['127.0.0.1']),
            },
            attemptsPerStream: 3,
            maxSessionsPerAccount: 10,
            streamFeatures: [],
            ...policy,
            limits: { ...DEFAULT_C2S_LIMITS, ...ROOMY, ...limits },
          },
          log: self.log(),
          now: () => self.now,
        }),
    );
    stage.authenticator.passwords.set('alice@localhost', 'secret');
    stage.authenticator.passwords.set('bob@localhost', 'geheim');
    stage.port = (await stage.server.listen({ port: 0, host: '127.0.0.1' })).port;
    if (tls) {
      const place = { port: 0, host: '127.0.0.1', directTls: true };
      stage.tlsPort = (await stage.server.listen(place)).port;
    }
    return stage;
  }

  async connect(cutting: Cutting = 'whole', port = this.port): Promise<WireClient> {
    const client = await WireClient.connect(port, cutting);
    this.clients.push(client);
    return client;
  }

  /** Moves the clock and calls what is due. */
  advance(ms: number): void {
    this.now += ms;
    this.server.tick();
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await this.server.close(1_000);
  }

  private log(): Logger {
    const write = (fields: { readonly event: string }) => void this.logged.push(fields.event);
    return { error: write, warn: write, info: write, debug: write };
  }
}

export const HEADER =
  "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' " +
  "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

/** The 2006 client's header: no version. */
export const OLD_HEADER =
  "<stream:stream to='localhost' xmlns='jabber:client' " +
  "xmlns:stream='http://etherx.jabber.org/streams' xml:lang='en'>";

const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
export const plain = (user: string, password: string, authzid = '') =>
  `<auth ${SASL} mechanism='PLAIN'>${Buffer.from(`${authzid}\0${user}\0${password}`).toString('base64')}</auth>`;

export const bind = (resource?: string) =>
  "<iq type='set' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>" +
  `${resource === undefined ? '' : `<resource>${resource}</resource>`}</bind></iq>`;

/** Header, PLAIN, header again, bind. @returns what the server said last */
export async function logIn(
  client: WireClient,
  user = 'alice',
  password = 'secret',
  resource?: string,
): Promise<string> {
  await client.send(HEADER);
  await client.until('</stream:features>');
  await client.send(plain(user, password));
  await client.until('</success>');
  await client.send(HEADER);
  await client.until('</stream:features>');
  await client.send(bind(resource));
  return client.until('</iq>');
}
