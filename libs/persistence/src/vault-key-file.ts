import { createHash, randomBytes } from 'node:crypto';
import { constants, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreFault, type VaultKey } from '@waybill/domain';

const KEY_BYTES = 32;

/**
 * Reads the keys that seal legacy secrets, from a file outside the database; makes one with mode 0600 where there is
 * none. One key a line in base64, the current one first: an older key stays below until no secret needs it.
 * @throws StoreFault when others than the owner may read the file, or it holds no keys
 */
export async function loadVaultKeys(file: string): Promise<[VaultKey, ...VaultKey[]]> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await createIfMissing(file);
  // O_NOFOLLOW: the mode that is checked is that of the file that is read
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) {
      throw new StoreFault('unsupported', `${file} may be read by others: chmod 600 ${file}`);
    }
    const lines = (await handle.readFile('utf8')).split('\n').filter((line) => line.trim() !== '');
    const [first, ...others] = lines.map((line) => toKey(line, file));
    if (first === undefined) throw new StoreFault('corrupt', `${file} holds no key`);
    return [first, ...others];
  } finally {
    await handle.close();
  }
}

function toKey(line: string, file: string): VaultKey {
  const key = Buffer.from(line.trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new StoreFault('corrupt', `${file}: a line is not ${KEY_BYTES} bytes in base64`);
  }
  return {
    id: createHash('sha256').update('waybill vault key id').update(key).digest('hex').slice(0, 16),
    key,
  };
}

async function createIfMissing(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await handle.sync();
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
