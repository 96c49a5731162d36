import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { parseFile } from './files.js';
import type { ConfigProblem } from './layers.js';
import type { AttachConfig } from './schema.js';

/** Attachments that were made in the dashboard, in the data folder: a layer of the configuration below the files. */
export const ATTACHMENTS_FILE = 'attachments.yml';

const HEAD = '# Written by Waybill: host servers attached in the dashboard. Change them there.\n';

/** What the file holds, unchecked. */
export interface KeptAttachments {
  readonly entries: readonly unknown[];
  readonly file: string;
  readonly problems: readonly ConfigProblem[];
}

/** Reads the attachments of a data folder; none where there is no file. */
export function readAttachments(dataDir: string): KeptAttachments {
  const file = join(dataDir, ATTACHMENTS_FILE);
  const nothing = { entries: [], file, problems: [] };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing;
    const why = error instanceof Error ? error.message : String(error);
    const message = `cannot read the attachments of the dashboard: ${why}`;
    return { ...nothing, problems: [{ message, where: file, fix: 'check its permissions' }] };
  }
  const { layer, problems } = parseFile(file, text);
  const unknown = layer.values.find(({ path }) => path.join('.') !== 'attach');
  const value = layer.values.find(({ path }) => path.join('.') === 'attach')?.value ?? [];
  if (unknown !== undefined || !Array.isArray(value)) {
    const message = 'the file holds something else than the attachments of the dashboard';
    const fix = 'move other settings to waybill.yml';
    return { ...nothing, problems: [{ message, where: unknown?.where ?? file, fix }] };
  }
  return { entries: value, file, problems };
}

/** Replaces the attachments of a data folder: the old ones or the new ones are there, whatever happens. */
export async function writeAttachments(
  dataDir: string,
  attachments: readonly AttachConfig[],
): Promise<void> {
  const file = join(dataDir, ATTACHMENTS_FILE);
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(HEAD + stringify({ attach: attachments }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // the name is on disk as well before anybody is told
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
