// This repository's server, with its ledger and everything else on, and no throttles, as its peers have none.
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DOMAIN, freePorts, PASSWORD, startServer } from '../lib/server.mjs';

export const name = 'Waybill';
export const command = 'node';

const program = fileURLToPath(new URL('../../apps/server/bin/waybill.mjs', import.meta.url));
const NO_LIMIT = 1_000_000_000;

export async function start({ folder, accounts, profile }) {
  const [c2s, proxy, http] = await freePorts(3);
  writeFileSync(join(folder, 'waybill.yml'), configuration({ c2s, proxy, http }));
  const node = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profile)}`];
  const args = [...node, program, 'serve', '--config', join(folder, 'waybill.yml')];
  const server = await startServer({
    folder,
    command: process.execPath,
    args,
    ports: [c2s, proxy, http],
  });
  await addAccounts(join(folder, 'data', 'control.sock'), accounts);
  return { ...server, port: c2s, http, proxy: `proxy.${DOMAIN}`, upload: `upload.${DOMAIN}` };
}

function configuration({ c2s, proxy, http }) {
  return `dataDir: ./data
standalone:
  domains: [${DOMAIN}]
  listen: 127.0.0.1:${c2s}
  listenTls: off
  allowPlaintext: true
streamhost:
  listen: 127.0.0.1:${proxy}
upload:
  listen: 127.0.0.1:${http}
  publicUrl: http://127.0.0.1:${http}
  maxFileBytes: ${NO_LIMIT * 4}
  bytesPerDay: ${NO_LIMIT * 1_000_000}
  storedPerAccount: ${NO_LIMIT * 1_000_000}
  maxSlotsPerAccount: ${NO_LIMIT}
  maxSlots: ${NO_LIMIT}
  maxConnectionsPerAddress: 2000
http:
  listen: off
log:
  level: warn
limits:
  auth:
    scramIterations: 4096
  c2s:
    maxConnections: ${NO_LIMIT}
    maxConnectionsPerAddress: ${NO_LIMIT}
    maxUnauthenticated: ${NO_LIMIT}
    maxUnauthenticatedPerAddress: ${NO_LIMIT}
    attemptsPerMinutePerAddress: ${NO_LIMIT}
    bytesPerSecond: ${NO_LIMIT}
    burstBytes: ${NO_LIMIT}
    preAuthBytesPerSecond: ${NO_LIMIT}
    preAuthBurstBytes: ${NO_LIMIT}
    stanzasPerSecond: ${NO_LIMIT}
    burstStanzas: ${NO_LIMIT}
  streamhost:
    maxPendingPerAddress: 1024
`;
}

/** Asks the running server for the accounts, as `waybill adduser` does, some at a time. */
async function addAccounts(path, count) {
  // opened last, when everything listens
  while (!existsSync(path)) await sleep(50);
  const socket = connect(path);
  const replies = createInterface({ input: socket });
  let asked = 0;
  const ask = () => {
    const params = { jid: `u${asked}@${DOMAIN}`, password: PASSWORD };
    if (asked < count)
      socket.write(`${JSON.stringify({ id: ++asked, verb: 'accounts.add', params })}\n`);
  };
  for (let i = 0; i < 16; i++) ask();
  let added = 0;
  for await (const line of replies) {
    const reply = JSON.parse(line);
    if (reply.fault !== undefined) throw new Error(`accounts.add: ${line}`);
    if (++added === count) break;
    ask();
  }
  socket.destroy();
  if (added < count) throw new Error('the server went away while accounts were added');
}
