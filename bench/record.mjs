// What it costs to record transfers: offer, steps, end; with chain, search index and daily totals.
//   npx tsc -b libs/persistence && node bench/record.mjs [transfers] [at once] [steps each] [sqlite:file]
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../libs/persistence/dist/index.js';

const [total = 20_000, atOnce = 64, steps = 4] = process.argv.slice(2, 5).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'waybill-record-'));
const db = await openDatabase({ url: process.argv[5] ?? `sqlite:${folder}/waybill.db` });

const STANZA = `<iq xmlns='jabber:client' from='alice@example.org/home' to='bob@example.org/work' id='offer1' type='set'><si xmlns='http://jabber.org/protocol/si' id='sid1' mime-type='text/plain' profile='http://jabber.org/protocol/si/profile/file-transfer'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer' name='report.pdf' size='1022'/><feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'><option><value>http://jabber.org/protocol/bytestreams</value></option></field></x></feature></si></iq>`;
const START = 1_764_000_000_000;

function offer(i) {
  const user = (n) => ({
    bareJid: `user${n % 200}@example.org`,
    fullJid: `user${n % 200}@example.org/home`,
    address: '192.0.2.1',
  });
  return {
    id: randomUUID(),
    shortId: `wb-${String(i).padStart(10, '0')}`,
    method: 'si',
    path: 'unknown',
    sender: user(i),
    receiver: user(i * 7 + 1),
    sid: `sid-${i}`,
    declared: { name: `合同扫描件-${i}.pdf`, size: 1022, type: 'application/pdf' },
    measured: {},
    state: 'offered',
    evidence: 'observed',
    visibility: 'full',
    host: 'standalone',
    offeredAt: START + i,
  };
}

const step = (seq, stanza) => ({
  seq,
  at: START,
  lane: 'server',
  kind: 'progress',
  detail: { percent: seq },
  stanza,
});

async function one(i) {
  const transfer = offer(i);
  await db.transfers.record([{ transfer, created: true, steps: [step(0, STANZA)] }]);
  const rest = Array.from({ length: steps - 1 }, (_, n) => step(n + 1, n < 2 ? STANZA : undefined));
  const end = {
    ...transfer,
    method: 'si-socks5',
    path: 'relayed',
    state: 'completed',
    acceptedAt: START,
    startedAt: START,
    endedAt: START + i + 50,
    measured: { bytesSenderToReceiver: 1022 },
  };
  await db.transfers.record([{ transfer: end, created: false, steps: rest }]);
}

const cpu = process.cpuUsage();
const loop = performance.eventLoopUtilization();
const began = performance.now();
for (let i = 0; i < total; i += atOnce) {
  await Promise.all(Array.from({ length: Math.min(atOnce, total - i) }, (_, n) => one(i + n)));
}
const wall = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
const { utilization } = performance.eventLoopUtilization(loop);
const each = (us) => (us / total).toFixed(1);
console.log(
  `${total} transfers, ${atOnce} at once, ${steps} steps each: ` +
    `${each(user + system)} µs CPU each (${each(user)} user, ${each(system)} system; ` +
    `${each(utilization * wall * 1000)} on the main thread), ${Math.round((total / wall) * 1000)} a second`,
);
await db.close();
rmSync(folder, { recursive: true });
