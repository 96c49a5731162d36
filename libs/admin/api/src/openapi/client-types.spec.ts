import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { clientTypes } from './client-types.js';

const target = fileURLToPath(new URL('../../../client/src/schema.ts', import.meta.url));

it('finds the client types as the document would make them now', async () => {
  expect(await readFile(target, 'utf8')).toBe(await clientTypes(target));
});
