import { randomBytes, randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Jid } from '@waybill/core';
import {
  AccountDirectory,
  AuditLog,
  KeyDerivation,
  KeyRing,
  LegacyVault,
  LinkDesk,
  OperatorDirectory,
  SecondFactors,
  SetupTokens,
  siKey,
  TransferLedger,
  TransferRetention,
  type AuditEntry,
  type AuditFilter,
  type DeclaredFile,
  type OperatorRole,
  type Transfer,
} from '@waybill/domain';
import { Metrics, type Log, type LogFields } from '@waybill/platform';
import request from 'supertest';
import { createAdminHttp } from '../http/create-admin-http.js';
import {
  ChatSessions,
  type AdminSettings,
  type ChatSessionView,
  type ServedHost,
} from '../ports.js';
import { OtpauthTotp } from '../operators/otpauth-totp.js';
import { ManualClock } from './manual-clock.js';
import { MemoryKeys, MemoryLinks, MemorySecondFactors, MemoryViews } from './memory-access.js';
import { MemoryAccounts, MemorySignIns } from './memory-accounts.js';
import {
  CountingHasher,
  MemoryOperators,
  MemoryOperatorSessions,
  MemorySetupTokens,
} from './memory-operators.js';
import { MemoryStatistics, MemoryTransferRetention } from './memory-statistics.js';
import { MemoryAttachments, MemoryHealth } from './memory-desks.js';
import { MemoryTransfers } from './memory-transfers.js';
import { MemoryUploads } from './memory-uploads.js';

/** The password of every operator here. */
export const PASSWORD = 'correct horse battery';

class MemoryAudit extends AuditLog {
  constructor(readonly entries: AuditEntry[]) {
    super();
  }

  override append(entry: AuditEntry) {
    this.entries.push(entry);
    return Promise.resolve();
  }

  override list({ kinds, actor }: AuditFilter, limit: number, before = this.entries.length + 1) {
    const chained = this.entries.map((entry, i) => ({
      ...entry,
      seq: i + 1,
      personalHashes: {},
      hash: String(i),
    }));
    const found = chained
      .filter(({ seq }) => seq < before)
      .filter(({ kind }) => kinds?.includes(kind) ?? true)
      .filter(({ personal }) => actor === undefined || personal['actorName'] === actor)
      .reverse();
    const entries = found.slice(0, limit);
    return Promise.resolve({
      entries,
      next: found.length > limit ? entries.at(-1)?.seq : undefined,
    });
  }

  override verify() {
    return Promise.resolve({ intact: true, entries: 0, lastHash: '' } as const);
  }

  override erase() {
    return Promise.resolve(0);
  }
}

class MemorySessions extends ChatSessions {
  readonly rows = new Map<string, ChatSessionView>();

  override get size() {
    return this.rows.size;
  }

  override all() {
    return this.rows.values();
  }

  override countOf(bareJid: string) {
    return [...this.rows.values()].filter((one) => one.bareJid === bareJid).length;
  }

  override find(id: string) {
    return this.rows.get(id);
  }

  override end(id: string) {
    return this.rows.delete(id);
  }
}

/** Collects lines for looking at. */
export class MemoryLog implements Log {
  readonly lines: (LogFields & { readonly level: string })[] = [];
  readonly error = this.at('error');
  readonly warn = this.at('warn');
  readonly info = this.at('info');
  readonly debug = this.at('debug');

  setLevel(): void {
    // every level is kept
  }

  private at(level: string) {
    return (fields: LogFields) => void this.lines.push({ ...fields, level });
  }
}

const SETTINGS: AdminSettings = {
  version: '1.2.3',
  command: 'npx waybill',
  domains: ['example.org', 'example.net'],
  trustedProxies: [],
  metricsFrom: ['127.0.0.1'],
  scriptHashes: ["'sha256-abc='"],
  startedAt: Date.parse('2026-04-01T11:00:00Z'),
};

const CONTACT = {
  contact: 'bob@example.org',
  listed: true,
  name: 'Bob',
  groups: ['band'],
  subscription: 'both',
  ask: false,
  approved: false,
  request: undefined,
} as const;

function jid(text: string): Jid {
  const parsed = Jid.parse(text);
  if (!(parsed instanceof Jid)) throw new Error(`${text} is no JID`);
  return parsed;
}

function makeParts(clock: ManualClock) {
  const entries: AuditEntry[] = [];
  const now = () => clock.now();
  const operatorSessions = new MemoryOperatorSessions();
  const operators = new MemoryOperators(entries, operatorSessions);
  const hasher = new CountingHasher();
  const setup = new SetupTokens(new MemorySetupTokens(), operators, now);
  const transfers = new MemoryTransfers();
  const statistics = new MemoryStatistics(transfers);
  const vault = new LegacyVault([{ id: 'k', key: randomBytes(32) }]);
  const operatorDirectory = new OperatorDirectory({ operators, hasher, setup, now });
  const accounts = new AccountDirectory({
    accounts: new MemoryAccounts(entries),
    derivation: new KeyDerivation(),
    vault,
    now,
    domains: SETTINGS.domains,
    iterations: 4096,
  });
  return {
    entries,
    setup,
    hasher,
    transfers,
    accounts,
    operators,
    operatorSessions,
    operatorDirectory,
    secondFactors: new SecondFactors({
      store: new MemorySecondFactors(entries),
      engine: new OtpauthTotp(),
      vault,
      now,
    }),
    keys: new KeyRing(new MemoryKeys(entries), operators, now),
    links: new LinkDesk({
      links: new MemoryLinks(entries),
      accounts,
      operators,
      operatorDirectory,
      domains: SETTINGS.domains,
      now,
    }),
    savedViews: new MemoryViews(),
    served: [] as ServedHost[],
    statistics,
    transferRetention: new TransferRetention(new MemoryTransferRetention(), 365, now),
    uploads: new MemoryUploads(),
    rosters: { load: () => Promise.resolve({ version: 1, entries: [CONTACT] }) },
    settings: () => [
      {
        path: 'http.listen',
        value: '127.0.0.1:8080',
        source: 'default',
        where: '',
        variable: 'WAYBILL_HTTP__LISTEN',
        description: 'Dashboard and API; or off',
      },
    ],
    signIns: new MemorySignIns(),
    ledger: new TransferLedger(transfers, { clock }),
    sessions: new MemorySessions(),
    attachments: new MemoryAttachments(),
    health: new MemoryHealth(),
    audit: new MemoryAudit(entries),
    log: new MemoryLog(),
    metrics: new Metrics({ version: '1.2.3', database: 'memory' }),
    streamhost: {
      endpoints: () => [{ host: '2001:db8::1', port: 7777 }],
      relays: { active: 1, maxActive: 512, maxBytesPerSecond: undefined },
    },
    readiness: { failing: false },
    clock,
  };
}

