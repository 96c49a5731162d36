// Writes the types of libs/admin/client from the endpoints and schemas of this library; build it first.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { clientTypes } from './dist/openapi/client-types.js';

const target = fileURLToPath(new URL('../client/src/schema.ts', import.meta.url));
await writeFile(target, await clientTypes(target));
console.log(`wrote ${target}`);
