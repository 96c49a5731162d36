// npm run bench -- [--rounds 3] [--seconds 8] [--case message,relay-8] [--server waybill,prosody] [--json FILE] [--profile FOLDER]
// Starts each server in turn, runs the cases in alternating rounds, prints medians and ratios as Markdown.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './cases.mjs';
import { buildLoad } from './lib/load.mjs';
import { table } from './lib/table.mjs';
import * as ejabberd from './servers/ejabberd.mjs';
import * as nginx from './servers/nginx.mjs';
import * as prosody from './servers/prosody.mjs';
import * as waybill from './servers/waybill.mjs';

const servers = { waybill, prosody, ejabberd, nginx };
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    case: { type: 'string', default: '' },
    server: { type: 'string', default: 'waybill,prosody,ejabberd,nginx' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});

/** The entries of `all` whose name starts with one of the comma-separated `wanted`; all for none. */
function chosen(all, wanted) {
  const parts = wanted.split(',').filter(Boolean);
  const names = Object.keys(all).filter(
    (name) => parts.length === 0 || parts.some((part) => name.startsWith(part)),
  );
  if (names.length === 0) throw new Error(`there are: ${Object.keys(all).join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function present({ name, command }) {
  if (spawnSync('which', [command], { stdio: 'ignore' }).status === 0) return true;
  console.error(
    `${name} is left out: no ${command} on this machine (apt-get install ${name.toLowerCase()})`,
  );
  return false;
}

const work = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
const running = new Map();

/** The server, up, with enough accounts; a new one where the case wants that. */
async function up(server, { accounts, fresh }) {
  const known = running.get(server);
  if (known !== undefined && !fresh && known.accounts >= accounts) return known;
  await down(server);
  const folder = mkdtempSync(join(work, `${server.command}-`));
  const started = {
    ...(await server.start({ folder, accounts, profile: options.profile })),
    accounts,
    folder,
  };
  running.set(server, started);
  return started;
}

async function down(server) {
  const known = running.get(server);
  if (known === undefined) return;
  running.delete(server);
  await known.stop();
  rmSync(known.folder, { recursive: true, force: true });
}

async function measure(program, wanted, contenders) {
  const results = [];
  for (const [id, test] of Object.entries(wanted)) {
    const able = contenders.filter((server) => server.can?.(id) ?? true);
    const rounds = new Map(able.map((server) => [server.name, []]));
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const server of able) {
        console.error(`${test.title}, round ${round + 1}: ${server.name}`);
        // one server at a time: an idle one would still take memory bandwidth and timers
        for (const other of contenders) if (other !== server) await down(other);
        const figures = await test.run(program, await up(server, test), {
          seconds: options.seconds,
        });
        rounds.get(server.name).push(figures);
      }
    }
    results.push({
      id,
      title: test.title,
      figures: test.figures,
      rounds: Object.fromEntries(rounds),
    });
    console.log(table(results.at(-1)));
  }
  return results;
}

try {
  const program = buildLoad(join(tmpdir(), 'waybill-bench-load'));
  const contenders = Object.values(chosen(servers, options.server)).filter(present);
  const results = await measure(program, chosen(cases, options.case), contenders);
  if (options.json !== undefined)
    writeFileSync(options.json, JSON.stringify(results, undefined, 2));
} finally {
  for (const server of [...running.keys()]) await down(server);
  rmSync(work, { recursive: true, force: true });
}
