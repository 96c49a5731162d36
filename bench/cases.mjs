// What is measured. Each case runs on a server that is up, and gives one object of figures.
import { setTimeout as sleep } from 'node:timers/promises';
import { runLoad } from './lib/load.mjs';
import { memoryOf } from './lib/processes.mjs';

const GIBIBYTE = 1024 ** 3;
const MEBIBYTE = 1024 ** 2;
const LINE_BYTES_PER_SECOND = 125e6;
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

const uploadFigures = {
  slots: ['cpu_s_per_1k_slots', 'slots_per_s', 'p99_ms', 'errors'],
  small: ['cpu_s_per_1k_files', 'files_per_s', 'p99_ms', 'errors'],
  large: ['cpu_s_per_gb', 'gb_per_s', 'errors'],
};

function upload(title, figures, settings) {
  return { title, accounts: settings.n, figures, run: once('upload', settings) };
}

const PACED = { size: 256 * MEBIBYTE, hold: 1 };
const HELD_SECONDS = 12;

/** Memory before, and while `n` transfers run at once: its most, and at the end. */
function crowd(title, settings) {
  return {
    title,
    accounts: settings.n,
    fresh: true,
    figures: ['base_mb', 'peak_mb', 'end_mb', 'kb_per_transfer'],
    async run(program, server) {
      const load = runLoad(program, server, 'upload', { ...PACED, ...settings });
      const before = memoryOf(server.pid);
      await load.line();
      let [peak, now] = [0, 0];
      for (let second = 0; second < HELD_SECONDS; second++) {
        await sleep(1000);
        now = memoryOf(server.pid);
        peak = Math.max(peak, now);
      }
      await load.end();
      const mb = (bytes) => bytes / MEBIBYTE;
      const kilobytes = (peak - before) / settings.n / 1024;
      return {
        base_mb: mb(before),
        peak_mb: mb(peak),
        end_mb: mb(now),
        kb_per_transfer: kilobytes,
      };
    },
  };
}

/** Messages at a fixed rate: alone, and while files go up and down at the rate of a line of 1 Gbit/s. */
function beside(title, n, stanzas) {
  return {
    title,
    accounts: n + 2 * stanzas.streams,
    figures: ['idle_p99_ms', 'p99_ms', 'p99_more_ms', 'errors'],
    async run(program, server, options) {
      const measured = async () => {
        const load = runLoad(program, server, 'route', { seconds: options.seconds, n, ...stanzas });
        const figures = await load.line();
        await load.end();
        return figures;
      };
      const idle = await measured();
      const { streams } = stanzas;
      const settings = { ...PACED, n: streams, rate: LINE_BYTES_PER_SECOND / (2 * streams) };
      const transfers = ['put', 'get'].map((kind, index) =>
        runLoad(program, server, 'upload', { ...settings, kind, first: n + index * streams }),
      );
      await Promise.all(transfers.map((load) => load.line()));
      const busy = await measured();
      await Promise.all(transfers.map((load) => load.end()));
      return {
        idle_p99_ms: idle.p99_ms,
        p99_ms: busy.p99_ms,
        p99_more_ms: busy.p99_ms - idle.p99_ms,
        errors: idle.errors + busy.errors,
      };
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
  'upload-slots': upload('upload slots, 64 sessions, saturated', uploadFigures.slots, {
    kind: 'slots',
    n: 64,
  }),
  'upload-small': upload('files of 1 KiB, 16 at a time: slot and PUT', uploadFigures.small, {
    kind: 'small',
    n: 16,
  }),
  'upload-small-get': upload(
    'files of 1 KiB, 16 at a time: slot, PUT and GET',
    uploadFigures.small,
    { kind: 'small', n: 16, get: 1 },
  ),
  'upload-put': upload('PUT of 256 MiB, 8 of them', uploadFigures.large, {
    kind: 'put',
    n: 1,
    size: 256 * MEBIBYTE,
    files: 8,
  }),
  'upload-get': upload('GET of 256 MiB, 8 of them', uploadFigures.large, {
    kind: 'get',
    n: 1,
    size: 256 * MEBIBYTE,
    files: 8,
  }),
  'upload-crowd-put': crowd('memory, 200 PUTs at once', { kind: 'put', n: 200, rate: 1e6 }),
  'upload-crowd-get': crowd('memory, 200 GETs of 1 GiB at once', {
    kind: 'get',
    n: 200,
    size: GIBIBYTE,
    rate: 2e6,
  }),
  'upload-beside': beside('messages, 200 sessions, 1,000/s, beside 4 PUTs and 4 GETs', 200, {
    rate: 1000,
    streams: 4,
  }),
};
