// `node bench/ledger/measure.mjs FOLDER`: starts the server on a database that seed.mjs has filled, and measures what the
// dashboard asks of it, as ten operators at once and as one. Milliseconds over HTTP on loopback, the whole answer read.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../lib/server.mjs';

const program = fileURLToPath(new URL('../../apps/server/bin/waybill.mjs', import.meta.url));
const PASSWORD = 'an operator of the bench';
const ROUNDS = 20;
const AT_ONCE = 10;

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the data folder that seed.mjs has filled');

/** @returns status, milliseconds and body; `sink` takes the body's chunks instead of keeping them */
function ask(port, path, { method = 'GET', headers = {}, body, sink } = {}) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const call = request(
      { host: '127.0.0.1', port, path: `/api/v1${path}`, method, headers },
      (answer) => {
        const chunks = [];
        answer.on('data', sink ?? ((chunk) => chunks.push(chunk)));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode,
            headers: answer.headers,
            ms: performance.now() - startedAt,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

async function start() {
  const [c2s, proxy, http] = await freePorts(3);
  const config = join(dirname(folder), 'bench.yml');
  writeFileSync(
    config,
    `dataDir: ${resolve(folder)}
standalone: { listen: '127.0.0.1:${c2s}', listenTls: off }
upload: { listen: 'off' }
streamhost: { listen: '127.0.0.1:${proxy}' }
http: { listen: '127.0.0.1:${http}' }
log: { level: warn }
retention: { transferDays: 0 }
`,
  );
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, 'serve', '-c', config], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    const look = setInterval(() => {
      ask(http, '/session').then(
        () => {
          clearInterval(look);
          resolve();
        },
        () => undefined,
      );
    }, 100);
  });
  return { child, http, config, seconds: (performance.now() - startedAt) / 1000 };
}

async function signIn({ http, config }) {
  const create = ['admin', 'create', 'bench', '--password-stdin', '-c', config];
  try {
    execFileSync(process.execPath, [program, ...create], { input: `${PASSWORD}\n`, stdio: 'pipe' });
  } catch (error) {
    if (!String(error.stderr).includes('exists')) throw error;
  }
  const body = JSON.stringify({ name: 'bench', password: PASSWORD });
  const headers = { 'X-Waybill-CSRF': '1', 'Content-Type': 'application/json' };
  const answer = await ask(http, '/login', { method: 'POST', headers, body });
  if (answer.status !== 200) throw new Error(`login: ${answer.status} ${answer.body}`);
  return { Cookie: answer.headers['set-cookie'][0].split(';')[0] };
}

const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

function row(name, one, many) {
  const ms = (value) => value.toFixed(1).padStart(8);
  const cells = [percentile(one, 0.5), percentile(one, 0.95), percentile(many, 0.95)].map(ms);
  console.log(`| ${name.padEnd(44)} | ${cells.join(' | ')} |`);
}

async function measure(http, headers, name, path) {
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
  row(name, await times(ROUNDS, 1), await times(ROUNDS, AT_ONCE));
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
  let [bytes, lines, peak] = [0, 0, 0];
  const before = memoryOf(server.child.pid);
  const answer = await ask(server.http, path, {
    headers,
    sink: (chunk) => {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines++;
      peak = Math.max(peak, memoryOf(server.child.pid));
    },
  });
  const figures = [
    `${lines - 1} rows`,
    `${(bytes / 1e6).toFixed(1)} MB`,
    `${(answer.ms / 1000).toFixed(1)} s`,
    `resident ${before.toFixed(0)} MiB before, ${peak.toFixed(0)} MiB at most`,
  ];
  console.log(`${path}: ${answer.status}, ${figures.join(', ')}`);
}

const server = await start();
try {
  const headers = await signIn(server);
  const size = statSync(join(folder, 'waybill.db')).size / 1e6;
  console.log(`database ${size.toFixed(0)} MB, server up in ${server.seconds.toFixed(1)} s\n`);
  const { body } = await ask(server.http, '/transfers?limit=50', { headers });
  const [first] = JSON.parse(body).items;
  const middle = await cursorAt(server.http, headers, '2026-05-25');
  const deep = await cursorAt(server.http, headers, '2025-11-25');
  const search = (text) => `/transfers?q=${encodeURIComponent(text)}`;
  console.log(`| what                                         | p50, one | p95, one | p95, ten |`);
  console.log(`| -------------------------------------------- | -------: | -------: | -------: |`);
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
    'search 合同': search('合同'),
    'search 合同 and failed': `${search('合同')}&status=failed`,
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
    await measure(server.http, headers, name, path);
  }
  console.log();
  await exported(server, headers, '/transfers/export?since=2026-10-19');
  await exported(server, headers, '/transfers/export?format=ndjson');
  await exported(server, headers, '/audit/export?kind=transfer-ended&since=2026-10-19');
} finally {
  server.child.kill('SIGTERM');
}
