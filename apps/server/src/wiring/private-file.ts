import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Something in the data folder is not as it must be; the message says what to do. */
export class StartFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFault';
  }
}

const OBSTACLES: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  ENOSPC: 'the disk is full',
};

/**
 * Makes a folder that only this user can read, where it is missing.
 * @throws StartFault where something is in the way that an operator can move
 */
export async function privateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const obstacle = OBSTACLES[(error as NodeJS.ErrnoException).code ?? ''];
    if (obstacle === undefined) throw error;
    throw new StartFault(`cannot make the folder ${path}: ${obstacle}; change dataDir`, {
      cause: error,
    });
  }
}

/** Writes a file that only this user can read; one that is there already stays. @returns whether it was written */
export async function writePrivate(path: string, content: string): Promise<boolean> {
  await privateFolder(dirname(path));
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Writes a file that only this user can read, in place of one that is there. */
export async function replacePrivate(path: string, content: string): Promise<void> {
  await privateFolder(dirname(path));
  await rm(path, { force: true });
  await writePrivate(path, content);
}
