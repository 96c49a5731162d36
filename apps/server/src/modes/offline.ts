import { StoreFault } from '@waybill/domain';
import type { Config, Log } from '@waybill/platform';
import { LocalCaller } from '../control/local-caller.js';
import { ControlFault } from '../control/protocol.js';
import type { ControlCaller } from '../control/verb-table.js';
import { accessVerbs } from '../control/verbs/access.js';
import { accountVerbs } from '../control/verbs/accounts.js';
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
export async function openDatabaseCaller(config: Config): Promise<ControlCaller | ControlFault> {
  try {
    const storage = await openStorage({ config, log: silent, now: Date.now, migrate: true });
    const verbs = {
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
