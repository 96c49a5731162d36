// `npm test`: types, lint with module boundaries, formatting, then unit, wire, browser and interop tests.
// Ends with one line, `N passed, N failed`, for readers that know no test runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from './lib/install.mjs';

const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NEXT_TELEMETRY_DISABLED: '1' };
const results = [];

/** Runs one check in the foreground and keeps its outcome as one passed or failed test. */
function check(name, command, ...args) {
  console.log(`\n— ${name}: ${command} ${args.join(' ')}`);
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`— ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  results.push({ name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] });
  return status === 0;
}

/** Runs one project of the test runner and reads its counts from the report, not from the screen. */
function suite(name) {
  console.log(`\n— ${name} tests`);
  const folder = mkdtempSync(join(tmpdir(), 'waybill-test-'));
  const report = join(folder, 'report.json');
  const args = ['vitest', 'run', '--project', name, '--reporter=default', '--reporter=json'];
  const { status } = spawnSync('npx', [...args, `--outputFile.json=${report}`], {
    stdio: 'inherit',
    env,
  });
  results.push({ name, ...countsOf(report, status) });
  rmSync(folder, { recursive: true, force: true });
}

function countsOf(report, status) {
  let data;
  try {
    data = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.log('— the test runner left no report');
    return { passed: 0, failed: 1, skipped: [] };
  }
  const tests = data.testResults.flatMap((file) => file.assertionResults);
  const named = (state) => tests.filter((test) => test.status === state).map((t) => t.fullName);
  const brokenFiles = data.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  ).length;
  const failed = named('failed').length + brokenFiles;
  return {
    passed: named('passed').length,
    // a run that ended badly without a failing test still failed
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: [...named('skipped'), ...named('pending'), ...named('todo')],
  };
}

const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);

if (!(await install())) {
  results.push({ name: 'install', passed: 0, failed: 1, skipped: [] });
  process.exit(finish());
}
if (!check('build', 'node', 'tools/build.mjs')) process.exit(finish());
if (wants('types')) check('types', 'npx', 'tsc', '-b', '--pretty');
if (wants('lint')) check('lint', 'npx', 'nx', 'run-many', '-t', 'lint', '--outputStyle=static');
if (wants('lint')) check('boundaries', 'node', 'tools/boundaries.mjs');
if (wants('format')) check('format', 'npx', 'prettier', '--check', '--log-level=warn', '.');
for (const name of ['unit', 'wire', 'browser', 'interop']) if (wants(name)) suite(name);
process.exit(finish());

function finish() {
  console.log('');
  for (const { name, passed, failed, skipped } of results) {
    const skips = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed${skips}`);
  }
  const skipped = results.flatMap((result) => result.skipped);
  for (const name of skipped) console.log(`skipped: ${name}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  // On the build machine every program is there: a skipped test is a hole.
  const holes = process.env.CI === 'true' ? skipped.length : 0;
  console.log(`\n${sum('passed')} passed, ${sum('failed') + holes} failed`);
  return sum('failed') + holes === 0 ? 0 : 1;
}
