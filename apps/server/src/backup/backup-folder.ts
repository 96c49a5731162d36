import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@waybill/platform';

const NAME = /^waybill-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.tar\.gz$/;
const DAY_MS = 86_400_000;

/** A file that has the name of a backup. */
export interface BackupFile {
  readonly file: string;
  readonly createdAt: number;
  readonly bytes: number;
}

/** How many are kept: the last of each day, and beyond those the last of each week. */
export interface Keeping {
  readonly daily: number;
  readonly weekly: number;
}

/** Where backups go unless another place is named. */
export const backupFolder = ({ backup, dataDir }: Config) =>
  backup.folder ?? join(dataDir, 'backups');

/** The name of a backup made now. */
export const backupName = (now: number) =>
  `waybill-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.gz`;

function instantOf(name: string): number | undefined {
  const parts = NAME.exec(name);
  if (parts === null) return undefined;
  const [, day, hour, minute, second] = parts;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** The backups of a folder, newest first; none where there is no folder. Other files are none of its business. */
export async function listBackups(folder: string): Promise<readonly BackupFile[]> {
  const found: BackupFile[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const createdAt = instantOf(name);
    if (createdAt === undefined) continue;
    const file = join(folder, name);
    found.push({ file, createdAt, bytes: (await stat(file)).size });
  }
  return found.sort((a, b) => b.createdAt - a.createdAt);
}

/** Those that need not be kept. @param newestFirst as `listBackups` gives them */
export function superfluous<T extends Pick<BackupFile, 'createdAt'>>(
  newestFirst: readonly T[],
  { daily, weekly }: Keeping,
): readonly T[] {
  const days = new Set<number>();
  const weeks = new Set<number>();
  return newestFirst.filter(({ createdAt }) => {
    const day = Math.floor(createdAt / DAY_MS);
    // 1970 began on a Thursday; weeks begin on Monday
    const week = Math.floor((day + 3) / 7);
    const isLastOfDay = !days.has(day) && days.size < daily;
    const isLastOfWeek = !weeks.has(week) && weeks.size < weekly;
    if (isLastOfDay) days.add(day);
    if (isLastOfWeek) weeks.add(week);
    return !isLastOfDay && !isLastOfWeek;
  });
}

/** Deletes all but the newest `keep`. @returns what is gone */
export async function pruneBackups(folder: string, keep: number): Promise<readonly BackupFile[]> {
  return remove((await listBackups(folder)).slice(keep));
}

export async function remove(backups: readonly BackupFile[]): Promise<readonly BackupFile[]> {
  for (const { file } of backups) await rm(file, { force: true });
  return backups;
}
