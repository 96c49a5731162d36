import { Element, Jid, parseXml, Stanza, type StreamError } from '@waybill/core';
import {
  AccountFault,
  type Account,
  type AccountDirectory,
  type AccountEvent,
} from '@waybill/domain';
import { Assembly, type LogFields, type Session, type SignInMechanism } from '@waybill/routing';
import {
  instantMessaging,
  type InstantMessaging,
  type InstantMessagingOptions,
} from '../instant-messaging.js';
import { MemoryOffline, MemoryPrivateData, MemoryRosters, MemoryVcards } from './memory-stores.js';

/** A client on the stage: it writes stanzas as text and reads them as text. */
export class Player implements Session {
  readonly jid: Jid;
  readonly facts;
  presence: Stanza | undefined;
  priority = 0;
  interested = false;
  readonly directed = new Set<string>();
  readonly traffic = { received: 0, sent: 0 };
  closedWith: string | undefined;
  private inbox: string[] = [];

  constructor(
    private readonly stage: Stage,
    jid: string,
    mechanism: SignInMechanism,
  ) {
    this.jid = Jid.from(jid);
    this.facts = { id: jid, address: '192.0.2.1', tls: undefined, mechanism, boundAt: 0 };
  }

  deliver(stanza: Stanza): void {
    this.inbox.push(stanza.toString());
  }

  close(error?: StreamError): void {
    this.closedWith = error?.condition ?? 'closed';
    this.stage.assembly.unbind(this);
  }

  /** Sends a stanza and waits until it is dealt with. */
  async sends(text: string): Promise<void> {
    const element = parseXml(text);
    const stanza = element instanceof Element ? Stanza.fromElement(element) : element;
    if (!(stanza instanceof Stanza)) throw new Error(`not a stanza: ${text}`);
    await this.stage.assembly.receive(this, stanza.withAddresses(this.jid, stanza.to));
  }

  /** All that has come since the last look. */
  receives(): readonly string[] {
    const all = this.inbox;
    this.inbox = [];
    return all;
  }

  /** Asks for the roster and becomes available, and forgets what that brought. */
  async comes(presence = '<presence/>'): Promise<void> {
    await this.sends('<iq type="get" id="roster"><query xmlns="jabber:iq:roster"/></iq>');
    await this.sends(presence);
    this.receives();
  }

  /** The connection is lost. */
  async vanishes(): Promise<void> {
    this.stage.assembly.unbind(this);
    await this.stage.settle();
  }
}

/** Just enough of the account directory. */
class FakeDirectory {
  readonly accounts = new Map<string, Account>();
  readonly passwords = new Map<string, string>();
  private readonly listeners = new Set<(event: AccountEvent) => void>();

  observe(listener: (event: AccountEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  find(jid: Jid): Promise<Account | undefined> {
    return Promise.resolve(this.accounts.get(jid.bare));
  }

  add({ jid, password }: { readonly jid: Jid; readonly password?: string }) {
    if (this.accounts.has(jid.bare)) {
      return Promise.resolve(new AccountFault('exists', 'exists already'));
    }
    const { local: localpart = '', domain, bare } = jid;
    const account: Account = {
      id: bare,
      localpart,
      domain,
      jid: bare,
      status: 'active',
      createdAt: 0,
    };
    this.accounts.set(bare, account);
    this.passwords.set(bare, password ?? '');
    return Promise.resolve({ account });
  }

  setPassword(jid: Jid, password: string) {
    if (password.length < 8) return Promise.resolve(new AccountFault('weak-password', 'too short'));
    this.passwords.set(jid.bare, password);
    return Promise.resolve({});
  }

  remove(jid: Jid) {
    const account = this.accounts.get(jid.bare);
    if (account === undefined) return Promise.resolve(new AccountFault('not-found', 'not there'));
    this.accounts.delete(jid.bare);
    this.tell({ kind: 'removed', by: 'operator', jid: jid.bare });
    return Promise.resolve(account);
  }

  tell(event: AccountEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

/** A server without sockets and disk: `localhost` with its accounts, and a service below it. */
export class Stage {
  now = Date.parse('2026-01-02T03:04:05Z');
  readonly log: LogFields[] = [];
  readonly assembly: Assembly;
  readonly messaging: InstantMessaging;
  readonly directory = new FakeDirectory();
  readonly rosters = new MemoryRosters();
  readonly offline = new MemoryOffline();

  /** @param accounts localparts at `localhost` */
  constructor(accounts: readonly string[], changes: Partial<InstantMessagingOptions> = {}) {
    const note = (fields: LogFields) => void this.log.push(fields);
    const log = { error: note, warn: note, info: note, debug: note };
    const now = () => this.now;
    this.assembly = new Assembly({ log, now });
    for (const name of accounts) void this.directory.add({ jid: Jid.from(`${name}@localhost`) });
    this.messaging = instantMessaging({
      assembly: this.assembly,
      stores: {
        rosters: this.rosters,
        offline: this.offline,
        vcards: new MemoryVcards(),
        privateData: new MemoryPrivateData(),
      },
      // the features use no more of the directory than the fake has
      accounts: this.directory as unknown as AccountDirectory,
      log,
      now,
      software: { name: 'Waybill', version: '1.2.3' },
      allowRegistration: false,
      ...changes,
    });
    this.assembly.mount({
      domain: 'localhost',
      accounts: true,
      identities: [{ category: 'server', type: 'im', name: 'Waybill' }],
      features: this.messaging.accountFeatures,
    });
    this.assembly.mount({
      domain: 'proxy.localhost',
      accounts: false,
      identities: [{ category: 'proxy', type: 'bytestreams', name: 'SOCKS5 Bytestreams' }],
      features: this.messaging.serviceFeatures,
    });
  }

  /** A client logs in to `name@localhost/resource`. */
  enters(jid: string, mechanism: SignInMechanism = 'SCRAM-SHA-256'): Player {
    const player = new Player(this, jid.replace('/', '@localhost/'), mechanism);
    this.assembly.bind(player);
    return player;
  }

  /** Two accounts that see each other's presence. */
  async befriends(one: Player, other: Player): Promise<void> {
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      await a.sends(`<presence type="subscribe" to="${b.jid.bare}"/>`);
      await b.sends(`<presence type="subscribed" to="${a.jid.bare}"/>`);
    }
    one.receives();
    other.receives();
  }

  /** Lets everything run that is waiting for no more than its turn. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
  }
}
