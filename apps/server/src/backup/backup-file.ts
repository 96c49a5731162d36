import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { examineCopy, putInPlace } from '@waybill/persistence';
import { MEMBERS, manifestSchema, SECRET_NAME, type Manifest } from './manifest.js';
import { BadTar, readTar, type TarEntry } from './tar.js';

const MAX_MANIFEST_BYTES = 1024 * 1024;

/** Why a file is no backup that could be put back. */
export class BadBackup extends Error {
  override readonly name = 'BadBackup';
}

/** A backup's files, unpacked where they were wanted. */
interface Unpacked {
  readonly manifest: Manifest;
  readonly folder: string;
}

async function* entriesOf(file: string): AsyncGenerator<TarEntry> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const bytes = createGunzip();
  source.on('error', (error) => bytes.destroy(error));
  source.pipe(bytes);
  try {
    yield* readTar(bytes as AsyncIterable<Buffer>);
  } finally {
    source.destroy();
    bytes.destroy();
  }
}

/** What went wrong with the bytes of a file, as a sentence about the file. */
function orBad(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new BadBackup(`there is no file ${file}`);
  if (error instanceof BadTar || code?.startsWith('Z_') === true) {
    return new BadBackup(`${file} is damaged, or no backup: ${(error as Error).message}`);
  }
  return error;
}

async function manifestOf({ name, size, body }: TarEntry, file: string): Promise<Manifest> {
  if (name !== MEMBERS.manifest || size > MAX_MANIFEST_BYTES) {
    throw new BadBackup(`${file} is not a backup of Waybill`);
  }
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(parts).toString());
  } catch {
    throw new BadBackup(`the manifest of ${file} is damaged`);
  }
  const read = manifestSchema.safeParse(value);
  if (read.success) return read.data;
  throw new BadBackup(`${file} has a manifest that this version does not read`);
}

/**
 * Unpacks a backup into `folder` and compares every file with the manifest, then examines the database: pages, schema
 * and audit chain, whose head the manifest has as well.
 * @throws BadBackup, StoreFault
 */
async function unpack(file: string, folder: string): Promise<Unpacked> {
  let manifest: Manifest | undefined;
  let at = 0;
  for await (const entry of entriesOf(file)) {
    if (manifest === undefined) {
      manifest = await manifestOf(entry, file);
      continue;
    }
    const expected = manifest.files[at++];
    const { name } = entry;
    if (expected?.name !== name || !isKnown(name)) {
      throw new BadBackup(`${file} holds ${name}, which its manifest does not name there`);
    }
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    const found = await write(entry, join(folder, name));
    if (found.sha256 === expected.sha256 && found.bytes === expected.bytes) continue;
    throw new BadBackup(`${name} in ${file} is not what the manifest says`);
  }
  if (manifest === undefined || at < manifest.files.length) {
    throw new BadBackup(`${file} is not complete`);
  }
  await compareDatabase(manifest, join(folder, MEMBERS.database), file);
  return { manifest, folder };
}

const isKnown = (name: string) =>
  name === MEMBERS.database ||
  name === MEMBERS.settings ||
  name === MEMBERS.uploads ||
  isPutBack(name);

/** What has its place in the data folder, beside the database. */
const isPutBack = (name: string) => name === MEMBERS.attachments || SECRET_NAME.test(name);

async function write({ body }: TarEntry, target: string) {
  const hash = createHash('sha256');
  const handle = await open(target, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const part of body) {
      hash.update(part);
      bytes += part.length;
      await handle.writeFile(part);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function compareDatabase({ database }: Manifest, copy: string, file: string): Promise<void> {
  const { chain, schema, transfers, accounts } = await examineCopy(copy);
  if (!chain.intact) {
    throw new BadBackup(
      `entry ${String(chain.badSeq)} of the audit chain in ${file} does not hold (${chain.fault})`,
    );
  }
  const isSame =
    chain.lastHash === database.chain.lastHash &&
    schema === database.schema &&
    transfers === database.transfers &&
    accounts === database.accounts;
  if (!isSame) throw new BadBackup(`the database in ${file} is not the one of its manifest`);
}

/** Unpacks beside `place`, hands it to `work`, and takes away what is left. */
async function unpacked<T>(
  file: string,
  place: string,
  work: (backup: Unpacked) => Promise<T>,
): Promise<T> {
  const folder = `${place}.unpacked`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const backup = await unpack(file, folder).catch((error: unknown) => {
      throw orBad(error, file);
    });
    return await work(backup);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether a backup could be put back. @throws BadBackup, StoreFault */
export function verifyBackup(file: string): Promise<Manifest> {
  return unpacked(file, file, ({ manifest }) => Promise.resolve(manifest));
}

/** What a restore did. */
export interface Restored {
  readonly manifest: Manifest;
  /** Where the database from before is now; undefined where there was none. */
  readonly old: string | undefined;
}

/**
 * Verifies a backup and puts its database, and keys where it has them, in place. What was there gets names that
 * end in `.before-restore-<time>`, and stays.
 * @param databaseFile where the database belongs
 * @throws BadBackup; StoreFault `in-use` while a server runs
 */
export function restoreBackup(
  file: string,
  { databaseFile, dataDir, now }: { databaseFile: string; dataDir: string; now: number },
): Promise<Restored> {
  const suffix = `.before-restore-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
  return unpacked(file, databaseFile, async ({ manifest, folder }) => {
    const old = await putInPlace(join(folder, MEMBERS.database), databaseFile, suffix);
    for (const { name } of manifest.files) {
      if (!isPutBack(name)) continue;
      const target = join(dataDir, name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(target, target + suffix).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await rename(join(folder, name), target);
    }
    return { manifest, old };
  });
}
