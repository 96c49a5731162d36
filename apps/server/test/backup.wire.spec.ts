/** Backups of a server at work, and what they are good for afterwards. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';
import { World } from './support/world.js';

const SI = 'http://jabber.org/protocol/si';
const offer = (id: number, to: string) =>
  `<iq type='set' id='o${id}' to='${to}'><si xmlns='${SI}' id='s${id}' profile='${SI}/profile/file-transfer'>
  <file xmlns='${SI}/profile/file-transfer' name='合同-${id}.pdf' size='10'/>
  <feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'>
    <field var='stream-method' type='list-single'>
      <option><value>http://jabber.org/protocol/ibb</value></option>
    </field></x></feature></si></iq>`;

let world: World;
beforeEach(async () => {
  world = await World.start('backup.daily=true');
});
afterEach(() => world.end());

async function waybill(args: string) {
  const terminal = new FakeTerminal();
  const daily = ['--set', 'backup.daily=true'];
  const words = [...args.split(' '), '--set', `dataDir=${world.dataDir}`, ...daily];
  const code = await runCommandLine(words, terminal, {});
  return { code, output: terminal.output, errors: terminal.errors };
}

async function waybillJson<T>(args: string): Promise<T> {
  const { code, output, errors } = await waybill(`${args} --json`);
  expect(errors).toBe('');
  expect(code).toBe(0);
  return JSON.parse(output) as T;
}

const accounts = async () =>
  (await world.ask('accounts.list', { limit: 1000 })).items.map(({ jid }) => jid);

/** Accounts are added and files offered, several at a time, until `done`. @returns what was acknowledged */
async function load(done: Promise<unknown>): Promise<readonly string[]> {
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  const acknowledged: string[] = [];
  let [isOver, count] = [false, 0];
  void done.finally(() => (isOver = true));
  const worker = async () => {
    while (!isOver) {
      const number = ++count;
      alice.sends(offer(number, bob.jid));
      await world.account(`user${number}`);
      acknowledged.push(`user${number}@localhost`);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  alice.vanishes();
  bob.vanishes();
  return acknowledged;
}

it('is made under load, verified, and put back as everything was', async () => {
  const file = join(world.dataDir, 'copy.tar.gz');
  await world.account('early');
  const made = waybillJson<{ accounts: number; auditEntries: number }>(
    `backup create --to ${file}`,
  );
  const acknowledged = await load(made);
  const { accounts: held, auditEntries } = await made;
  // nothing that was acknowledged meanwhile is lost to the server
  expect(await accounts()).toEqual(expect.arrayContaining([...acknowledged]));
  expect((await world.ask('audit.verify', {})).intact).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  expect(await waybillJson(`backup verify ${file}`)).toMatchObject({
    secrets: false,
    database: { accounts: held, chain: { entries: auditEntries } },
  });
  const running = await waybill(`backup restore ${file}`);
  expect(running).toMatchObject({ code: 1 });
  expect(running.errors).toContain('stop it first');

  await world.account('late');
  await world.down();
  const { old } = await waybillJson<{ old: string }>(`backup restore ${file}`);
  await world.up();
  const back = await accounts();
  expect(back).toHaveLength(held);
  expect(back).toContain('early@localhost');
  expect(back).not.toContain('late@localhost');
  expect(await world.ask('audit.verify', {})).toMatchObject({ intact: true });
  // the database from before can be gone back to
  await world.down();
  await rm(join(world.dataDir, 'waybill.db'));
  await copyFile(old, join(world.dataDir, 'waybill.db'));
  await world.up();
  expect(await accounts()).toContain('late@localhost');
});

it('is refused where a byte of it was changed, or the end of it is missing', async () => {
  const file = join(world.dataDir, 'copy.tar.gz');
  await waybillJson(`backup create --to ${file}`);
  const whole = await readFile(file);
  for (const damaged of [
    Buffer.concat([whole.subarray(0, 900), Buffer.from('x'), whole.subarray(901)]),
    whole.subarray(0, whole.length - 200),
    Buffer.from('nothing of ours'),
  ]) {
    await writeFile(file, damaged);
    const answer = await waybill(`backup verify ${file}`);
    expect(answer.code).toBe(1);
    expect(answer.errors).toMatch(/is damaged|no backup/);
  }
  expect((await waybill(`backup verify ${file}.nowhere`)).errors).toContain('there is no file');
  expect(await readdir(world.dataDir)).not.toContain('copy.tar.gz.unpacked');
});

/** Packs a backup anew after `change`, with a manifest that agrees. */
async function forge(file: string, change: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(world.dataDir, 'forged');
  await mkdir(folder);
  execFileSync('tar', ['-xzf', file, '-C', folder]);
  await change(folder);
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as {
    files: { name: string; bytes: number; sha256: string }[];
  };
  for (const one of manifest.files) {
    const bytes = await readFile(join(folder, one.name));
    one.bytes = bytes.length;
    one.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  await writeFile(path, JSON.stringify(manifest));
  const names = ['manifest.json', ...manifest.files.map(({ name }) => name)];
  execFileSync('tar', ['--format=ustar', '-czf', file, '-C', folder, ...names]);
  await rm(folder, { recursive: true });
}

it('is refused where somebody rewrote the record in it, manifest and all', async () => {
  const file = join(world.dataDir, 'copy.tar.gz');
  const alice = await world.login('alice');
  const bob = await world.login('bob');
  alice.sends(offer(1, bob.jid));
  await bob.receives(`<iq id='o1' type='set'/>`);
  await waybillJson(`backup create --to ${file}`);
  await forge(file, () => Promise.resolve());
  expect((await waybill(`backup verify ${file}`)).code).toBe(0);
  await forge(file, async (folder) => {
    const path = join(folder, 'waybill.db');
    const bytes = await readFile(path, 'latin1');
    const text = (name: string) => Buffer.from(name).toString('latin1');
    const changed = bytes.replaceAll(text('合同-1.pdf'), text('照片-1.pdf'));
    expect(changed).not.toBe(bytes);
    await writeFile(path, changed, 'latin1');
  });
  const answer = await waybill(`backup restore ${file}`);
  expect(answer.code).toBe(1);
  await world.down();
  const stopped = await waybill(`backup restore ${file}`);
  expect(stopped.errors).toContain('audit chain');
  await world.up();
  expect(await accounts()).toEqual(['alice@localhost', 'bob@localhost']);
  alice.vanishes();
  bob.vanishes();
});

it('holds keys only where they are asked for, and puts them back', async () => {
  await world.account('alice');
  await world.legacySignIn('alice');
  const file = (name: string) => join(world.dataDir, `${name}.tar.gz`);
  await waybillJson(`backup create --to ${file('plain')}`);
  await waybillJson(`backup create --with-secrets --to ${file('whole')}`);
  const list = (name: string) =>
    execFileSync('tar', ['-tzf', file(name)], { encoding: 'utf8' }).split('\n');
  expect(list('plain').filter((name) => name.startsWith('keys/'))).toEqual([]);
  expect(list('whole')).toContain('keys/legacy.key');
  const key = join(world.dataDir, 'keys', 'legacy.key');
  const before = await readFile(key, 'utf8');
  await world.down();
  await rm(join(world.dataDir, 'keys'), { recursive: true });
  await rm(join(world.dataDir, 'waybill.db'));
  await waybillJson(`backup restore ${file('whole')}`);
  expect(await readFile(key, 'utf8')).toBe(before);
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  await world.up();
  expect(await accounts()).toEqual(['alice@localhost']);
});

it('is listed and pruned, and missed by the checks', async () => {
  const finding = async () => {
    const { findings } = await world.ask('health.run', { areas: ['db'] });
    return findings.find(({ check }) => check === 'backup-age')?.level;
  };
  expect(await finding()).toBe('warn');
  expect((await waybill('backup list')).output).toContain('no backups');
  await waybillJson('backup create');
  expect(await finding()).toBe('ok');
  const [made] = (await waybillJson<{ items: { file: string }[] }>('backup list')).items;
  const old = join(world.dataDir, 'backups', 'waybill-2020-01-01T00-00-00Z.tar.gz');
  await writeFile(old, '');
  expect((await waybillJson<{ items: unknown[] }>('backup list')).items).toHaveLength(2);
  expect(await waybillJson('backup prune --keep 1')).toEqual({ deleted: [old] });
  await rm(made?.file ?? '');
  await writeFile(old, '');
  expect(await finding()).toBe('warn');
});

it('is made without a server as well', async () => {
  await world.account('alice');
  await world.down();
  const made = await waybillJson<{ file: string }>('backup create');
  expect(await waybillJson(`backup verify ${made.file}`)).toMatchObject({
    database: { accounts: 1 },
  });
  await world.up();
});
