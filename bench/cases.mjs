// What is measured. Each case runs on a server that is up, and gives one object of figures.
import { setTimeout as sleep } from 'node:timers/promises';
import { runLoad } from './lib/load.mjs';
import { memoryOf } from './lib/processes.mjs';

const GIBIBYTE = 1024 ** 3;
const SETTLE_MILLISECONDS = 8000;

const routeFigures = ['cpu_s_per_100k', 'delivered_per_s', 'p99_ms', 'errors'];

function route(title, settings) {
  return { title, accounts: settings.n, figures: routeFigures, run: once('route', settings) };
}

function once(bench, settings) {
  return async (program, server, options) => {
    const load = runLoad(program, server, bench, { seconds: options.seconds, ...settings });
    const figures = await load.line();
    await load.end();
    return figures;
  };
}

/** Memory is comparable only in a server that has done nothing before. */
function sessions(title, n) {
  return {
    title,
    accounts: n,
    fresh: true,
    figures: ['kb_per_session', 'base_mb', 'cpu_ms_per_login', 'logins_per_s'],
    async run(program, server) {
      const before = memoryOf(server.pid);
      const load = runLoad(program, server, 'sessions', { n });
      const figures = await load.line();
      await sleep(SETTLE_MILLISECONDS);
      const bytes = memoryOf(server.pid) - before;
      await load.end();
      return { ...figures, kb_per_session: bytes / n / 1024, base_mb: before / 1024 ** 2 };
    },
  };
}

const bulkFigures = ['cpu_s_per_gb', 'gb_per_s', 'lost'];

export const cases = {
  'message-200': route('messages, 200 sessions, saturated', { n: 200 }),
  'message-2000': route('messages, 2,000 sessions, saturated', { n: 2000 }),
  'message-rate': route('messages, 200 sessions, 2,000/s', { n: 200, rate: 2000 }),
  'offer-200': route('SI offer and answer, 200 sessions, saturated', { kind: 'offer', n: 200 }),
  'offer-rate': route('SI offers, 200 sessions, 200/s', { kind: 'offer', n: 200, rate: 200 }),
  'sessions-5000': sessions('5,000 idle sessions', 5000),
  login: {
    title: 'SCRAM-SHA-1 logins, 1,000',
    accounts: 1000,
    figures: ['cpu_ms_per_login', 'logins_per_s'],
    run: async (program, server) => {
      const load = runLoad(program, server, 'sessions', { n: 1000 });
      const figures = await load.line();
      await load.end();
      return figures;
    },
  },
  'relay-1': {
    title: 'relay, 1 GiB, 1 stream',
    accounts: 2,
    figures: bulkFigures,
    run: once('relay', { streams: 1, bytes: GIBIBYTE }),
  },
  'relay-8': {
    title: 'relay, 1 GiB, 8 streams',
    accounts: 16,
    figures: bulkFigures,
    run: once('relay', { streams: 8, bytes: GIBIBYTE }),
  },
  'relay-small': {
    title: 'files of 1 KiB, 8 at a time, whole negotiation',
    accounts: 16,
    figures: ['cpu_s_per_1k', 'transfers_per_s', 'p99_ms', 'lost'],
    run: once('relay', { streams: 8, size: 1024 }),
  },
};
