// What mirrored stanzas cost, beside what the host spends on routing them:
//   npm run build && node bench/mirror.mjs [rounds] [seconds]
// Debian's ejabberd with mod_service_log and Waybill attached to it by the shipped lines; 200 sessions exchange SI offers
// (every other round: chat messages), saturated. CPU seconds of each are read from /proc over the same stretch.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildLoad, runLoad } from './lib/load.mjs';
import { memoryOf, processTree } from './lib/processes.mjs';
import { freePorts, startServer } from './lib/server.mjs';
import { median } from './lib/table.mjs';
import * as ejabberd from './servers/ejabberd.mjs';

const [rounds = 3, seconds = 8] = process.argv.slice(2).map(Number);
const SESSIONS = 200;
const COMPONENT = 'files.localhost';
const TICKS_A_SECOND = 100;
const server = fileURLToPath(new URL('../apps/server/bin/waybill.mjs', import.meta.url));

/** CPU seconds of a process tree so far. */
function cpuOf(pid) {
  let ticks = 0;
  for (const each of processTree(pid)) {
    const stat = readFileSync(`/proc/${each}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_A_SECOND;
}

async function attach(folder, port) {
  const file = join(folder, 'waybill.yml');
  writeFileSync(
    file,
    `dataDir: ./data
standalone: { enabled: false }
attach:
  - { domain: ${COMPONENT}, server: ejabberd, address: '127.0.0.1:${port}', secret: bench, hosts: [localhost] }
upload: { listen: 'off' }
streamhost: { listen: '127.0.0.1:0', advertise: ['127.0.0.1'] }
http: { listen: off }
log: { level: warn }
`,
  );
  const args = [server, 'serve', '--config', file];
  const started = await startServer({ folder, command: process.execPath, args, ports: [] });
  await sleep(4_000);
  return started;
}

/** Waits until a process rests, so that what it still had to do is counted as well. */
async function rested(pid) {
  let before = -1;
  for (let now = cpuOf(pid); now - before > 0.05; now = cpuOf(pid)) {
    before = now;
    await sleep(1_000);
  }
}

async function round(program, kind, attached) {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-mirror-'));
  const [component] = await freePorts(1);
  const host = await ejabberd.start({
    folder,
    accounts: SESSIONS,
    component: attached ? { port: component, domain: COMPONENT, secret: 'bench' } : undefined,
  });
  const waybill = attached ? await attach(folder, component) : undefined;
  const before = waybill && cpuOf(waybill.pid);
  const hostBefore = cpuOf(host.pid);
  const load = runLoad(program, host, 'route', { kind, n: SESSIONS, seconds });
  const figures = await load.line();
  await load.end();
  if (waybill) await rested(waybill.pid);
  const result = {
    ...figures,
    hostCpu: cpuOf(host.pid) - hostBefore,
    waybillCpu: waybill && cpuOf(waybill.pid) - before,
    waybillMb: waybill && memoryOf(waybill.pid) / 1024 ** 2,
  };
  await waybill?.stop();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
  return result;
}

const program = buildLoad(join(tmpdir(), 'waybill-bench-load'));
const shown = (value) => (value === undefined ? '–' : String(Number(value.toPrecision(3))));
console.log(
  '| stanzas | host CPU s | Waybill CPU s | host / Waybill | Waybill MB | p99 ms | p99 ms without us |',
);
console.log('| --- | --: | --: | --: | --: | --: | --: |');
for (const kind of ['message', 'offer']) {
  const [withUs, alone] = [[], []];
  for (let n = 0; n < rounds; n++) {
    withUs.push(await round(program, kind, true));
    alone.push(await round(program, kind, false));
  }
  const of = (all, key) => median(all.map((one) => one[key]));
  const ratio = median(withUs.map(({ hostCpu, waybillCpu }) => hostCpu / waybillCpu));
  const cells = [
    kind,
    shown(of(withUs, 'hostCpu')),
    shown(of(withUs, 'waybillCpu')),
    shown(ratio),
    shown(of(withUs, 'waybillMb')),
    shown(of(withUs, 'p99_ms')),
    shown(of(alone, 'p99_ms')),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
