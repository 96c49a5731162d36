import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StoreFault } from '@waybill/domain';
import { createLog } from '@waybill/platform';
import { startDemo, type Demo } from '../demo/demo-server.js';
import { StartFault } from '../wiring/private-file.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';

const HTTP = '127.0.0.1:8080';

async function begin(folder: string, invocation: Invocation): Promise<Demo | CommandFailure> {
  const http = invocation.text('http') ?? HTTP;
  const log = createLog('warn', 'auto', process.stderr);
  try {
    return await startDemo({ folder, http, log });
  } catch (error) {
    if (error instanceof StartFault || error instanceof StoreFault) {
      return new CommandFailure(EXIT.problem, error.message, 'start-failed');
    }
    throw error;
  }
}

function untilInterrupted({ interrupted }: Invocation['terminal']): Promise<void> {
  return new Promise((done) => {
    if (interrupted.aborted) done();
    interrupted.addEventListener('abort', () => done(), { once: true });
    process.once('SIGTERM', () => done());
  });
}

export const demo: Command = {
  words: 'demo',
  arity: [0, 0],
  summary:
    'Look around: a server of its own with bots that really send files, on this machine only',
  details: [
    'Reads no settings and touches no data but its own, which it throws away at the end, unless --data names a folder.',
    'The dashboard says DEMO on every page.',
  ].join('\n'),
  example: 'waybill demo',
  options: {
    data: { type: 'string', value: 'FOLDER', help: 'keep the data here' },
    http: {
      type: 'string',
      value: 'ADDRESS',
      help: `where the dashboard listens (default ${HTTP})`,
    },
  },
  run: async (invocation) => {
    const kept = invocation.text('data');
    const folder =
      kept === undefined ? await mkdtemp(join(tmpdir(), 'waybill-demo-')) : resolve(kept);
    try {
      const running = await begin(folder, invocation);
      if (running instanceof CommandFailure) return running;
      const { url, operator } = running;
      const text = `DEMO: ${url}\nsign in as ${operator.name} with ${operator.password}\nCtrl-C ends it`;
      invocation.print({ url, ...operator }, text);
      await untilInterrupted(invocation.terminal);
      await running.stop();
      return EXIT.ok;
    } finally {
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    }
  },
};
