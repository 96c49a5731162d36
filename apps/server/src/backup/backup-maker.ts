import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StoreFault } from '@waybill/domain';
import { examineCopy, sqliteFileOf, storedFilesOf, type Database } from '@waybill/persistence';
import type { Config } from '@waybill/platform';
import { WAYBILL } from '../called-as.js';
import { VERSION } from '../version.js';
import { databaseUrl } from '../wiring/storage.js';
import { FULL_DISK_BYTES } from '../wiring/disk-watch.js';
import { MEMBERS, SECRET_FOLDERS, SECRET_NAME, type Manifest } from './manifest.js';
import { TAR_END, tarHeader, tarPadding } from './tar.js';

/** Speed over size: most of a database is text that shrinks to a third at once. */
const GZIP_LEVEL = 3;

export interface BackupParts {
  readonly database: Pick<Database, 'backupTo'>;
  readonly config: Config;
  /** As they are shown: without passwords. */
  readonly settings: readonly unknown[];
  readonly now: () => number;
}

/** A backup that was made. */
export interface MadeBackup {
  readonly file: string;
  readonly bytes: number;
  readonly manifest: Manifest;
}

interface Member {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Makes a backup while the database is in use: a copy by `VACUUM INTO`, examined, and packed into one file with what belongs
 * to it. It has its name only when all of it is on disk.
 * @throws StoreFault `unsupported` on PostgreSQL, `disk-full`, `corrupt` where the copy does not hold together
 */
export async function makeBackup(
  parts: BackupParts,
  file: string,
  withSecrets = false,
): Promise<MadeBackup> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await roomFor(parts.config, dirname(file));
  const work = `${file}.work`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });
  try {
    const members = await collect(parts, work, withSecrets);
    const packed = join(work, 'packed');
    await pipeline(
      Readable.from(archive(members, Math.floor(parts.now() / 1000))),
      createGzip({ level: GZIP_LEVEL }),
      createWriteStream(packed, { flags: 'wx', mode: 0o600 }),
    );
    await settle(packed, file);
    const manifest = JSON.parse(members.manifest) as Manifest;
    return { file, bytes: (await stat(file)).size, manifest };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The copy, what it packs to, and what the server needs to go on. */
async function roomFor(config: Config, folder: string): Promise<void> {
  const source = sqliteFileOf(databaseUrl(config));
  if (source === undefined) return;
  const { bavail, bsize } = await statfs(folder);
  const needed = 1.5 * (await stat(source)).size + FULL_DISK_BYTES;
  if (bavail * bsize >= needed) return;
  const mebibytes = Math.ceil(needed / 1024 / 1024);
  throw new StoreFault('disk-full', `a backup needs ${String(mebibytes)} MiB free in ${folder}`);
}

async function collect(parts: BackupParts, work: string, withSecrets: boolean) {
  const { database, settings, config, now } = parts;
  const path = (name: string) => join(work, basename(name));
  await database.backupTo(path(MEMBERS.database));
  const { chain, ...held } = await examineCopy(path(MEMBERS.database));
  if (!chain.intact) {
    const text = `entry ${String(chain.badSeq)} of the audit chain does not hold (${chain.fault})`;
    throw new StoreFault('corrupt', `no backup was made: ${text}; see ${WAYBILL} audit verify`);
  }
  const uploads = await listUploads(path(MEMBERS.database), path(MEMBERS.uploads));
  await writeFile(path(MEMBERS.settings), JSON.stringify(settings, undefined, 2));
  const own = [MEMBERS.database, MEMBERS.settings, MEMBERS.uploads];
  const files = await Promise.all([
    ...own.map((name) => member(name, path(name))),
    ...(await attachmentsOf(config.dataDir)),
    ...(withSecrets ? await secretsOf(config.dataDir) : []),
  ]);
  const manifest: Manifest = {
    format: 1,
    version: VERSION,
    createdAt: new Date(now()).toISOString(),
    database: { ...held, chain: { entries: chain.entries, lastHash: chain.lastHash } },
    secrets: withSecrets,
    uploads,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
  return { manifest: JSON.stringify(manifest, undefined, 2), files };
}

async function listUploads(copy: string, target: string): Promise<Manifest['uploads']> {
  const list = await open(target, 'wx', 0o600);
  let [files, bytes] = [0, 0];
  try {
    await storedFilesOf(copy, async (some) => {
      files += some.length;
      for (const { size } of some) bytes += size;
      await list.appendFile(some.map((one) => `${JSON.stringify(one)}\n`).join(''));
    });
  } finally {
    await list.close();
  }
  return { files, bytes };
}

async function attachmentsOf(dataDir: string): Promise<Promise<Member>[]> {
  const path = join(dataDir, MEMBERS.attachments);
  const there = await stat(path).catch(() => undefined);
  return there === undefined ? [] : [member(MEMBERS.attachments, path)];
}

async function secretsOf(dataDir: string): Promise<Promise<Member>[]> {
  const found: Promise<Member>[] = [];
  for (const folder of SECRET_FOLDERS) {
    const names = await readdir(join(dataDir, folder)).catch(() => []);
    for (const name of names.sort()) {
      const inside = `${folder}/${name}`;
      if (SECRET_NAME.test(inside)) found.push(member(inside, join(dataDir, folder, name)));
    }
  }
  return found;
}

async function member(name: string, path: string): Promise<Member> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(part);
    bytes += part.length;
  }
  return { name, path, bytes, sha256: hash.digest('hex') };
}

async function* archive(
  { manifest, files }: { readonly manifest: string; readonly files: readonly Member[] },
  seconds: number,
): AsyncGenerator<Buffer> {
  const head = Buffer.from(manifest);
  yield tarHeader({ name: MEMBERS.manifest, size: head.length }, seconds);
  yield head;
  yield tarPadding(head.length);
  for (const { name, path, bytes } of files) {
    yield tarHeader({ name, size: bytes }, seconds);
    // a key file that changes meanwhile must not shift what comes after it
    let left = bytes;
    const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
    for await (const part of source as AsyncIterable<Buffer>) {
      const taken = part.subarray(0, left);
      left -= taken.length;
      yield taken;
    }
    if (left > 0) throw new StoreFault('unavailable', `${path} became shorter while it was read`);
    yield tarPadding(bytes);
  }
  yield TAR_END;
}

/** Gives a file its name when its bytes are on disk. */
async function settle(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r+');
  await handle.sync();
  await handle.close();
  await rename(from, to);
  const folder = await open(dirname(to));
  await folder.sync();
  await folder.close();
}
