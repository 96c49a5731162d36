import { spawn } from 'node:child_process';

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/**
 * Runs a program, showing one line with the time that has passed; its own words only when it fails.
 * @param {string} title what is being done, for people
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, hint?: string }} [options] hint: how long it takes
 * @returns {Promise<boolean>} whether it succeeded
 */
export function runWithProgress(title, command, args, { cwd, env, hint } = {}) {
  const startedAt = Date.now();
  const live = process.stderr.isTTY;
  const expected = hint === undefined ? '' : ` (${hint})`;
  const say = (text) => process.stderr.write(live ? `\r\x1b[K${text}` : `${text}\n`);
  say(`waybill: ${title}${expected} …`);
  const ticker = setInterval(
    () => say(`waybill: ${title}${expected} … ${seconds(startedAt)}`),
    live ? 1_000 : 15_000,
  );
  return new Promise((resolve) => {
    const output = [];
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const done = (ok, why) => {
      clearInterval(ticker);
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      say(`waybill: ${title}: ${ok ? 'done' : 'FAILED'} in ${seconds(startedAt)}`);
      if (live) process.stderr.write('\n');
      if (!ok) process.stderr.write(`${Buffer.concat(output).toString()}${why}\n`);
      resolve(ok);
    };
    child.on('error', (error) => done(false, error.message));
    child.on('close', (code, signal) =>
      done(code === 0, `${command} ended with ${signal ?? code}`),
    );
  });
}
