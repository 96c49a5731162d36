// `node bench/dashboard.mjs FOLDER`: the dashboard in Debian's Chromium, on the database that ledger/seed.mjs has filled: when
// rows are seen, how long paging and searching take, and what the Live page costs. At full speed and with the processor slowed to a quarter.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ask, percentile, signIn, start } from './ledger/server.mjs';

const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'];
ARGS.push('--disable-quic', '--disable-background-networking', '--disable-component-update');
const ROUNDS = 5;
const PAGES = 20;
const LIVE = 200;
const LIVE_SECONDS = 30;
const WORDS = ['合同', '报价单', '设计图', '发票', '照片', 'report', 'invoice', 'budget', 'letter'];

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the data folder that ledger/seed.mjs has filled');

/** Runs in every page before its own scripts: notes what the browser itself measures, and when rows are painted. */
function observe() {
  const seen = { lcp: 0, cls: 0, rowsAt: 0, longTasks: [], interactions: new Map(), updates: 0 };
  window.bench = seen;
  const on = (type, take, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    });
  on('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  on('layout-shift', (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
  on('longtask', (entry) => seen.longTasks.push(entry.duration));
  const note = ({ interactionId: id, duration }) => {
    if (id > 0) seen.interactions.set(id, Math.max(duration, seen.interactions.get(id) ?? 0));
  };
  on('event', note, { durationThreshold: 16 });
  const rows = () => document.querySelectorAll('[data-row-link]');
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  new MutationObserver(() => {
    seen.updates++;
    if (seen.rowsAt === 0 && rows().length >= 50)
      painted(() => (seen.rowsAt ||= performance.now()));
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  /** From now on, `turned` tells the milliseconds from the next event of `type` until other rows are painted. */
  seen.waitFor = (type) => {
    seen.turned = new Promise((resolve) => {
      const shown = () => [...rows()].map((row) => row.getAttribute('data-row-link')).join();
      const before = shown();
      addEventListener(
        type,
        () => {
          const startedAt = performance.now();
          const watch = new MutationObserver(() => {
            if ([before, ''].includes(shown())) return;
            watch.disconnect();
            painted(() => resolve(performance.now() - startedAt));
          });
          watch.observe(document.body, { childList: true, subtree: true, attributes: true });
        },
        { capture: true, once: true },
      );
    });
  };
}

/** A page in a profile of its own, so that nothing is in a cache. */
async function withPage({ base, cookie, slowdown }, work) {
  const profile = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ARGS,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
  });
  try {
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: base }]);
    await context.addInitScript(observe);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return await work(page, devtools);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const rowsShown = (page) =>
  page.waitForFunction(() => window.bench.rowsAt > 0, { timeout: 60_000 });

async function firstSight(where) {
  return withPage(where, async (page) => {
    await page.goto(`${where.base}/transfers`);
    await rowsShown(page);
    await page.waitForLoadState('networkidle');
    return page.evaluate(() => ({ ...window.bench, interactions: undefined }));
  });
}

/** CPU seconds of a page's main thread, whatever else the machine does. */
async function cpuOf(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value;
}
const countCpu = (devtools) => devtools.send('Performance.enable', { timeDomain: 'threadTicks' });

/** By the mouse, as people do; what playwright does to find things would be the page's work, too. */
async function clickOlder(page) {
  const { x, y } = await page.evaluate(() => {
    const older = document.querySelector('[data-key="older"]');
    older.scrollIntoView({ block: 'nearest' });
    const place = older.getBoundingClientRect();
    return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  });
  await page.mouse.click(x, y);
}

async function paging(where) {
  return withPage(where, async (page, devtools) => {
    await countCpu(devtools);
    await page.goto(`${where.base}/transfers`);
    await rowsShown(page);
    const times = [];
    await page.evaluate(() => {
      window.bench.longTasks.length = 0;
      window.bench.interactions.clear();
    });
    const before = await cpuOf(devtools);
    for (let i = 0; i < PAGES; i++) {
      await page.evaluate(() => window.bench.waitFor('click'));
      await clickOlder(page);
      times.push(await page.evaluate(() => window.bench.turned));
    }
    const { longTasks, interactions } = await page.evaluate(() => ({
      longTasks: window.bench.longTasks,
      interactions: [...window.bench.interactions.values()],
    }));
    const cpu = (1000 * ((await cpuOf(devtools)) - before)) / PAGES;
    return { times, longTasks, interactions, cpu };
  });
}

async function searching(where) {
  return withPage(where, async (page) => {
    const times = [];
    for (const word of WORDS) {
      await page.goto(`${where.base}/transfers`);
      await rowsShown(page);
      await page.waitForLoadState('networkidle');
      await page.getByRole('search').locator('input').first().focus();
      await page.evaluate(() => window.bench.waitFor('input'));
      await page.keyboard.insertText(word);
      times.push(await page.evaluate(() => window.bench.turned));
    }
    return times;
  });
}

