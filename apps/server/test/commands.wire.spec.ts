/** The command line against a running server, and against the database alone. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/all.js';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';
import { oldClient } from './support/old-client.js';
import { PASSWORD, World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.end());

/** Runs `waybill …` on the world's data. */
async function waybill(args: string, terminal = new FakeTerminal()) {
  const words = [...args.split(' '), '--set', `dataDir=${world.dataDir}`];
  const code = await runCommandLine(words, terminal, {});
  return { code, output: terminal.output, errors: terminal.errors };
}

async function waybillJson(args: string): Promise<unknown> {
  const { code, output } = await waybill(`${args} --json`);
  expect(code).toBe(0);
  return JSON.parse(output) as unknown;
}

describe('waybill', () => {
  it('explains every command, with an example', async () => {
    for (const { words } of COMMANDS) {
      const { code, output } = await waybill(`${words} --help`);
      expect(code).toBe(0);
      expect(output).toContain('Example:\n  ');
      expect(output).toContain(`Usage: waybill ${words}`);
    }
    expect((await waybill('--help')).output).toContain('transfers watch');
  });

  it('answers wrong use with 2 and a hint', async () => {
    expect(await waybill('frobnicate')).toMatchObject({ code: 2 });
    expect((await waybill('users')).errors).toContain('list, lock, unlock');
    expect(await waybill('adduser')).toMatchObject({ code: 2 });
    expect(await waybill('status --frobnicate')).toMatchObject({ code: 2 });
    expect(await waybill('transfers list --limit none')).toMatchObject({ code: 2 });
    expect(await waybill('transfers list --status lost')).toMatchObject({ code: 2 });
    expect(await waybill('test-transfer --size huge')).toMatchObject({ code: 2 });
    expect(await waybill('users legacy a@localhost')).toMatchObject({ code: 2 });
  });

  it('says how the server is, and with 3 that it is not', async () => {
    expect(await waybillJson('status')).toMatchObject({ domains: ['localhost'], sessions: 0 });
    expect((await waybill('status --quiet')).output).toBe('');
    await world.down();
    expect(await waybill('status')).toMatchObject({ code: 3 });
    expect(await waybill('transfers list')).toMatchObject({ code: 3 });
    await world.up();
  });

  it('adds an account with a typed password, and refuses two that differ', async () => {
    const typed = await waybill('adduser alice@localhost', new FakeTerminal([PASSWORD, PASSWORD]));
    expect(typed).toMatchObject({ code: 0, output: 'alice@localhost added\n' });
    expect(typed.output + typed.errors).not.toContain(PASSWORD);
    const client = await world.connect();
    await client.login('alice', PASSWORD);
    await client.end();
    const differing = await waybill('adduser bob@localhost', new FakeTerminal(['one', 'two']));
    expect(differing).toMatchObject({ code: 1 });
    const nobody = await waybill('adduser bob@localhost', new FakeTerminal([], false));
    expect(nobody).toMatchObject({ code: 2 });
  });

  it('adds, changes and deletes accounts while no server runs', async () => {
    await world.down();
    const piped = new FakeTerminal([PASSWORD], false);
    expect(await waybill('adduser alice@localhost --password-stdin', piped)).toMatchObject({
      code: 0,
    });
    expect(await waybillJson('users list')).toMatchObject({ items: [{ jid: 'alice@localhost' }] });
    const changed = (await waybillJson('passwd alice@localhost --generate')) as {
      password: string;
    };
    await world.up();
    const client = await world.connect();
    await client.login('alice', changed.password);
    expect((await waybill('deluser alice@localhost')).code).toBe(0);
    await client.closed;
  });

  it('names what is wrong with an account', async () => {
    await world.account('alice');
    const add = (jid: string) => waybill(`adduser ${jid} --generate`);
    expect((await add('alice@localhost')).errors).toContain('exists');
    expect((await add('alice')).errors).toContain('name@domain');
    expect((await add('alice@elsewhere.example')).errors).toContain('not a domain of this server');
    expect((await waybill('deluser nobody@localhost')).errors).toContain('no such account');
    const weak = await waybill('passwd alice@localhost --password-stdin', new FakeTerminal(['a']));
    expect(weak).toMatchObject({ code: 1 });
  });

  it('makes administrators and resets their passwords', async () => {
    expect(await waybillJson('admin create root --generate')).toMatchObject({ name: 'root' });
    expect((await waybill('admin create root --generate')).errors).toContain('exists');
    expect(await waybill('admin create x --generate --role king')).toMatchObject({ code: 2 });
    const { link } = (await waybillJson('admin reset root')) as { link: string };
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/reset#([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/);
    expect((await waybill('admin reset nobody')).code).toBe(1);
    expect((await waybill('admin role root auditor')).errors).toContain('one owner');
    expect(await waybillJson('admin create eve --generate --role admin')).toMatchObject({});
    expect((await waybill('admin role eve auditor')).output).toContain('eve is auditor');
    expect((await waybill('admin disable-2fa eve')).code).toBe(1);
    expect((await waybill('admin lock root')).errors).toContain('one owner');
    expect(await waybillJson('admin lock eve')).toEqual({ name: 'eve', locked: true });
    expect((await waybill('admin list')).output).toMatch(/eve +auditor.*locked/);
    expect(await waybillJson('admin unlock eve')).toEqual({ name: 'eve', locked: false });
    expect((await waybill('admin unlock eve')).errors).toContain('not locked');
    expect((await waybill('admin list')).output).toMatch(/eve +auditor/);
    expect(await waybillJson('status')).toMatchObject({ setupNeeded: false });
  });

  it('removes an administrator, and never the last owner', async () => {
    await waybill('admin create root --generate');
    await waybill('admin create eve --generate --role admin');
    expect((await waybill('admin remove root')).errors).toContain('one owner');
    expect(await waybillJson('admin remove eve')).toEqual({ name: 'eve' });
    expect((await waybill('admin list')).output).not.toMatch(/^eve /m);
    expect((await waybill('admin remove eve')).errors).toContain('there is no eve');
    const tail = (await waybill('audit tail')).output;
    expect(tail).toMatch(/operator-removed +command-line /);
  });

  it('makes a link on which a user chooses another password, with a server and without', async () => {
    await world.account('alice');
    const made = await waybill('users reset alice@localhost');
    expect(made.output).toMatch(/\/reset#([0-9A-Z]{4}-){6}[0-9A-Z]{2}\n\(shown once\)/);
    expect((await waybill('users reset nobody@localhost')).errors).toContain('no such account');
    expect((await waybill('users reset alice@/')).errors).toContain('no address');
    expect((await waybill('audit tail')).output).toMatch(/reset-link-made +command-line /);
    await world.down();
    expect(await waybill('users reset alice@localhost')).toMatchObject({ code: 0 });
    await world.up();
  });

  it('invites people, makes keys, and shows both without their secrets', async () => {
    const made = (await waybillJson('invite create --uses 3 --note band')) as {
      id: string;
      link: string;
    };
    expect((await waybill('invite list')).output).toMatch(/localhost +open +0\/3 .*band/);
    expect((await waybill(`invite revoke ${made.id}`)).code).toBe(0);
    expect((await waybill('invite create elsewhere.example')).code).toBe(1);
    const key = (await waybillJson('token create robot --scope users:read')) as {
      id: string;
      secret: string;
    };
    const listed = await waybill('token list');
    expect(listed.output).toMatch(/robot +open/);
    expect(listed.output).not.toContain(key.secret);
    expect((await waybill(`token revoke ${key.id}`)).code).toBe(0);
    expect((await waybill('token create robot --scope keys:write')).code).toBe(2);
  });

  it('keeps a record that can be read, exported and checked', async () => {
    await world.account('alice');
    expect((await waybill('users lock alice@localhost --days 2 --reason holiday')).code).toBe(0);
    expect((await waybill('users unlock alice@localhost')).output).toContain('is active');
    const tail = await waybill('audit tail --kind account-change');
    expect(tail.output).toContain('account-locked');
    expect(tail.output).toContain('reasonAfter=holiday');
    const [head, ...rows] = (await waybill('audit export')).output.trim().split('\n');
    expect(head).toMatch(/^seq,at,kind,action,/);
    expect((await waybill('audit verify')).output).toBe(`${rows.length} entries, all intact\n`);
    expect((await waybill('retention run --dry-run')).output).toContain('kept: 365 days');
    expect((await waybill('retention run')).output).toBe('0 transfers deleted\n');
  });

  it('imports accounts from a file, after a look, and exports them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-csv-'));
    const file = join(folder, 'people.csv');
    await writeFile(file, 'localpart,note\nann,first\nben,second\nann,again\n');
    const looked = await waybill(`users import ${file} --dry-run`);
    expect(looked.output).toContain('3 rows: 2 would be added, 1 rejected');
    expect(looked.output).toContain('line 4, localpart');
    expect((await waybill(`users import ${file}`)).code).toBe(2);
    const [passwords, rejects] = [join(folder, 'new.csv'), join(folder, 'bad.csv')];
    await waybill(`users import ${file} --passwords ${passwords} --rejects ${rejects}`);
    expect((await stat(passwords)).mode & 0o777).toBe(0o600);
    expect(await readFile(rejects, 'utf8')).toContain('duplicate');
    const exported = (await waybill('users export')).output.split('\n');
    expect(exported.slice(0, 2)).toEqual([
      'jid,status,lockedReason,lockedUntil,createdAt,lastSeenAt,legacySignIn,note',
      expect.stringMatching(/^ann@localhost,active,/) as string,
    ]);
    const row = (await readFile(passwords, 'utf8')).split('\r\n')[1]?.split(',') ?? [];
    const client = await world.connect();
    await client.login('ann', row[1] ?? '');
    await client.end();
    await rm(folder, { recursive: true });
  });

  it('lists and ends sessions', async () => {
    const alice = await world.login('alice');
    expect((await waybill('sessions list')).output).toContain('alice@localhost/test');
    expect((await waybill('sessions kick alice@localhost/test')).code).toBe(0);
    await alice.isCutOff;
    expect((await waybill('sessions kick alice@localhost')).code).toBe(1);
    expect((await waybill('audit tail')).output).toMatch(/session-ended +command-line /);
  });

  it('ends the sessions that match, if they are as many as were counted', async () => {
    const [alice, bob, carol] = [
      await world.login('alice'),
      await world.login('bob'),
      await world.login('carol'),
    ];
    for (const wrong of ['', ' bob@localhost --all', ' --matching bob --all', ' bob --expect 1']) {
      expect(await waybill(`sessions kick${wrong}`)).toMatchObject({ code: 2 });
    }
    const moved = await waybill('sessions kick --matching LOCALHOST/test --expect 2');
    expect(moved).toMatchObject({ code: 1 });
    expect(moved.errors).toContain('3 match now, not 2');
    expect(await waybillJson('sessions kick --matching BOB@ --expect 1')).toEqual({
      ended: ['bob@localhost/test'],
    });
    await bob.isCutOff;
    expect(await waybillJson('sessions list')).toMatchObject({
      items: [{ jid: 'alice@localhost/test' }, { jid: 'carol@localhost/test' }],
    });
    expect((await waybill('sessions kick --all')).output).toBe(
      'alice@localhost/test ended\ncarol@localhost/test ended\n',
    );
    await Promise.all([alice.isCutOff, carol.isCutOff]);
    expect((await waybill('sessions kick --matching bob')).output).toBe('no session matches\n');
    const tail = (await waybill('audit tail')).output.split('\n');
    expect(tail.filter((line) => line.includes('session-ended'))).toEqual([
      expect.stringMatching(/bob@localhost/),
      expect.stringMatching(/alice@localhost/),
      expect.stringMatching(/carol@localhost/),
    ]);
  });

  it('sends a real file between two bots, and leaves no account behind', async () => {
    const result = (await waybillJson('test-transfer --size 300K')) as { id: string };
    expect(result).toMatchObject({ ok: true, bytes: 307_200 });
    await world.ended();
    const rows = (await waybill('transfers export')).output.trim().split('\n');
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain(`,${result.id},`);
    const shown = await waybill(`transfers show ${result.id} --stanzas`);
    expect(shown.output).toContain('●──◆──▸○');
    expect(shown.output).toContain('activated');
    expect(shown.output).toContain('<activate>');
    const ascii = new FakeTerminal([], true, false);
    expect((await waybill('transfers list', ascii)).output).toContain('*--#-->o');
    expect(await waybillJson('users list')).toMatchObject({ items: [] });
  });

  it('follows a transfer as it runs and cancels it', async () => {
    const alice = await world.login('alice');
    const bob = await world.login('bob');
    const terminal = new FakeTerminal();
    const offered = new Promise<void>((resolve) => {
      terminal.onOutput = (text) => {
        if (text.includes('"file":{"name":"合同.pdf"')) resolve();
      };
    });
    const watching = waybill('transfers watch --json', terminal);
    alice.sends(oldClient.offer('o1', bob.jid, 's1', { name: '合同.pdf', size: 5 }));
    await bob.receives(`<iq id='o1' type='set'/>`);
    await offered;
    terminal.interrupt.abort();
    expect(await watching).toMatchObject({ code: 0 });
    const { items } = (await waybillJson('transfers list 合同 --user bob@localhost')) as {
      items: { shortId: string }[];
    };
    const id = items[0]?.shortId ?? '';
    expect((await waybill(`transfers cancel ${id}`)).code).toBe(0);
    await alice.receives(`<iq id='o1' type='error'/>`);
    expect((await waybill(`transfers cancel ${id}`)).code).toBe(1);
    expect((await waybill('transfers show wb-nothing')).code).toBe(1);
    const cancelled = await waybillJson('transfers list --status cancelled');
    expect(cancelled).toMatchObject({ items: [{ reason: 'cancelled-by-admin' }] });
    const shown = await waybill(`transfers show ${id}`);
    expect(shown.output).toContain('An admin stopped the transfer here.');
    expect(shown.output).toContain('Nothing: it was stopped on purpose.');
    expect(await waybillJson(`transfers show ${id}`)).toMatchObject({
      explanation: { cause: 'cancelled-by-admin', remedy: 'nothing-to-do' },
    });
  });

  it('checks and shows the configuration', async () => {
    expect((await waybill('config check')).output).toContain('valid');
    expect((await waybill('config show limits.c2s.preAuth')).output).toContain('10240');
    expect((await waybill('config show nothing')).code).toBe(2);
    const bad = await runCommandLine(
      ['config', 'check', '--set', 'http.listn=x'],
      new FakeTerminal(),
      {},
    );
    expect(bad).toBe(1);
  });
});
