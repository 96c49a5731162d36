// Many relays at once through the component's proxy, and what memory they take:
//   npm run build && node bench/relays.mjs [--relays 500] [--megabytes 16] [--host prosody,ejabberd]
// Waybill attached to Debian's Prosody or ejabberd. Each pair of clients negotiates a file over the host server (SI offer and
// answer, streamhosts, activation), connects to the proxy twice, and moves it; all files start together.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COMPONENT, megabytesOf, peakOf, rested, SECRET, startAttached } from './lib/attached.mjs';
import { buildLoad, runLoad } from './lib/load.mjs';
import { freePorts } from './lib/server.mjs';
import { median } from './lib/table.mjs';
import * as ejabberd from './servers/ejabberd.mjs';
import * as prosody from './servers/prosody.mjs';

const MEBIBYTE = 1024 ** 2;
const SAMPLE_MS = 500;
const hosts = { prosody, ejabberd };

const { values: options } = parseArgs({
  options: {
    relays: { type: 'string', default: '500' },
    megabytes: { type: 'string', default: '16' },
    host: { type: 'string', default: Object.keys(hosts).join(',') },
  },
});
const relays = Number(options.relays);
const bytes = relays * Number(options.megabytes) * MEBIBYTE;

/** Memory and relays of Waybill, until it is stopped. */
function watch(waybill) {
  const samples = [];
  let looking = Promise.resolve();
  const timer = setInterval(() => (looking = looking.then(look)), SAMPLE_MS);
  async function look() {
    const totals = await waybill.totals();
    samples.push({
      running: totals['waybill_proxy_connections_active'],
      megabytes: megabytesOf(waybill.pid),
    });
  }
  return async () => {
    clearInterval(timer);
    await looking;
    return samples.filter(({ running }) => running > relays / 2);
  };
}

async function measure(program, name) {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-relays-'));
  const [port] = await freePorts(1);
  const component = { port, domain: COMPONENT, secret: SECRET, kit: 'companion' };
  const up = await hosts[name].start({ folder, accounts: 2 * relays, component });
  const to = { folder: join(folder, 'waybill'), server: name, component: port };
  const waybill = await startAttached(to);
  try {
    const before = megabytesOf(waybill.pid);
    const stop = watch(waybill);
    // the figures of the load are those of Waybill's processes
    const server = { ...up, pid: waybill.pid, proxy: COMPONENT };
    const load = runLoad(program, server, 'relay', { streams: relays, bytes, first: MEBIBYTE });
    const figures = await load.line();
    await load.end();
    const during = (await stop()).map(({ megabytes }) => megabytes);
    await rested(waybill.pid);
    const quarter = Math.ceil(during.length / 4);
    return {
      ...figures,
      before,
      first: median(during.slice(0, quarter)),
      last: median(during.slice(-quarter)),
      peak: peakOf(waybill.pid),
      after: megabytesOf(waybill.pid),
      samples: during.length,
    };
  } finally {
    await waybill.stop();
    await up.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const columns = [
  ['gb_per_s', 'GB/s'],
  ['cpu_s_per_gb', 'CPU s per GB'],
  ['lost', 'lost'],
  ['before', 'MB before'],
  ['first', 'MB, first quarter'],
  ['last', 'MB, last quarter'],
  ['peak', 'MB at most'],
  ['after', 'MB after'],
  ['samples', 'looks'],
];
const shown = (value) => (Number.isNaN(value) ? '–' : String(Number(value.toPrecision(3))));

const program = buildLoad(join(tmpdir(), 'waybill-bench-load'));
console.log(`${relays} relays at once, ${options.megabytes} MiB each:\n`);
console.log(`| host | ${columns.map(([, title]) => title).join(' | ')} |`);
console.log(`| --- | ${columns.map(() => '--:').join(' | ')} |`);
for (const name of options.host.split(',')) {
  const figures = await measure(program, name);
  console.log(`| ${name} | ${columns.map(([key]) => shown(figures[key])).join(' | ')} |`);
}
