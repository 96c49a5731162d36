// What `npm start` and `npm test` begin with: the locked dependencies, installed where they are missing or stale.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStamp, writeStamp } from './fingerprint.mjs';
import { exclusively } from './lock.mjs';
import { runWithProgress } from './progress.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const inRoot = (...path) => join(root, ...path);
const STAMP = inRoot('node_modules/.cache/waybill/install.stamp');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`waybill needs Node 20.19 or newer; this is ${process.version}\n`);
  process.exit(1);
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What is installed is what the lock file says, and the database driver was compiled for this Node. */
function isInstalled(lockHash) {
  if (!existsSync(inRoot('node_modules/sqlite3/build/Release/node_sqlite3.node'))) return false;
  const stamp = readStamp(STAMP);
  if (stamp !== undefined) return stamp === lockHash;
  // installed by hand: npm notes when, and a lock file that changed later makes it stale
  return (
    modified(inRoot('node_modules/.package-lock.json')) > modified(inRoot('package-lock.json'))
  );
}

/**
 * Needs Node and a C++ compiler, nothing else. Safe to be called by two processes at once.
 * @returns {Promise<boolean>} whether everything is there
 */
export async function install() {
  checkNode();
  const lock = readFileSync(inRoot('package-lock.json'));
  const lockHash = createHash('sha256').update(process.version).update(lock).digest('hex');
  return exclusively(root, async () => {
    if (!isInstalled(lockHash)) {
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      const ok = await runWithProgress('installing the locked dependencies', npm, ['ci'], {
        cwd: root,
        hint: 'about 90 s, most of it compiles SQLite',
      });
      if (!ok) return false;
    }
    writeStamp(STAMP, lockHash);
    return true;
  });
}
