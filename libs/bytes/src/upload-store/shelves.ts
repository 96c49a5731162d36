import { close, fsync, mkdir, open, rename } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

// without the objects of node:fs/promises, which cost a small file as much as its bytes do
const [openFile, closeFile, syncFile] = [promisify(open), promisify(close), promisify(fsync)];
const [makeFolder, renameFile] = [promisify(mkdir), promisify(rename)];

/** A folder that is open to be synced: what changed in it before a sync begins shares that. */
class SyncedFolder {
  private running: Promise<void> = Promise.resolve();
  private next: Promise<void> | undefined;
  private isClosed = false;

  private constructor(private readonly fd: number) {}

  static async open(path: string): Promise<SyncedFolder> {
    return new SyncedFolder(await openFile(path, 'r'));
  }

  /** Makes its entries durable. */
  sync(): Promise<void> {
    // its number may be another file's by now
    if (this.isClosed) return Promise.reject(new Error('the folder is closed'));
    this.next ??= this.afterRunning();
    return this.next;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled([this.running, this.next]);
    await closeFile(this.fd);
  }

  private async afterRunning(): Promise<void> {
    // whoever asked for a sync hears of its failure; those behind it ask for their own
    await this.running.catch(() => undefined);
    this.next = undefined;
    this.running = syncFile(this.fd);
    return this.running;
  }
}

/** The folders that files are kept in: `ab` for what begins so. Those in use stay open. */
export class Shelves {
  private readonly folders = new Map<string, Promise<SyncedFolder>>();

  constructor(private readonly root: string) {}

  pathOf(sha256: string): string {
    return join(this.root, sha256.slice(0, 2), sha256);
  }

  /** Renames a file to its hash, for good. */
  async place(path: string, sha256: string): Promise<void> {
    const name = sha256.slice(0, 2);
    const folder = await this.folder(name);
    try {
      await renameFile(path, this.pathOf(sha256));
    } catch (error) {
      // somebody has removed the folder, or one above it: they are made again for the next file
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') await this.close();
      throw error;
    }
    await folder.sync();
  }

  /** Lets go of the folders; they are opened again where they are needed. */
  async close(): Promise<void> {
    await Promise.all([...this.folders.keys()].map((name) => this.forget(name)));
  }

  private folder(name: string): Promise<SyncedFolder> {
    const known = this.folders.get(name);
    if (known !== undefined) return known;
    const opened = this.make(name);
    this.folders.set(name, opened);
    opened.catch(() => this.folders.delete(name));
    return opened;
  }

  private async make(name: string): Promise<SyncedFolder> {
    const path = join(this.root, name);
    if (await makeFolder(path, { recursive: true, mode: 0o700 })) {
      const above = await this.folder('.');
      await above.sync();
    }
    return SyncedFolder.open(path);
  }

  private async forget(name: string): Promise<void> {
    const folder = this.folders.get(name);
    this.folders.delete(name);
    await (await folder)?.close();
  }
}
