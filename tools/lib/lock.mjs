import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The process that holds a lock; 0 while it is being taken or given up, NaN for a file that says nothing. */
function holderOf(folder) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return 0; // not written yet, or gone already
  }
}

/**
 * Runs `work` while nobody else on this machine does the same for this folder. The lock of a process that died is
 * taken over. It lies outside the folder, since an installation empties `node_modules`.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(root, work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `waybill-build-${name}`);
  let told = false;
  let nameless = 0;
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(folder);
    nameless = holder > 0 ? 0 : nameless + 1;
    // a holder without a name for 5 seconds died between making the folder and writing into it
    if ((holder > 0 && !isAlive(holder)) || nameless > 20) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) process.stderr.write(`waybill: another process (${holder}) is building; waiting\n`);
    told = true;
    await delay(250);
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
