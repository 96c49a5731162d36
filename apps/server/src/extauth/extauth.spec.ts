import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bridge } from './bridge.js';
import { callOf, FrameReader, type Call } from './frames.js';

const frame = (text: string) => {
  const body = Buffer.from(text);
  const head = Buffer.alloc(2);
  head.writeUInt16BE(body.length);
  return Buffer.concat([head, body]);
};

describe('frames of ejabberd', () => {
  it('are the same however their bytes come', () => {
    const bytes = Buffer.concat([frame('isuser:a:b'), frame(''), frame('auth:é:b:p')]);
    const texts = ['isuser:a:b', '', 'auth:é:b:p'];
    expect(new FrameReader().take(bytes)).toEqual(texts);
    const reader = new FrameReader();
    expect([...bytes].flatMap((byte) => reader.take(Buffer.of(byte)))).toEqual(texts);
  });

  it('carry a password with anything in it', () => {
    expect(callOf('auth:alice:example.org:p:w &=+é')?.fields).toEqual({
      user: 'alice',
      server: 'example.org',
      pass: 'p:w &=+é',
    });
    expect(callOf('setpass:alice:example.org:')?.fields['pass']).toBe('');
  });

  it.each(['', 'auth', 'auth:alice', 'auth:alice:host', 'certauth:a:b:c', 'toString:a:b:c'])(
    'mean nothing as %j',
    (text) => {
      expect(callOf(text)).toBeUndefined();
    },
  );
});

describe('the bridge', () => {
  it('answers in the order of the questions, whichever is ready first, and ends with its input', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const ready = new Map<string | undefined, (yes: boolean) => void>();
    const asked: Call[] = [];
    let both: () => void = () => undefined;
    const bothAsked = new Promise<void>((resolve) => (both = resolve));
    const ended = bridge(input, output, (call) => {
      asked.push(call);
      return new Promise((resolve) => {
        ready.set(call.fields['user'], resolve);
        if (ready.size === 2) both();
      });
    });
    input.end(Buffer.concat([frame('auth:a:h:1'), frame('nonsense'), frame('tryregister:b:h:2')]));
    await bothAsked;
    ready.get('b')?.(true);
    ready.get('a')?.(false);
    await ended;
    expect(output.read()).toEqual(Buffer.of(0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 1));
    expect(asked.map(({ method }) => method)).toEqual(['check_password', 'register']);
  });
});
