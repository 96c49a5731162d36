import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Something in the data folder is not as it must be; the message says what to do. */
export class StartFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFault';
  }
}

/** Makes a folder that only this user can read, where it is missing. */
export async function privateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
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
