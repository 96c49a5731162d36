// `node bench/ledger/seed.mjs FOLDER [transfers] [accounts] [seed] [end]`: a database as years of use would leave it, the last
// of them at `end` (epoch milliseconds). The same arguments give the same transfers. Written through the server's own stores, so that index, totals and audit chain are right.
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { KeyDerivation, newScramKeys } from '@waybill/domain';
import { openDatabase } from '@waybill/persistence';

const DOMAIN = 'localhost';
const PASSWORD = 'a password of the bench';
const USUAL_END_AT = Date.UTC(2026, 10, 24);
const SPAN_MS = 365 * 86_400_000;
const BATCH = 1000;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const TOPICS = [
  '合同',
  '报价单',
  '设计图',
  '会议纪要',
  '年度总结',
  '发票',
  '产品说明',
  '照片',
  '项目计划',
  '技术方案',
];
const PARTS = ['终稿', '修订版', '副本', '初稿', '扫描件', '签字版', '最终', '更新'];
const WORDS = [
  'report',
  'invoice',
  'holiday',
  'draft',
  'photo',
  'budget',
  'minutes',
  'backup',
  'design',
  'letter',
];
const ENDINGS = ['pdf', 'docx', 'xlsx', 'jpg', 'zip', 'mp4', 'png', 'txt'];
const FAILURES = [
  'peer-gone',
  'no-streamhost-reachable',
  'size-mismatch',
  'activation-timeout',
  'io-error',
];

/** Mulberry32: small, fast, and the same everywhere. */
function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n) => Math.floor(next() * n);
  return { next, below, pick: (list) => list[below(list.length)] };
}

const hex = (random, digits) =>
  Array.from({ length: digits }, () => random.below(16).toString(16)).join('');

function idOf(random, at) {
  const time = at.toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
  const shortId = `wb-${Array.from({ length: 10 }, () => ALPHABET[random.below(32)]).join('')}`;
  return { id, shortId };
}

function nameOf(random) {
  const number = random.below(10_000);
  const ending = random.pick(ENDINGS);
  // a third of the names in Chinese
  return random.next() < 0.35
    ? `${random.pick(TOPICS)}${random.pick(PARTS)}${number}.${ending}`
    : `${random.pick(WORDS)}-${random.pick(WORDS)}-${number}.${ending}`;
}

/** A few people send most of what is sent. */
const person = (random, accounts) => `user${Math.floor(accounts * random.next() ** 3)}@${DOMAIN}`;

function outcome(random) {
  const dice = random.next();
  if (dice < 0.86) return { state: 'completed' };
  if (dice < 0.93) return { state: 'failed', reason: random.pick(FAILURES) };
  if (dice < 0.96) return { state: 'declined', reason: 'declined' };
  if (dice < 0.98) return { state: 'cancelled', reason: 'cancelled-by-sender' };
  return { state: 'expired', reason: 'offer-timeout' };
}

function transferAt(random, at, accounts) {
  const [sender, receiver] = [person(random, accounts), person(random, accounts)];
  const size = Math.floor(2 ** (8 + random.next() * 22));
  const relayed = random.next() < 0.7;
  const { state, reason } = outcome(random);
  const moved = state === 'completed' || state === 'failed';
  const bytes = state === 'completed' ? size : Math.floor(size * random.next());
  const startedAt = at + 200 + random.below(5000);
  return {
    ...idOf(random, at),
    method: relayed ? 'si-socks5' : 'si-ibb',
    path: relayed ? 'relayed' : 'in-band',
    sender: { bareJid: sender, fullJid: `${sender}/desk` },
    receiver: { bareJid: receiver, fullJid: `${receiver}/phone` },
    sid: hex(random, 16),
    declared: { name: nameOf(random), size, type: 'application/octet-stream' },
    measured: moved
      ? { bytesSenderToReceiver: bytes, bytesReceiverToSender: 0, sha256: hex(random, 64) }
      : {},
    state,
    reason,
    evidence: 'observed',
    visibility: 'full',
    host: 'standalone',
    offeredAt: at,
    acceptedAt: moved ? at + 100 : undefined,
    startedAt: moved ? startedAt : undefined,
    endedAt: moved ? startedAt + Math.ceil(size / 10_000) : at + 3000,
  };
}

const stepsOf = ({ offeredAt }) =>
  ['offered', 'accepted'].map((kind, seq) => ({
    seq,
    at: offeredAt + seq * 100,
    lane: seq === 0 ? 'sender' : 'receiver',
    kind,
    detail: {},
    stanza: `<iq type='set' id='s${seq}'/>`,
  }));

async function addAccounts(database, accounts, endAt) {
  const keys = await newScramKeys(new KeyDerivation(), PASSWORD, 4096);
  const entry = { at: endAt, kind: 'account-change', data: { action: 'seeded' }, personal: {} };
  const adding = [];
  for (let i = 0; i < accounts; i++) {
    const jid = `user${i}@${DOMAIN}`;
    const account = { id: randomUUID(), jid, localpart: `user${i}`, domain: DOMAIN };
    const rest = { status: 'active', createdAt: endAt - SPAN_MS, note: `Person ${i}` };
    adding.push(database.accounts.add({ ...account, ...rest }, keys, entry));
  }
  await Promise.all(adding);
}

/** Fills the database of a data folder. @returns seconds it took */
export async function seed(
  folder,
  transfers = 1_000_000,
  accounts = 2000,
  number = 1,
  endAt = USUAL_END_AT,
) {
  const startedAt = performance.now();
  const database = await openDatabase({ url: `sqlite:${join(folder, 'waybill.db')}` });
  const random = generator(number);
  await addAccounts(database, accounts, endAt);
  let writing = Promise.resolve();
  for (let done = 0; done < transfers; done += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, transfers - done) }, (_, i) => {
      const at = Math.floor(endAt - SPAN_MS + (SPAN_MS * (done + i)) / transfers);
      const transfer = transferAt(random, at, accounts);
      return { transfer, created: true, steps: stepsOf(transfer) };
    });
    // one batch is made while the one before is written
    await writing;
    writing = database.transfers.record(records);
  }
  await writing;
  await database.close();
  return (performance.now() - startedAt) / 1000;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, ...numbers] = process.argv.slice(2);
  if (folder === undefined) throw new Error('name the data folder to fill');
  const seconds = await seed(folder, ...numbers.map(Number));
  console.log(`filled ${folder} in ${seconds.toFixed(1)} s`);
}
