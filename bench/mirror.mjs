// What mirrored stanzas cost, beside what the host spends on routing them, and what the host's users feel of it:
//   npm run build && node bench/mirror.mjs [--rounds 3] [--seconds 8] [--host ejabberd,companion,firewall] [--case offer] [--profile FOLDER]
// Debian's ejabberd with mod_service_log, Debian's Prosody with the companion module or with mod_firewall, and Waybill
// attached; 200 sessions exchange chat messages, SI offers, or what a server's day is made of, saturated, at a fixed rate or
// all at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  COMPONENT,
  cpuOf,
  megabytesOf,
  peakOf,
  rested,
  SECRET,
  startAttached,
} from './lib/attached.mjs';
import { buildLoad, runLoad } from './lib/load.mjs';
import { freePorts } from './lib/server.mjs';
import { median } from './lib/table.mjs';
import * as ejabberd from './servers/ejabberd.mjs';
import * as prosody from './servers/prosody.mjs';

const SESSIONS = 200;

/** `copies`: how often a host shows one stanza between two of its users. */
const hosts = {
  ejabberd: { server: ejabberd, label: 'ejabberd, mod_service_log', copies: 2 },
  companion: { server: prosody, label: 'Prosody, companion module', copies: 1 },
  firewall: { server: prosody, label: 'Prosody, mod_firewall', copies: 1 },
};
const cases = {
  'message-saturated': { bench: 'route', kind: 'message' },
  'offer-saturated': { bench: 'route', kind: 'offer' },
  'offer-burst': { bench: 'route', kind: 'offer', total: 10_000 },
  'mix-saturated': { bench: 'mix' },
  'message-rate': { bench: 'route', kind: 'message', rate: 500 },
  'offer-rate': { bench: 'route', kind: 'offer', rate: 100 },
  'mix-rate': { bench: 'mix', rate: 500 },
};

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    host: { type: 'string', default: Object.keys(hosts).join(',') },
    case: { type: 'string', default: '' },
    profile: { type: 'string' },
  },
});
const seconds = Number(options.seconds);

async function round(program, host, { bench, ...settings }, attached) {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-mirror-'));
  const [port] = await freePorts(1);
  const component = { port, domain: COMPONENT, secret: SECRET, kit: host };
  const up = await hosts[host].server.start({
    folder,
    accounts: SESSIONS,
    component: attached ? component : undefined,
  });
  const server = host === 'ejabberd' ? 'ejabberd' : 'prosody';
  const to = { folder: join(folder, 'waybill'), server, component: port, profile: options.profile };
  const waybill = attached ? await startAttached(to) : undefined;
  if (waybill) await warmUp(program, up, waybill, bench, settings);
  const before = waybill && { cpu: cpuOf(waybill.pid), totals: await waybill.totals() };
  const load = runLoad(program, up, bench, { n: SESSIONS, seconds, ...settings });
  const figures = await load.line();
  await load.end();
  const ours = waybill && (await spent(up, waybill, before, hosts[host].copies, figures.delivered));
  await waybill?.stop();
  await up.stop();
  rmSync(folder, { recursive: true, force: true });
  return { ...figures, ...ours };
}

/** Code that has run a while is what an operator's machine runs: the first seconds are in no figure. */
async function warmUp(program, up, waybill, bench, { kind = '' }) {
  const load = runLoad(program, up, bench, { n: SESSIONS, seconds: 3, kind, rate: 1_000 });
  await load.line();
  await load.end();
  await rested(waybill.pid);
}

/**
 * What Waybill spent from `before` until it rests again, for as many stanzas as it looked at, and for as many as the host
 * delivered. A saturated ejabberd keeps copies back until it has time, so the host must rest first.
 */
async function spent(up, { pid, totals }, before, copies, delivered) {
  await rested(up.pid);
  await rested(pid);
  const cpu = cpuOf(pid) - before.cpu;
  const after = await totals();
  const grown = (name) => after[name] - before.totals[name];
  const shed = grown('waybill_mirrored_shed_total');
  const stanzas = (grown('waybill_mirrored_copies_total') - shed) / copies;
  return {
    shed,
    ours_s_per_100k: stanzas > 0 ? (cpu / stanzas) * 1e5 : undefined,
    routed_s_per_100k: (cpu / delivered) * 1e5,
    megabytes: megabytesOf(pid),
    peak: peakOf(pid),
  };
}

const shown = (value) =>
  value === undefined || Number.isNaN(value) ? '–' : String(Number(value.toPrecision(3)));
const columns = [
  ['alone_s', 'host alone'],
  ['host_s', 'host, showing us'],
  ['ours_s', 'Waybill, of those it saw'],
  ['routed_s', 'Waybill, of all routed'],
  ['ratio', 'alone / Waybill'],
  ['shed', 'shed'],
  ['peak', 'peak MB'],
  ['megabytes', 'MB after'],
  ['p50_alone', 'p50 ms alone'],
  ['p50', 'p50 ms'],
  ['p99_alone', 'p99 ms alone'],
  ['p99', 'p99 ms'],
  ['errors', 'errors'],
];

function row(withUs, alone) {
  const of = (all, key) => median(all.map((one) => one[key]));
  return {
    alone_s: of(alone, 'cpu_s_per_100k'),
    host_s: of(withUs, 'cpu_s_per_100k'),
    ours_s: of(withUs, 'ours_s_per_100k'),
    routed_s: of(withUs, 'routed_s_per_100k'),
    ratio: median(withUs.map((one, n) => alone[n].cpu_s_per_100k / one.routed_s_per_100k)),
    shed: of(withUs, 'shed'),
    peak: of(withUs, 'peak'),
    megabytes: of(withUs, 'megabytes'),
    p50_alone: of(alone, 'p50_ms'),
    p50: of(withUs, 'p50_ms'),
    p99_alone: of(alone, 'p99_ms'),
    p99: of(withUs, 'p99_ms'),
    errors: Math.max(...withUs.map(({ errors }) => errors)),
  };
}

const program = buildLoad(join(tmpdir(), 'waybill-bench-load'));
console.log('CPU seconds for 100,000 stanzas:\n');
console.log(`| host | case | ${columns.map(([, title]) => title).join(' | ')} |`);
console.log(`| --- | --- | ${columns.map(() => '--:').join(' | ')} |`);
for (const host of options.host.split(',')) {
  if (hosts[host] === undefined) throw new Error(`there are: ${Object.keys(hosts).join(', ')}`);
  for (const [name, settings] of Object.entries(cases)) {
    if (!name.startsWith(options.case)) continue;
    const [withUs, alone] = [[], []];
    for (let n = 0; n < Number(options.rounds); n++) {
      withUs.push(await round(program, host, settings, true));
      alone.push(await round(program, host, settings, false));
    }
    const figures = row(withUs, alone);
    const cells = columns.map(([key]) => shown(figures[key]));
    console.log(`| ${hosts[host].label} | ${name} | ${cells.join(' | ')} |`);
  }
}
