// `npm start`: everything from a fresh clone to a running server. Needs Node and a C++ compiler, nothing else.
import { fileURLToPath } from 'node:url';
import { install } from './lib/install.mjs';

if (!(await install())) process.exit(1);
const { build } = await import('./build.mjs');
if (!(await build())) process.exit(1);
// The server runs in this very process: signals reach it as they are, and no second process waits beside it. For the
// same reason npm's script begins with `exec`: npm passes SIGTERM to its shell alone, which would die of it and leave
// the server behind. (The commands' socket is a Unix socket, so that no other shell is left out by this.)
const main = new URL('../apps/server/bin/waybill.mjs', import.meta.url);
process.argv = [process.execPath, fileURLToPath(main), 'serve', ...process.argv.slice(2)];
await import(main.href);
