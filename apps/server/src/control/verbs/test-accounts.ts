import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Jid } from '@waybill/core';
import { AccountFault, type AccountDirectory, type Actor } from '@waybill/domain';
import type { TestAccounts } from '../contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'server' };
const PREFIX = 'waybill-test-';
const NOTE = 'made by test-transfer; removed when it ends';

/** Where bots log in. */
export interface BotEntrance {
  readonly domain: string;
  readonly host: string;
  readonly port: number;
  readonly certificate: string;
}

/** Removes those of the accounts that a test made, and nobody else's. */
async function removeBots(directory: AccountDirectory, jids: readonly string[]): Promise<void> {
  for (const text of jids) {
    const jid = Jid.parse(text);
    if (!(jid instanceof Jid) || jid.local?.startsWith(PREFIX) !== true) continue;
    const account = await directory.find(jid);
    if (account?.note === NOTE) await directory.remove(jid, ACTOR);
  }
}

/** Removes the accounts of tests that a crash left behind. */
export async function removeStrayTestAccounts(directory: AccountDirectory): Promise<void> {
  const { accounts } = await directory.list({ text: PREFIX }, 'jid', 100);
  await removeBots(
    directory,
    accounts.map(({ jid }) => jid),
  );
}

/** Adds one bot account. @returns its address and password */
async function addBot(directory: AccountDirectory, domain: string) {
  const jid = Jid.from(`${PREFIX}${randomBytes(6).toString('hex')}@${domain}`);
  const added = await directory.add({ jid, note: NOTE }, ACTOR);
  if (added instanceof AccountFault) return new ControlFault(added.code, added.text);
  return { jid: jid.bare, password: added.password ?? '' };
}

/** Makes two accounts, and removes them when the work with them is done. */
export async function withTestAccounts<T>(
  directory: AccountDirectory,
  entrance: () => Promise<BotEntrance | ControlFault>,
  work: (accounts: TestAccounts) => Promise<T>,
): Promise<T | ControlFault> {
  const where = await entrance();
  if (where instanceof ControlFault) return where;
  const accounts: TestAccounts['accounts'][number][] = [];
  try {
    for (let i = 0; i < 2; i++) {
      const bot = await addBot(directory, where.domain);
      if (bot instanceof ControlFault) return bot;
      accounts.push(bot);
    }
    return await work({ ...where, accounts });
  } finally {
    await removeBots(
      directory,
      accounts.map(({ jid }) => jid),
    );
  }
}

/** The verb behind `test-transfer`: two accounts that end with the connection that asked for them. */
export function testAccountVerbs(
  directory: AccountDirectory,
  entrance: () => Promise<BotEntrance | ControlFault>,
): VerbTable {
  return {
    'test.accounts': {
      params: z.object({}),
      run: (_params, { signal, emit }) =>
        withTestAccounts(directory, entrance, async (accounts) => {
          emit(accounts);
          if (!signal.aborted) {
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
          }
          return null;
        }),
    },
    'test.done': {
      params: z.object({ jids: z.array(z.string()).max(10) }),
      run: async ({ jids }) => {
        await removeBots(directory, jids);
        return null;
      },
    },
  };
}
