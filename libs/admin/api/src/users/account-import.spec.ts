import { AccountFault, type AccountDirectory } from '@waybill/domain';
import { expect, it } from 'vitest';
import { BadCsv, importAccounts } from './account-import.js';

/** A directory whose first accounts take longest; it has no room for ben. */
function directory(): Pick<AccountDirectory, 'add' | 'find'> {
  let patience = 5;
  const add: AccountDirectory['add'] = async ({ jid }) => {
    for (let turns = patience--; turns > 0; turns--) await new Promise(setImmediate);
    if (jid.local === 'ben' || jid.local === 'dora') {
      return new AccountFault('exists', `${jid.bare} exists already`);
    }
    return { account: undefined as never, password: `made for ${jid.local ?? ''}` };
  };
  return { add, find: () => Promise.resolve(undefined) };
}

it('tells of each row in the order of the file, whichever is done first', async () => {
  const people = ['ann', 'ben', 'chen', 'dora', 'li'];
  const report = await importAccounts(['localpart', ...people].join('\n'), {
    accounts: directory(),
    domains: ['example.org'],
    actor: { kind: 'server' },
    dryRun: false,
  });
  if (report instanceof BadCsv) throw new Error(report.text);
  expect(report.passwords?.split('\r\n').slice(1, -1)).toEqual([
    'ann@example.org,made for ann',
    'chen@example.org,made for chen',
    'li@example.org,made for li',
  ]);
  expect(report.errors.map(({ line }) => line)).toEqual([3, 5]);
  const rejected = report.rejects?.split('\r\n').slice(1, -1);
  expect(rejected?.map((row) => row.split(',')[0])).toEqual(['ben', 'dora']);
});
