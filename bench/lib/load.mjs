// The load generator: compiled when its sources are newer, and run as a child.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DOMAIN, PASSWORD } from './server.mjs';
import { processTree } from './processes.mjs';

const sources = new URL('../load/', import.meta.url).pathname;

/** @returns the program's path @throws where there is no C compiler */
export function buildLoad(folder) {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'load');
  const files = readdirSync(sources).map((file) => join(sources, file));
  const newest = Math.max(...files.map((file) => statSync(file).mtimeMs));
  if (existsSync(program) && statSync(program).mtimeMs > newest) return program;
  const c = files.filter((file) => file.endsWith('.c'));
  const { status, error } = spawnSync('gcc', ['-std=gnu2x', '-O2', '-Wall', '-o', program, ...c], {
    stdio: 'inherit',
  });
  if (error || status !== 0)
    throw new Error('the load generator needs a C compiler: apt-get install gcc libc6-dev');
  return program;
}

/** Starts one bench. `line()` resolves with the next line of figures; `end()` lets a waiting one go. */
export function runLoad(program, server, bench, settings) {
  const all = {
    port: server.port,
    domain: DOMAIN,
    password: PASSWORD,
    proxy: server.proxy,
    upload: server.upload ?? '',
    http: server.http,
    pids: processTree(server.pid).join(','),
    ...server.load,
    ...settings,
  };
  const args = [bench, ...Object.entries(all).map(([key, value]) => `${key}=${value}`)];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let text = '';
  const ended = new Promise((done) => child.once('exit', done));
  return {
    async line() {
      for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
        text += chunk;
        if (text.includes('\n')) return JSON.parse(text);
      }
      throw new Error(`the load generator stopped with status ${await ended}`);
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
