/** `waybill attachments …` against a running server, and the host server's side of what it does. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeComponentHost } from '@waybill/stream/testing';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';
import { World } from './support/world.js';

const DOMAIN = 'files.example.org';

let world: World;
let extra: readonly string[] = [];
beforeEach(async () => {
  extra = [];
  world = await World.start();
});
afterEach(() => world.end());

async function waybill(...words: string[]) {
  const terminal = new FakeTerminal();
  const set = [`dataDir=${world.dataDir}`, ...extra].flatMap((one) => ['--set', one]);
  const code = await runCommandLine([...words, ...set], terminal, {});
  return { code, output: terminal.output, errors: terminal.errors };
}

const add = (...more: string[]) =>
  waybill('attachments', 'add', 'ejabberd', DOMAIN, '--host', 'example.org', ...more);

async function list(): Promise<readonly object[]> {
  const { output } = await waybill('attachments', 'list', '--json');
  return (JSON.parse(output) as { readonly items: readonly object[] }).items;
}

describe('waybill attachments', () => {
  it('adds one that links at once, changes it, and removes it with its secret', async () => {
    const scout = new FakeComponentHost(DOMAIN, '');
    await scout.up();
    await scout.down();
    const address = `127.0.0.1:${String(scout.port)}`;
    expect((await waybill('attachments', 'list')).output).toBe('nothing is attached\n');

    const added = await add('--host', 'example.net', '--address', address, '--links', '2');
    expect(added).toMatchObject({ code: 0 });
    expect(added.output).toContain('config snippet ejabberd');
    expect(await list()).toMatchObject([
      {
        ...{ domain: DOMAIN, server: 'ejabberd', address, accounts: 'none', links: 2 },
        hosts: ['example.org', 'example.net'],
        origin: 'dashboard',
      },
    ]);
    const secret = await readFile(join(world.dataDir, 'secrets', DOMAIN), 'utf8');
    expect(added.output).not.toContain(secret.trim());

    const host = new FakeComponentHost(DOMAIN, secret.trim());
    host.port = scout.port;
    await host.up();
    try {
      const component = await host.component();
      const changed = await waybill('attachments', 'set', DOMAIN, '--name', 'Files', '--json');
      expect(JSON.parse(changed.output)).toMatchObject({ name: 'Files', links: 2, address });
      await component.receives(/<\/stream:stream>/);
      await host.component();
      expect((await waybill('attachments', 'list')).output).toContain(
        `${DOMAIN}  ejabberd  ${address}  example.org, example.net  none      dashboard  `,
      );
      expect(await waybill('attachments', 'remove', DOMAIN)).toMatchObject({
        code: 0,
        output: `${DOMAIN} is detached\n`,
      });
    } finally {
      await host.down();
    }
    expect(await list()).toEqual([]);
    expect(await readdir(join(world.dataDir, 'secrets'))).toEqual([]);
    const { items } = await world.ask('audit.page', { limit: 9, kinds: ['operator-action'] });
    expect(items.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ['attachment-removed', 'command-line'],
      ['attachment-changed', 'command-line'],
      ['attachment-added', 'command-line'],
    ]);
  });

  it('says what keeps a link from coming up, and what to do', async () => {
    await add('--address', '127.0.0.1:1');
    const shown = await waybill('attachments', 'list');
    expect(shown.output).toMatch(/nothing listens at 127\.0\.0\.1:1.*\n {2}fix: npx waybill/);
  });

  it('refuses what the API refuses, in words', async () => {
    expect(await add()).toMatchObject({ code: 0 });
    expect((await add()).errors).toContain('is attached already');
    const two = ['attachments', 'add', 'prosody', 'two.example.org', '--host', 'example.org'];
    expect((await waybill(...two, '--links', '2')).errors).toContain('only ejabberd');
    expect((await waybill('attachments', 'set', 'nobody.example', '--name', 'x')).code).toBe(1);
    expect((await waybill('attachments', 'remove', 'nobody.example')).code).toBe(1);
  });

  it.each([
    [['add', 'openfire', DOMAIN, '--host', 'example.org']],
    [['add', 'prosody', DOMAIN]],
    [['add', 'ejabberd', DOMAIN, '--host', 'example.org', '--links', '17']],
    [['add', 'prosody', DOMAIN, '--host', 'example.org', '--accounts', 'here']],
    [['set', DOMAIN]],
  ])('answers %j with the usage code', async (words) => {
    expect(await waybill('attachments', ...words)).toMatchObject({ code: 2 });
    expect(await list()).toEqual([]);
  });
});

describe('one that stands in the configuration', () => {
  it('is shown, and changed nowhere else', async () => {
    const one = { domain: DOMAIN, server: 'prosody', address: '127.0.0.1:1', hosts: ['a.org'] };
    extra = [`attach=${JSON.stringify([{ ...one, secret: 'hush' }])}`];
    await world.end();
    world = await World.start(...extra);
    expect(await list()).toMatchObject([{ domain: DOMAIN, origin: 'file' }]);
    const refused = await waybill('attachments', 'remove', DOMAIN);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.errors).toContain('stands in the configuration');
  });
});
