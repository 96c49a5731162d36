import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const sources: Readonly<Record<string, string>> = {
  core: 'libs/xmpp/core/src',
  codecs: 'libs/xmpp/codecs/src',
  routing: 'libs/xmpp/routing/src',
  stream: 'libs/xmpp/stream/src',
  features: 'libs/xmpp/features/src',
  bytes: 'libs/bytes/src',
  domain: 'libs/domain/src',
  persistence: 'libs/persistence/src',
  platform: 'libs/platform/src',
  'admin-api': 'libs/admin/api/src',
  'admin-client': 'libs/admin/client/src',
  migrations: 'migrations',
};

// Tests run from the sources, so that a failing one points at the line that was written.
const alias = Object.entries(sources).map(([name, folder]) => ({
  find: new RegExp(`^@waybill/${name}$`),
  replacement: fileURLToPath(new URL(`${folder}/index.ts`, import.meta.url)),
}));

alias.push({
  find: /^@waybill\/persistence\/test$/,
  replacement: fileURLToPath(new URL('libs/persistence/src/test/index.ts', import.meta.url)),
});

alias.push({
  find: /^@waybill\/stream\/testing$/,
  replacement: fileURLToPath(
    new URL('libs/xmpp/stream/src/testing/fake-component-host.ts', import.meta.url),
  ),
});

const project = (name: string, include: string[], testTimeout: number) => ({
  resolve: { alias },
  test: {
    name,
    include,
    testTimeout,
    hookTimeout: testTimeout,
    // what a poll waits for comes over sockets, on machines that have other work: vitest's one second is a guess
    expect: { poll: { timeout: 15_000 } },
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
});

export default defineConfig({
  test: {
    // two on two processors as well: most tests wait for servers more than they work
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project(
        'unit',
        [
          'libs/**/src/**/*.spec.ts',
          'apps/server/src/**/*.spec.ts',
          'apps/dashboard/src/**/*.spec.ts',
          'migrations/**/*.spec.ts',
          'tools/**/*.spec.ts',
        ],
        20_000,
      ),
      project('wire', ['apps/server/test/**/*.wire.spec.ts'], 30_000),
      project('browser', ['apps/dashboard/test/**/*.browser.spec.ts'], 120_000),
      project('interop', ['apps/interop/**/*.interop.spec.ts'], 180_000),
    ],
  },
});
