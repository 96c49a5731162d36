// `npm run build`: compiles the server and its libraries, then the dashboard. What is fresh is left alone.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compressFolder } from './lib/compress.mjs';
import { fingerprint, readStamp, writeStamp } from './lib/fingerprint.mjs';
import { exclusively } from './lib/lock.mjs';
import { runWithProgress } from './lib/progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const steps = [
  {
    name: 'server',
    sources: [
      'tsconfig.json',
      'package-lock.json',
      'libs',
      'migrations',
      'apps/server',
      'apps/interop',
    ],
    product: 'apps/server/dist/src/main.js',
    run: () =>
      runWithProgress('compiling the server', bin('tsc'), ['-b'], {
        cwd: root,
        hint: 'about 15 s',
      }),
  },
  {
    name: 'dashboard',
    sources: ['package-lock.json', 'apps/dashboard', 'libs/admin/client'],
    product: 'apps/dashboard/out/index.html',
    run: async () => {
      const folder = join(root, 'apps/dashboard');
      const built = await runWithProgress('building the dashboard', bin('next'), ['build'], {
        cwd: folder,
        env: { NEXT_TELEMETRY_DISABLED: '1' },
        hint: 'about 30 s',
      });
      if (built) compressFolder(join(folder, 'out'));
      return built;
    },
  },
];

/**
 * Builds what is missing or stale. Safe to be called by two processes at once.
 * @returns {Promise<boolean>} whether everything is there
 */
export async function build() {
  return exclusively(root, async () => {
    for (const { name, sources, product, run } of steps) {
      const stamp = join(root, 'node_modules/.cache/waybill', `${name}.stamp`);
      const now = fingerprint(root, sources);
      if (readStamp(stamp) === now && existsSync(join(root, product))) continue;
      if (!(await run())) return false;
      writeStamp(stamp, now);
    }
    return true;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await build()) ? 0 : 1;
}
