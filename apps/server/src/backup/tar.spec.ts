import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BadTar, readTar, TAR_END, tarHeader, tarPadding } from './tar.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'waybill-tar-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function archive(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const body = Buffer.from(text);
    return [tarHeader({ name, size: body.length }, 1_764_000_000), body, tarPadding(body.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

async function* inPieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.subarray(at, at + length));
  }
}

async function read(bytes: Buffer, length: number) {
  const files: Record<string, string> = {};
  for await (const { name, body } of readTar(inPieces(bytes, length))) {
    let text = '';
    for await (const part of body) text += part.toString('latin1');
    files[name] = text;
  }
  return files;
}

const FILES = { 'manifest.json': '{}', empty: '', 'keys/long.key': 'x'.repeat(1500) };

it.each([1, 511, 512, 100_000])('reads what it wrote, in pieces of %d bytes', async (length) => {
  expect(await read(archive(FILES), length)).toEqual(FILES);
});

it('goes over what nobody reads', async () => {
  const names: string[] = [];
  for await (const { name } of readTar(inPieces(archive(FILES), 700))) names.push(name);
  expect(names).toEqual(Object.keys(FILES));
});

it('writes what tar reads, and reads what tar writes', async () => {
  writeFileSync(join(folder, 'ours.tar'), archive(FILES));
  execFileSync('tar', ['-xf', 'ours.tar'], { cwd: folder });
  expect(readFileSync(join(folder, 'keys', 'long.key'), 'utf8')).toBe(FILES['keys/long.key']);
  execFileSync('tar', ['--format=ustar', '-cf', 'theirs.tar', 'manifest.json', 'keys/long.key'], {
    cwd: folder,
  });
  const { empty, ...others } = FILES;
  expect(empty).toBe('');
  expect(await read(readFileSync(join(folder, 'theirs.tar')), 4096)).toEqual(others);
});

it('keeps sizes that eleven octal digits do not hold', async () => {
  const header = tarHeader({ name: 'large', size: 9_000_000_000_000 }, 0);
  const { value } = await readTar(inPieces(header, 512)).next();
  expect(value).toMatchObject({ name: 'large', size: 9_000_000_000_000 });
});

it('refuses what is no archive, or not the whole of one', async () => {
  await expect(read(Buffer.alloc(1024, 'x'), 512)).rejects.toThrow(BadTar);
  await expect(read(archive(FILES).subarray(0, 1600), 512)).rejects.toThrow('too early');
  const damaged = archive(FILES);
  damaged[3] = 0x7a;
  await expect(read(damaged, 512)).rejects.toThrow(BadTar);
});
