import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HANDSHAKE_BYTES, REPLY, Socks5Reader } from './socks5-reader.js';

const HASH = '0123456789abcdef0123456789abcdef01234567';
const greeting = Buffer.from([5, 1, 0]);
const request = (name = HASH, port = 0, command = 1) =>
  Buffer.concat([
    Buffer.from([5, command, 0, 3, name.length]),
    Buffer.from(name),
    Buffer.from([port >> 8, port & 255]),
  ]);

/** Plays a dialogue as a server would: everything said, how it ended, what was left over. */
function play(pieces: Iterable<Uint8Array>) {
  const reader = new Socks5Reader();
  const said: Buffer[] = [];
  const rest: Uint8Array[] = [];
  let outcome = 'incomplete';
  for (const piece of pieces) {
    const step = reader.write(piece);
    if (outcome === 'incomplete') outcome = step.outcome;
    if (step.reply !== undefined) said.push(step.reply);
    rest.push(piece.subarray(step.consumed));
  }
  if (outcome === 'requested') said.push(reader.replyWith(REPLY.succeeded));
  return {
    said: Buffer.concat(said).toString('hex'),
    rest: Buffer.concat(rest).toString('hex'),
    outcome,
    address: reader.address,
  };
}

const bytewise = (whole: Uint8Array) => Array.from(whole, (byte) => Uint8Array.of(byte));
const accepted = `0500${Buffer.concat([Buffer.from([5, 0, 0, 3, 40]), Buffer.from(HASH), Buffer.alloc(2)]).toString('hex')}`;

describe('Socks5Reader', () => {
  it('accepts the dialogue of XEP-0065 and echoes address and port', () => {
    expect(play([greeting, request()])).toEqual({
      said: accepted,
      rest: '',
      outcome: 'requested',
      address: HASH,
    });
  });

  it.each([
    ['whole', [Buffer.concat([greeting, request()])]],
    ['split greeting', [greeting.subarray(0, 1), greeting.subarray(1), request()]],
    ['split request', [greeting, request().subarray(0, 7), request().subarray(7)]],
    ['two methods', [Buffer.from([5, 2, 2, 0]), request()]],
    ['byte by byte', bytewise(Buffer.concat([greeting, request()]))],
  ])('accepts a handshake that comes %s', (_name, pieces) => {
    expect(play(pieces)).toMatchObject({ said: accepted, outcome: 'requested' });
  });

  it('leaves what follows the request to the caller', () => {
    const early = Buffer.from('early');
    expect(play([Buffer.concat([greeting, request(), early])]).rest).toBe(early.toString('hex'));
  });

  it.each([
    ['another version', Buffer.from([4, 1, 0]), ''],
    ['no method we have', Buffer.from([5, 2, 1, 2]), '05ff'],
    ['no method at all', Buffer.from([5, 0]), '05ff'],
    ['another version in the request', Buffer.from([5, 1, 0, 4]), '0500'],
  ])('refuses %s', (_name, input, said) => {
    expect(play([input])).toMatchObject({ outcome: 'refused', said });
    expect(play(bytewise(input))).toMatchObject({ outcome: 'refused', said });
  });

  it.each([
    ['BIND', request(HASH, 0, 2), REPLY.commandNotSupported],
    ['UDP ASSOCIATE', request(HASH, 0, 3), REPLY.commandNotSupported],
    [
      'an IPv4 address',
      Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, 0, 80]),
      REPLY.addressTypeNotSupported,
    ],
    [
      'an IPv6 address',
      Buffer.from([5, 1, 0, 4, ...Array<number>(16).fill(1), 0, 80]),
      REPLY.addressTypeNotSupported,
    ],
    ['upper-case hex', request(HASH.toUpperCase()), REPLY.notAllowed],
    ['39 digits', request(HASH.slice(1)), REPLY.notAllowed],
    ['41 digits', request(`${HASH}0`), REPLY.notAllowed],
    ['an empty name', request(''), REPLY.notAllowed],
    ['a host name', request('files.example.org'), REPLY.notAllowed],
    ['a port', request(HASH, 7777), REPLY.notAllowed],
  ])('refuses %s with a reply of the same shape', (_name, input, code) => {
    const echo = Buffer.from(input);
    echo[1] = code;
    const answer = { outcome: 'refused', said: `0500${echo.toString('hex')}`, address: undefined };
    expect(play([greeting, input])).toMatchObject(answer);
    expect(play(bytewise(Buffer.concat([greeting, input])))).toMatchObject(answer);
  });

  it('refuses an unknown address type, whose length nobody knows, at once', () => {
    expect(play([greeting, Buffer.from([5, 1, 0, 9])])).toMatchObject({
      outcome: 'refused',
      said: '050005080001000000000000',
    });
  });

  it('reads no more than its limit', () => {
    const reader = new Socks5Reader();
    const long = Buffer.concat([
      Buffer.from([5, 255]),
      Buffer.alloc(255),
      request('x'.repeat(255)),
    ]);
    const step = reader.write(long);
    expect(step.outcome).toBe('refused');
    expect(step.consumed).toBe(MAX_HANDSHAKE_BYTES + 1);
  });

  it('says the same to every split of a dialogue in two and three', () => {
    for (const whole of [
      Buffer.concat([greeting, request(), Buffer.from('data')]),
      Buffer.from([5, 3, 1, 0, 2, 5, 1, 0, 4]),
    ]) {
      const want = play([whole]);
      for (let i = 0; i <= whole.length; i++) {
        for (let j = i; j <= whole.length; j++) {
          expect(play([whole.subarray(0, i), whole.subarray(i, j), whole.subarray(j)])).toEqual(
            want,
          );
        }
      }
    }
  });

  it('bears every start of two bytes', () => {
    const tally = { incomplete: 0, requested: 0, refused: 0 };
    for (let start = 0; start < 65_536; start++) {
      const step = new Socks5Reader().write(Uint8Array.of(start >> 8, start & 255));
      tally[step.outcome]++;
    }
    // version 5 with at least one method
    expect(tally).toEqual({ incomplete: 255, requested: 0, refused: 65_281 });
  });

  it('says the same to 100 000 random dialogues, however they are cut', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const dialogue = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc
        .tuple(fc.constantFrom(0, 1, 2, 3, 5), byte, byte, byte, fc.uint8Array({ maxLength: 80 }))
        .map(([methods, command, reserved, type, rest]) =>
          Uint8Array.of(
            5,
            methods,
            ...Array<number>(methods).fill(0),
            5,
            command % 4,
            reserved,
            type % 6,
            ...rest,
          ),
        ),
    );
    let played = 0;
    fc.assert(
      fc.property(dialogue, byte, (whole, cut) => {
        played++;
        const at = whole.length === 0 ? 0 : cut % whole.length;
        const one = play([whole]);
        const two = play([whole.subarray(0, at), whole.subarray(at)]);
        return one.said === two.said && one.outcome === two.outcome && one.rest === two.rest;
      }),
      { numRuns: 100_000, seed: 65 },
    );
    expect(played).toBe(100_000);
  }, 60_000);
});
