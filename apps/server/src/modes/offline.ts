import { StoreFault } from '@waybill/domain';
import { showConfig, type LoadedConfig, type Log } from '@waybill/platform';
import { Backups } from '../backup/backups.js';
import { LocalCaller } from '../control/local-caller.js';
import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { accessVerbs } from '../control/verbs/access.js';
import { accountVerbs } from '../control/verbs/accounts.js';
import { backupVerbs } from '../control/verbs/backup.js';
import { operatorVerbs } from '../control/verbs/operators.js';
import { openStorage } from '../wiring/storage.js';

/** A command says what it has to say itself. */
const silent: Log = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  setLevel: () => undefined,
};

/**
 * Opens the database for a command while no server runs.
 * @returns who carries out verbs about accounts and operators; a fault when the database cannot be had
 */
export async function openDatabaseCaller(
  loaded: LoadedConfig,
): Promise<ControlCaller | ControlFault> {
  const { config } = loaded;
  try {
    const storage = await openStorage({ config, log: silent, now: Date.now, migrate: true });
    const { database } = storage;
    const settings = showConfig(loaded);
    const backups = new Backups({ database, config, settings, now: Date.now, log: silent });
    const verbs = {
      ...backupVerbs(backups),
      ...accountVerbs(storage.accounts),
      ...operatorVerbs(storage.operators),
      ...accessVerbs({ ...storage, domains: config.standalone.domains }),
    };
    return new LocalCaller(verbs, () => storage.close());
  } catch (error) {
    if (error instanceof StoreFault) return new ControlFault(error.code, error.message);
    throw error;
  }
}
