import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Jid } from '@waybill/core';
import { HostAccountDirectory, HostFault, type HostDirectoryParts } from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import { dispatch, type VerbTable } from '../verb-table.js';
import { withHostAccounts } from './host-accounts.js';

/** Accounts of example.org, whose host server ends sessions of alice alone. */
class Directory extends HostAccountDirectory {
  readonly ended: string[] = [];

  constructor() {
    super({} as HostDirectoryParts);
  }

  override get host(): string {
    return 'example.org';
  }

  override endSessions(jid: Jid): Promise<HostFault | undefined> {
    if (jid.local !== 'alice') return Promise.resolve(new HostFault('not-found', 'nobody'));
    this.ended.push(jid.bare);
    return Promise.resolve(undefined);
  }
}

const jid = z.object({ jid: z.string() });
const here: VerbTable = {
  'sessions.kick': { params: jid, run: (params) => Promise.resolve({ ended: [params.jid] }) },
  'accounts.reset': {
    params: jid,
    run: () => Promise.resolve({ id: 'l1', path: '/reset#1', expiresAt: '2026-01-01T00:00:00Z' }),
  },
};

describe('verbs about accounts of a host server', () => {
  const directory = new Directory();
  const verbs = withHostAccounts(here, () => [
    { host: 'example.org', attachment: 'files.example.org', mode: 'managed-there', directory },
  ]);
  const ask = (verb: string, address: string) =>
    dispatch(verbs, verb, { jid: address }, { signal: AbortSignal.any([]), emit: () => undefined });

  it('end sessions there, for the command line', async () => {
    expect(await ask('sessions.kick', 'alice@example.org')).toEqual({
      ended: ['alice@example.org'],
    });
    expect(directory.ended).toEqual(['alice@example.org']);
    expect(await ask('sessions.kick', 'bob@example.org')).toEqual(
      new ControlFault('not-found', 'nobody'),
    );
    expect(await ask('sessions.kick', 'bob@localhost')).toEqual({ ended: ['bob@localhost'] });
  });

  it('make no reset link for a password that is kept there', async () => {
    expect(await ask('accounts.reset', 'alice@example.org')).toMatchObject({
      code: 'kept-by-host',
    });
    expect(await ask('accounts.reset', 'alice@localhost')).toMatchObject({ path: '/reset#1' });
  });
});
