import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ControlFault } from '../control/protocol.js';
import { controlSocketPath } from '../control/socket-path.js';
import { listening } from './listen-fault.js';
import { writePrivate } from './private-file.js';
import { advertised } from './streamhost.js';
import { loggedName } from './transfer-reporter.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-wiring-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('private files', () => {
  it('are readable by their owner only, and written once', async () => {
    const file = join(folder, 'keys', 'one');
    expect(await writePrivate(file, 'first')).toBe(true);
    expect(await writePrivate(file, 'second')).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe('first');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o600);
  });
});

describe('advertised addresses', () => {
  it.each([
    ['203.0.113.9', { host: '203.0.113.9' }],
    ['203.0.113.9:7778', { host: '203.0.113.9', port: 7778 }],
    ['files.example.org', { host: 'files.example.org' }],
    ['2001:db8::1', { host: '2001:db8::1' }],
    ['[2001:db8::1]', { host: '2001:db8::1' }],
    ['[2001:db8::1]:7778', { host: '2001:db8::1', port: 7778 }],
  ])('reads %s', (text, address) => {
    expect(advertised(text)).toEqual(address);
  });
});

describe('file names in the log', () => {
  it('show as much as was chosen', () => {
    expect(loggedName('secret plan.pdf', 'full')).toBe('secret plan.pdf');
    expect(loggedName('secret plan.pdf', 'extension')).toBe('*.pdf');
    expect(loggedName('secret plan.pdf', 'hash')).toMatch(/^[0-9a-f]{16}$/);
    expect(loggedName('secret plan.pdf', 'off')).toBeUndefined();
    expect(loggedName(undefined, 'full')).toBeUndefined();
  });
});

describe('the control socket', () => {
  it('has a path that fits, or says what to change', () => {
    expect(controlSocketPath(join(folder, 'data'))).toMatch(/control\.sock$/);
    const fault = controlSocketPath(join(folder, 'x'.repeat(120)));
    expect(fault).toBeInstanceOf(ControlFault);
  });
});

describe('a port that cannot be had', () => {
  it('is named with the reason and the key to change', async () => {
    const taken = Object.assign(new Error('x'), { code: 'EADDRINUSE' });
    const opening = listening('http.listen', { host: '127.0.0.1', port: 8080 }, () =>
      Promise.reject(taken),
    );
    await expect(opening).rejects.toThrow(
      'cannot listen on 127.0.0.1 port 8080: another program has it; change http.listen',
    );
  });
});
