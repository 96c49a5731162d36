// `npm test`: types, lint with module boundaries, formatting, then unit, wire, browser and interop tests.
// Ends with one line, `N passed, N failed`, for readers that know no test runner.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
  const passed = status === 0;
  results.push({
    name,
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    faults: passed ? [] : ['what it printed is above'],
    skipped: [],
  });
  return passed;
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
    return { passed: 0, failed: 1, faults: ['the test runner left no report'], skipped: [] };
  }
  const tests = data.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative('.', file.name) })),
  );
  const named = (state) => tests.filter((test) => test.status === state).map((t) => t.fullName);
  const broken = data.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  );
  const faults = [
    ...tests
      .filter((test) => test.status === 'failed')
      .map((t) => `${t.file}: ${t.fullName}\n${beginning(t.failureMessages.join('\n'))}`),
    ...broken.map((file) => `${relative('.', file.name)}\n${beginning(file.message)}`),
  ];
  // a run that ended badly without a failing test still failed
  if (faults.length === 0 && status !== 0) faults.push(`the test runner ended with ${status}`);
  return {
    passed: named('passed').length,
    failed: faults.length,
    faults,
    skipped: [...named('skipped'), ...named('pending'), ...named('todo')],
  };
}

/** What a reader of the last lines needs of a failure: the message and where it was thrown, not the whole stack. */
function beginning(message) {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 40);
  return lines.map((line) => `    ${line.slice(0, 300)}`).join('\n');
}

const wanted = process.argv.slice(2);
const wants = (name) => wanted.length === 0 || wanted.includes(name);

if (!(await install())) {
  results.push({ name: 'install', passed: 0, failed: 1, faults: ['see above'], skipped: [] });
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
  for (const { name, faults = [] } of results) {
    for (const fault of faults) console.log(`FAILED ${name}: ${fault}\n`);
  }
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
