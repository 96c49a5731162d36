// Waybill attached to a host server: started, measured, asked for its own totals.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf, processTree } from './processes.mjs';
import { DOMAIN, freePorts, startServer } from './server.mjs';

export const COMPONENT = `files.${DOMAIN}`;
export const SECRET = 'bench';
const TICKS_A_SECOND = 100;
const program = fileURLToPath(new URL('../../apps/server/bin/waybill.mjs', import.meta.url));

/** CPU seconds of a process tree so far. */
export function cpuOf(pid) {
  let ticks = 0;
  for (const each of processTree(pid)) {
    const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_A_SECOND;
}

/** The most memory that a process ever had, in MB. */
export function peakOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Starts Waybill and waits until it is linked. @param profile folder for a CPU profile, written when it ends */
export async function startAttached({ folder, server, component, profile }) {
  const [http, streamhost] = await freePorts(2);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'waybill.yml');
  writeFileSync(file, configuration({ server, component, http, streamhost }));
  const node = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
  const args = [...node, program, 'serve', '--config', file];
  const ports = [http, streamhost];
  const started = await startServer({ folder, command: process.execPath, args, ports });
  const totals = () => readTotals(http);
  while ((await totals())['waybill_up_component'] !== 1) await sleep(100);
  // what starting left to do is not part of any measure
  await rested(started.pid);
  return { ...started, totals };
}

function configuration({ server, component, http, streamhost }) {
  return `dataDir: ./data
standalone: { enabled: false }
attach:
  - { domain: ${COMPONENT}, server: ${server}, address: '127.0.0.1:${component}', secret: ${SECRET}, hosts: [${DOMAIN}] }
upload: { listen: 'off' }
streamhost: { listen: '127.0.0.1:${streamhost}', advertise: ['127.0.0.1'] }
http: { listen: '127.0.0.1:${http}' }
log: { level: warn }
limits:
  streamhost:
    maxPendingPerAddress: 2048
`;
}

/** The totals that monitoring sees, by name; those of several labels are added up. */
async function readTotals(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const totals = {};
  for (const [, name, value] of text.matchAll(/^(\w+)(?:\{[^}]*\})? ([\d.e+-]+)$/gm)) {
    totals[name] = (totals[name] ?? 0) + Number(value);
  }
  return totals;
}

/** Waits until a process rests, so that what it still had to do is counted as well. */
export async function rested(pid) {
  let before = -1;
  for (let now = cpuOf(pid); now - before > 0.05; now = cpuOf(pid)) {
    before = now;
    await sleep(1_000);
  }
}

/** MB of a process tree now. */
export const megabytesOf = (pid) => memoryOf(pid) / 1024 ** 2;