/** A whole admin API over memory, on a real socket. */
export class AdminFixture {
  private readonly cookies = new Map<OperatorRole, string>();

  private constructor(
    readonly app: NestExpressApplication,
    readonly parts: ReturnType<typeof makeParts>,
    readonly url: string,
  ) {}

  static async start(settings: Partial<AdminSettings> = {}): Promise<AdminFixture> {
    const made = makeParts(new ManualClock());
    const ports = {
      ...made,
      hosts: () => made.served,
      readiness: () => Promise.resolve([{ part: 'database', ok: !made.readiness.failing }]),
    };
    const app = await createAdminHttp(ports, { ...SETTINGS, ...settings });
    await app.listen(0, '127.0.0.1');
    return new AdminFixture(app, made, await app.getUrl());
  }

  async stop(): Promise<void> {
    this.app.getHttpServer().closeAllConnections();
    await this.app.close();
    await this.parts.ledger.close();
  }

  /** A request without cookie and without CSRF header. */
  bare(method: string, path: string) {
    const agent = request(this.url);
    const call = method.toLowerCase() as
      'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options';
    return agent[call](path);
  }

  /** Makes requests to the API as our own pages do, by an operator of that role or by nobody. */
  async as(role: OperatorRole | 'nobody') {
    const cookie = role === 'nobody' ? '' : await this.cookieOf(role);
    return (method: string, path: string) =>
      this.bare(method, `/api/v1${path}`).set('X-Waybill-CSRF', '1').set('Cookie', cookie);
  }

  /** Makes an operator named like its role. */
  async addOperator(role: OperatorRole, name: string = role): Promise<string> {
    const id = randomUUID();
    const operator = { id, name, role, createdAt: this.parts.clock.now() };
    const entry = { at: 0, kind: 'operator-action', data: {}, personal: {} } as const;
    await this.parts.operators.add(operator, await this.parts.hasher.hash(PASSWORD), entry);
    return id;
  }

  /** Signs in. @returns the cookie */
  async signIn(name: string, password = PASSWORD): Promise<string> {
    const answer = await this.bare('POST', '/api/v1/login')
      .set('X-Waybill-CSRF', '1')
      .send({ name, password })
      .expect(200);
    return cookieIn(answer.headers);
  }

  /** The cookie of the operator of that role, made and signed in when first asked for. */
  async cookieOf(role: OperatorRole): Promise<string> {
    const known = this.cookies.get(role);
    if (known !== undefined) return known;
    await this.addOperator(role);
    const cookie = await this.signIn(role);
    this.cookies.set(role, cookie);
    return cookie;
  }

  /** Adds an account with a known password. */
  async addAccount(bareJid: string): Promise<void> {
    await this.parts.accounts.add(
      { jid: jid(bareJid), password: 'a good enough one' },
      { kind: 'server' },
    );
  }

  /** Offers a file from alice to bob through the ledger. */
  async offer(declared: DeclaredFile, sid: string = randomUUID()): Promise<Transfer> {
    const sender = jid('alice@example.org/a');
    const receiver = jid('bob@example.org/b');
    const ticket = this.parts.ledger.offer({
      method: 'si',
      key: siKey(sender.full, sid),
      sender,
      receiver,
      sid,
      declared,
      at: this.parts.clock.now(),
      host: 'standalone',
      step: { kind: 'offered', lane: 'sender', stanza: `<iq><file name='${declared.name}'/></iq>` },
    });
    await ticket.verdict;
    const transfer = this.parts.ledger.get(ticket.id ?? '');
    if (transfer === undefined) throw new Error('the ledger took no offer');
    return transfer;
  }

  /** Binds a session. */
  bind(fullJid: string, id: string = randomUUID()): ChatSessionView {
    const session: ChatSessionView = {
      id,
      bareJid: jid(fullJid).bare,
      fullJid,
      address: '192.0.2.7',
      tls: 'TLSv1.3',
      mechanism: 'SCRAM-SHA-256',
      boundAt: this.parts.clock.now(),
      presence: { priority: 5, show: 'away' },
      bytesReceived: 10,
      bytesSent: 20,
    };
    this.parts.sessions.rows.set(id, session);
    return session;
  }
}

/** `name=value` of the cookie that an answer sets. */
export function cookieIn(headers: Readonly<Record<string, unknown>>): string {
  const [line] = headers['set-cookie'] as string[];
  return line?.split(';')[0] ?? '';
}
