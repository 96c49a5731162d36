/** How `npm start` ends: its own line of package.json, with a stand-in for the server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Stands in for the server: tells who it is, and ends in order when it is asked to. */
const SERVER = `
process.once('SIGTERM', () => {
  process.stdout.write(', ended in order');
  process.exit(0);
});
setInterval(() => undefined, 1000);
process.stdout.write('up');
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-start-'));
  const own = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(own) as { scripts: { start: string } };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'x', scripts }));
  await mkdir(join(folder, 'tools'));
  await writeFile(join(folder, 'tools/start.mjs'), SERVER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm start', () => {
  it('ends the server in order when npm alone is told to end', async () => {
    const npm = spawn('npm', ['--silent', 'start'], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    npm.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const exit = once(npm, 'exit');
    try {
      await expect.poll(() => said).toBe('up');
      npm.kill('SIGTERM');
      await expect.poll(() => said).toBe('up, ended in order');
    } finally {
      if (npm.pid !== undefined && !said.endsWith('in order')) process.kill(-npm.pid, 'SIGKILL');
    }
    expect(await exit).toEqual([0, null]);
  });
});
