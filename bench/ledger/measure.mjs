// `node bench/ledger/measure.mjs FOLDER`: starts the server on a database that seed.mjs has filled, and measures what the
// dashboard asks of it, as ten operators at once and as one. Milliseconds over HTTP on loopback, the whole answer read; CPU is what the
// server took for each of the ten.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ask, percentile, signIn, start } from './server.mjs';

const ROUNDS = 20;
const AT_ONCE = 10;
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const SAMPLE_MS = 100;

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the data folder that seed.mjs has filled');

function row(name, one, many, cpu) {
  const ms = (value) => value.toFixed(1).padStart(8);
  const cells = [percentile(one, 0.5), percentile(one, 0.95), percentile(many, 0.95), cpu].map(ms);
  console.log(`| ${name.padEnd(44)} | ${cells.join(' | ')} |`);
}

/** CPU milliseconds that a process has taken, its threads included. */
function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

async function measure({ http, child }, headers, name, path) {
  const times = async (count, width) => {
    const found = [];
    for (let i = 0; i < count; i++) {
      const answers = await Promise.all(
        Array.from({ length: width }, () => ask(http, path, { headers })),
      );
      for (const { status, ms, body } of answers) {
        if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
        found.push(ms);
      }
    }
    return found;
  };
  await times(3, 1);
  const one = await times(ROUNDS, 1);
  const before = cpuOf(child.pid);
  const many = await times(ROUNDS, AT_ONCE);
  row(name, one, many, (cpuOf(child.pid) - before) / many.length);
}

/** The cursor of the page after `days` of newer transfers. */
async function cursorAt(http, headers, until) {
  const { body } = await ask(http, `/transfers?until=${until}&limit=1`, { headers });
  const [, position] = JSON.parse(body).next.split('.');
  const { body: first } = await ask(http, '/transfers?limit=1', { headers });
  const [print] = JSON.parse(first).next.split('.');
  return `${print}.${position}`;
}

function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function exported(server, headers, path) {
  let [bytes, lines] = [0, 0];
  const { pid } = server.child;
  const before = memoryOf(pid);
  const startedCpu = cpuOf(pid);
  const samples = [];
  const sampling = setInterval(() => samples.push(memoryOf(pid)), SAMPLE_MS);
  const answer = await ask(server.http, path, {
    headers,
    sink: (chunk) => {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines++;
    },
  });
  clearInterval(sampling);
  const at = (share) => samples[Math.floor((samples.length - 1) * share)]?.toFixed(0);
  const figures = [
    `${lines - 1} rows`,
    `${(bytes / 1e6).toFixed(1)} MB`,
    `${(answer.ms / 1000).toFixed(1)} s`,
    `${((cpuOf(pid) - startedCpu) / 1000).toFixed(1)} s of CPU`,
    `resident ${before.toFixed(0)} MiB before, then by quarters ${[0.25, 0.5, 0.75, 1].map(at).join(', ')} MiB`,
    `${Math.max(before, ...samples).toFixed(0)} MiB at most`,
  ];
  console.log(`${path}: ${answer.status}, ${figures.join(', ')}`);
}

const server = await start(folder);
try {
  const headers = await signIn(server);
  const size = statSync(join(folder, 'waybill.db')).size / 1e6;
  console.log(`database ${size.toFixed(0)} MB, server up in ${server.seconds.toFixed(1)} s\n`);
  const { body } = await ask(server.http, '/transfers?limit=50', { headers });
  const [first] = JSON.parse(body).items;
  const middle = await cursorAt(server.http, headers, '2026-05-25');
  const deep = await cursorAt(server.http, headers, '2025-11-25');
  const search = (text) => `/transfers?q=${encodeURIComponent(text)}`;
  console.log(
    `| what                                         | p50, one | p95, one | p95, ten | CPU each |`,
  );
  console.log(
    `| -------------------------------------------- | -------: | -------: | -------: | -------: |`,
  );
  const paths = {
    'first page of 50': '/transfers',
    'first page of 200': '/transfers?limit=200',
    'page in the middle': `/transfers?after=${middle}`,
    'page near the end': `/transfers?after=${deep}`,
    failed: '/transfers?status=failed',
    'failed, through the proxy, since a day':
      '/transfers?status=failed&method=proxy&since=2026-11-20',
    'one person, either side': '/transfers?party=user3',
    'largest first': '/transfers?sort=-bytes',
    'longest first': '/transfers?sort=-duration',
    'fastest first': '/transfers?sort=-rate',
    'failed, largest first': '/transfers?status=failed&sort=-bytes',
    'one reason': '/transfers?reason=peer-gone',
    'small ones': '/transfers?size=..300B',
    'search 合同': search('合同'),
    'search 合同 and failed': `${search('合同')}&status=failed`,
    'search 合同 from one person': `${search('合同')}&from=user3`,
    'search of a whole name': search(first.file.name),
    'search without a hit': search('没有这个'),
    detail: `/transfers/${first.id}`,
    related: `/transfers/${first.id}/related`,
    overview: '/overview',
    'statistics, 30 days': '/statistics',
    'statistics, a year': '/statistics?since=2025-11-25&until=2026-11-24',
    'users by last seen': '/users?sort=-last-seen',
    'a user': '/users/user3%40localhost',
    'audit, newest': '/audit',
    'audit, what people did': '/audit?kind=operator-action',
  };
  for (const [name, path] of Object.entries(paths)) {
    await measure(server, headers, name, path);
  }
  console.log();
  await exported(server, headers, '/transfers/export?since=2026-10-19');
  await exported(server, headers, '/transfers/export?format=ndjson');
  await exported(server, headers, '/audit/export?kind=transfer-ended&since=2026-10-19');
} finally {
  server.child.kill('SIGTERM');
}
