import { join, relative } from 'node:path';
import { ControlFault } from './protocol.js';

/** Longest path a Unix socket can have: sockaddr_un holds 108 bytes with the final zero. */
const MAX_PATH_BYTES = 107;

/**
 * Where server and commands of a data folder meet.
 * @returns the path, in the shorter of its absolute and relative forms; `path-too-long` when neither fits
 */
export function controlSocketPath(dataDir: string): string | ControlFault {
  const absolute = join(dataDir, 'control.sock');
  const fromHere = relative(process.cwd(), absolute);
  const path = fromHere.length < absolute.length && fromHere !== '' ? fromHere : absolute;
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  return new ControlFault(
    'path-too-long',
    `${absolute} is too long for a socket: choose a shorter dataDir`,
  );
}