/** Everything from the server, but for an event stream that tells of transfers which run and run. */
async function withLiveStream(base, items, work) {
  const { hostname, port } = new URL(base);
  const streams = new Set();
  const proxy = createServer((ask, answer) => {
    if (ask.url.startsWith('/api/v1/stream')) {
      answer.writeHead(200, { 'Content-Type': 'text/event-stream' });
      streams.add(answer);
      answer.once('close', () => streams.delete(answer));
      return;
    }
    const { method, url, headers } = ask;
    const onward = request({ hostname, port, method, path: url, headers }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    onward.once('error', () => answer.destroy());
    ask.pipe(onward);
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
  let beat = 0;
  const told = new WeakSet();
  const ticking = setInterval(() => {
    beat++;
    const running = items.map((one, i) => ({
      ...one,
      state: 'streaming',
      endedAt: null,
      bytes: beat * 10_000 * (i + 1),
      percent: Math.min(99, beat),
      rateBytesPerSecond: 1_000_000 + ((beat * 7919 * (i + 1)) % 900_000),
      etaSeconds: 1000 - beat,
    }));
    for (const stream of streams) {
      const event = { full: !told.has(stream), items: running, ended: [] };
      told.add(stream);
      stream.write(`id: ${beat}\nevent: live\ndata: ${JSON.stringify(event)}\n\n`);
      stream.write(`event: heartbeat\ndata: {"at":"${new Date().toISOString()}"}\n\n`);
    }
  }, 1000);
  try {
    return await work(`http://127.0.0.1:${proxy.address().port}`);
  } finally {
    clearInterval(ticking);
    proxy.closeAllConnections();
    proxy.close();
  }
}

async function heapOf(devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

async function live(where, items) {
  return withLiveStream(where.base, items, (base) =>
    withPage({ ...where, base }, async (page, devtools) => {
      await countCpu(devtools);
      await page.goto(`${base}/live`);
      await page.waitForFunction(
        (n) => document.querySelectorAll('[data-row-link]').length >= n,
        LIVE,
      );
      await page.waitForTimeout(5000);
      const updates = () => page.evaluate(() => window.bench.updates);
      const before = {
        heap: await heapOf(devtools),
        tasks: await cpuOf(devtools),
        updates: await updates(),
      };
      await page.waitForTimeout(LIVE_SECONDS * 1000);
      const tasks = (await cpuOf(devtools)) - before.tasks;
      const renders = (await updates()) - before.updates;
      const growth = (await heapOf(devtools)) - before.heap;
      return { core: (100 * tasks) / LIVE_SECONDS, renders: renders / LIVE_SECONDS, growth };
    }),
  );
}

function line(name, values, budget, digits = 0) {
  const cell = (value) => value.toFixed(digits).padStart(7);
  const cells = [percentile(values, 0.5), percentile(values, 0.95)].map(cell);
  console.log(`| ${name.padEnd(42)} | ${cells.join(' | ')} | ${budget.padStart(7)} |`);
}

async function measure(where) {
  const sights = [];
  // the first start of a browser warms the disk
  await firstSight(where);
  for (let i = 0; i < ROUNDS; i++) sights.push(await firstSight(where));
  const slow = where.slowdown > 1;
  console.log(`\nprocessor slowed ${where.slowdown} times, ms\n`);
  console.log('| what                                       |     p50 |     p95 |  budget |');
  console.log('| ------------------------------------------ | ------: | ------: | ------: |');
  const each = (key) => sights.map((one) => one[key]);
  line('largest contentful paint, cold cache', each('lcp'), slow ? '1200' : '500');
  line('50 rows visible', each('rowsAt'), slow ? '1000' : '500');
  line('layout shift', each('cls'), '0.02', 3);
  const { times, longTasks, interactions, cpu } = await paging(where);
  line('click on Older until painted', times, slow ? '150' : '100');
  line('CPU of the page for one of these', [cpu], '');
  line('interaction to next paint', interactions.length === 0 ? [0] : interactions, '100');
  line('longest task while paging', [Math.max(0, ...longTasks)], slow ? '' : '50');
  line('typing until rows, with the wait for more', await searching(where), slow ? '' : '200');
}

const server = await start(folder);
try {
  const headers = await signIn(server);
  const base = `http://127.0.0.1:${server.http}`;
  const where = { base, cookie: headers.Cookie };
  await measure({ ...where, slowdown: 1 });
  await measure({ ...where, slowdown: 4 });
  const { body } = await ask(server.http, `/transfers?limit=${LIVE}`, { headers });
  const { core, renders, growth } = await live({ ...where, slowdown: 1 }, JSON.parse(body).items);
  console.log(
    `\nLive, ${LIVE} running: ${core.toFixed(1)} % of a core, ${renders.toFixed(2)} renders/s, ` +
      `heap ${growth >= 0 ? '+' : ''}${growth.toFixed(2)} MB in ${LIVE_SECONDS} s`,
  );
} finally {
  server.child.kill('SIGTERM');
}
