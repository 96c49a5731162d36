// A server on the database that seed.mjs has filled, and somebody who may ask it everything.
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../lib/server.mjs';

const program = fileURLToPath(new URL('../../apps/server/bin/waybill.mjs', import.meta.url));
const PASSWORD = 'an operator of the bench';

/** @returns status, milliseconds and body; `sink` takes the body's chunks instead of keeping them */
export function ask(port, path, { method = 'GET', headers = {}, body, sink } = {}) {
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

/** Starts the server on a data folder. */
export async function start(folder) {
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

/** @returns the headers of somebody who is signed in */
export async function signIn({ http, config }) {
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

export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
