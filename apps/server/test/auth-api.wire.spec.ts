/** Host servers ask about accounts that are kept here: the questions of Prosody, MongooseIM and ejabberd. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../src/commands/run.js';
import { FakeTerminal } from './support/fake-terminal.js';
import { World } from './support/world.js';

const HOST = 'chat.example.org';
const PASSWORD = 'a b&c=d+e:f é 100%';

let world: World;
let base: string;
let token: string;

beforeEach(async () => {
  world = await World.start('authApi.listen=127.0.0.1:0', `authApi.hosts=${HOST}`);
  base = `http://127.0.0.1:${String(world.port('auth-api'))}/auth`;
  token = (await readFile(join(world.dataDir, 'secrets', `auth-${HOST}`), 'utf8')).trim();
});
afterEach(() => world.end());

const basic = (name: string, secret: string) =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;

async function ask(path: string, init: RequestInit = {}, authorization = basic(HOST, token)) {
  const response = await fetch(`${base}/${path}`, { headers: { authorization }, ...init });
  return {
    status: response.status,
    text: await response.text(),
    length: response.headers.get('content-length'),
  };
}

const post = (method: string, fields: Readonly<Record<string, string>>) =>
  ask(method, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {
      authorization: basic(HOST, token),
      'content-type': 'application/x-www-form-urlencoded',
    },
  });

const alice = { user: 'alice', server: HOST };
const query = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();

async function waybill(...args: string[]): Promise<number> {
  const terminal = new FakeTerminal();
  return runCommandLine([...args, '--set', `dataDir=${world.dataDir}`], terminal, {});
}

describe('the auth API', () => {
  it('makes, knows, checks, changes and removes an account', async () => {
    expect(await ask(`user_exists?${query(alice)}`)).toMatchObject({ status: 200, text: 'false' });
    expect(await post('register', { ...alice, pass: PASSWORD })).toMatchObject({ status: 201 });
    expect(await post('register', { ...alice, pass: PASSWORD })).toMatchObject({ status: 409 });
    expect(await ask(`user_exists?${query(alice)}&pass=`)).toMatchObject({ text: 'true' });
    const right = query({ pass: PASSWORD, ...alice });
    expect(right).toContain('+');
    expect(await ask(`check_password?${right}`)).toEqual({
      status: 200,
      text: 'true',
      length: '4',
    });
    const encoded = `server=${HOST}&pass=${encodeURIComponent(PASSWORD)}&user=%61lice`;
    expect(await ask(`check_password?${encoded}`)).toMatchObject({ text: 'true' });
    expect(await ask(`check_password?${query({ ...alice, pass: 'wrong' })}`)).toEqual({
      status: 200,
      text: 'false',
      length: '5',
    });
    expect(await post('set_password', { ...alice, pass: 'short' })).toMatchObject({ status: 422 });
    expect(await post('set_password', { ...alice, pass: 'another good one' })).toMatchObject({
      status: 200,
      length: '0',
    });
    expect(await ask(`check_password?${right}`)).toMatchObject({ text: 'false' });
    expect(await post('remove_user_validate', { ...alice, pass: 'no' })).toMatchObject({
      status: 403,
    });
    expect(await post('remove_user', alice)).toMatchObject({ status: 200 });
    expect(await post('remove_user', alice)).toMatchObject({ status: 404 });
  });

  it('answers only who has the token, and only about its own hosts', async () => {
    const path = `user_exists?${query(alice)}`;
    expect(await ask(path, {}, basic(HOST, 'guess'))).toMatchObject({ status: 401 });
    expect(await ask(path, {}, basic('other', token))).toMatchObject({ status: 401 });
    expect(await ask(path, { headers: {} })).toMatchObject({ status: 401 });
    expect(await ask('user_exists?user=alice&server=localhost')).toMatchObject({ status: 403 });
    expect((await stat(join(world.dataDir, 'secrets', `auth-${HOST}`))).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong with a request', async () => {
    expect(await ask('get_certs?user=a&server=b')).toMatchObject({ status: 501 });
    expect(await ask('toString')).toMatchObject({ status: 404 });
    expect(await ask(`get_password?${query(alice)}`)).toMatchObject({ status: 404 });
    expect(await ask(`register?${query(alice)}`)).toMatchObject({ status: 405 });
    expect(await ask('check_password?user=%E9&server=b')).toMatchObject({ status: 400 });
    expect(await ask('check_password?user=a&user=b&server=c')).toMatchObject({ status: 400 });
    expect(await ask('check_password?user=a')).toMatchObject({ status: 400 });
    expect(await post('register', { ...alice, pass: 'x'.repeat(20_000) })).toMatchObject({
      status: 413,
    });
    const head = await ask(`user_exists?${query(alice)}`, { method: 'HEAD' });
    expect(head).toEqual({ status: 200, text: '', length: '5' });
    const strange = query({ user: 'a b@c', server: HOST, pass: PASSWORD });
    expect(await ask(`check_password?${strange}`)).toMatchObject({ text: 'false' });
  });

  it('does not close a host out for the guesses of one user', async () => {
    await post('register', { ...alice, pass: PASSWORD });
    for (let guess = 0; guess < 25; guess++) {
      const user = `nobody${String(guess)}`;
      await ask(`check_password?${query({ user, server: HOST, pass: 'wrong' })}`);
    }
    expect(await ask(`check_password?${query({ ...alice, pass: PASSWORD })}`)).toMatchObject({
      text: 'true',
    });
  });

  it('leaves neither address nor password in the log', async () => {
    await ask(`check_password?${query({ ...alice, pass: 'hush-hush' })}`);
    await ask(`user_exists?${query({ user: 'x', server: 'y', pass: 'hush-hush' })}`);
    const log = world.logLines.join('');
    expect(log).toContain('check_password');
    expect(log).not.toMatch(/hush|user=x/);
  });

  it('keeps accounts that the command line makes', async () => {
    expect(
      await waybill('adduser', `bob@${HOST}`, '--generate', '--set', `authApi.hosts=${HOST}`),
    ).toBe(0);
    const bob = query({ user: 'bob', server: HOST });
    expect(await ask(`user_exists?${bob}`)).toMatchObject({ text: 'true' });
  });
});

describe('waybill-extauth', () => {
  it('asks for ejabberd, and says nothing else on its output', async () => {
    await post('register', { ...alice, pass: PASSWORD });
    const program = fileURLToPath(new URL('../bin/waybill-extauth.mjs', import.meta.url));
    const file = join(world.dataDir, 'secrets', `auth-${HOST}`);
    const args = [program, '--url', base, '--name', HOST, '--token-file', file];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const frame = (text: string) => {
      const body = Buffer.from(text);
      return Buffer.concat([Buffer.of(body.length >> 8, body.length & 255), body]);
    };
    const questions = [
      `auth:alice:${HOST}:${PASSWORD}`,
      `auth:alice:${HOST}:wrong`,
      `isuser:nobody:${HOST}`,
      `certauth:alice:${HOST}:x`,
      `tryregister:carol:${HOST}:${PASSWORD}`,
    ];
    child.stdin.end(Buffer.concat(questions.map(frame)));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    const answers = [...Buffer.concat(chunks)].filter((_, index) => index % 4 === 3);
    expect(answers).toEqual([1, 0, 0, 0, 1]);
    expect(Buffer.concat(chunks)).toHaveLength(20);
  });
});
