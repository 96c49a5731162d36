#!/usr/bin/env node
// `npx waybill …` in a clone. Compiles first when that was never done.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/src/main.js', import.meta.url);
if (!existsSync(fileURLToPath(main))) {
  const { build } = await import('../../../tools/build.mjs');
  if (!(await build())) process.exit(1);
}
await import(main.href);
