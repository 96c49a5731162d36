// `node tools/docs.mjs`: writes docs/xeps.md and docs/configuration.md from the code. Needs a build.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLog, loadConfig } from '../libs/platform/dist/index.js';
import { StandaloneServer, configurationPage, xepTable } from '../apps/server/dist/src/index.js';

const docs = fileURLToPath(new URL('../docs', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'waybill-docs-'));
const overrides = [
  `dataDir=${dataDir}`,
  'standalone.listen=127.0.0.1:0',
  'standalone.listenTls=off',
  'streamhost.listen=127.0.0.1:0',
  'upload.listen=127.0.0.1:0',
  'http.listen=off',
];
const { config } = loadConfig({ cwd: dataDir, env: {}, overrides });
const log = createLog('error', 'logfmt', process.stderr);
const server = await StandaloneServer.start({ config, log });
writeFileSync(join(docs, 'xeps.md'), xepTable(server.features));
writeFileSync(join(docs, 'configuration.md'), configurationPage());
await server.stop();
rmSync(dataDir, { recursive: true, force: true });
