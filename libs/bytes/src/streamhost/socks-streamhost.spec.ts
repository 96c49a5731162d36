import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshAddress, greeting, request, Rig } from './streamhost.fixture.js';

const succeeded = (address: string) => {
  const reply = request(address);
  reply[1] = 0;
  return reply;
};

describe.each([
  ['direct reads', true],
  ['data events', false],
])('SocksStreamhost with %s', (_name, directReads) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.open({ directReads });
  });
  afterEach(() => rig.close());

  const shapes: [string, (address: string) => Buffer[]][] = [
    ['normal', (address) => [greeting, request(address)]],
    [
      'split greeting',
      (address) => [greeting.subarray(0, 1), greeting.subarray(1), request(address)],
    ],
    [
      'split request',
      (address) => [greeting, request(address).subarray(0, 9), request(address).subarray(9)],
    ],
    ['pipelined', (address) => [Buffer.concat([greeting, request(address)])]],
    ['two methods', (address) => [Buffer.from([5, 2, 0, 2]), request(address)]],
  ];

  it.each(shapes)('accepts a handshake that is %s', async (_shape, pieces) => {
    const address = freshAddress();
    const party = await rig.dial();
    party.socket.setNoDelay(true);
    for (const piece of pieces(address)) {
      await new Promise<void>((resolve) => party.socket.write(piece, () => resolve()));
    }
    expect(await party.read(2)).toEqual(Buffer.from([5, 0]));
    expect(await party.read(47)).toEqual(succeeded(address));
    expect(rig.registry.connections).toEqual([
      { address, order: 1, peerAddress: '127.0.0.1', at: rig.ticker.now() },
    ]);
  });

  it('relays both ways and reports exact counts when both sides have ended', async () => {
    const { address, first, second } = await rig.relay();
    second.socket.end('a file of 20 bytes..');
    expect((await first.readAll()).toString()).toBe('a file of 20 bytes..');
    first.socket.end('thanks');
    expect((await second.readAll()).toString()).toBe('thanks');
    expect(await rig.registry.end(address)).toEqual({
      reason: 'finished',
      activated: true,
      bytes: { fromFirst: 6, fromSecond: 20 },
      at: rig.ticker.now(),
    });
    expect(rig.streamhost.state(address)).toBe('unknown');
    expect(rig.streamhost.load).toMatchObject({ pending: 0, active: 0, bufferBytes: 0 });
  });

  it('passes on a half-close and goes on with the other direction', async () => {
    const { address, first, second } = await rig.relay();
    first.socket.end();
    expect(await second.readAll()).toHaveLength(0);
    second.socket.end(Buffer.alloc(100_000, 7));
    expect(Buffer.alloc(100_000, 7).equals(await first.readAll())).toBe(true);
    expect(await rig.registry.end(address)).toMatchObject({ reason: 'finished' });
  });

  it('lets no byte cross before the activation, and loses none that came early', async () => {
    const address = freshAddress();
    const { party: first } = await rig.join(address);
    const second = await rig.dial();
    second.socket.write(Buffer.concat([greeting, request(address), Buffer.from('early ')]));
    await second.read(49);
    second.socket.end('bird');
    expect(first.socket.bytesRead).toBe(49);
    expect(rig.streamhost.activate(address, 'alice@example.org')).toBe('activated');
    expect((await first.readAll()).toString()).toBe('early bird');
    first.socket.end();
    expect((await rig.registry.end(address)).bytes).toEqual({ fromFirst: 0, fromSecond: 10 });
  });

  it('refuses a third connection and leaves the first two alone', async () => {
    const { address, first, second } = await rig.pair();
    const { party: third, code } = await rig.join(address);
    expect(code).toBe(2);
    expect(await third.readAll()).toHaveLength(0);
    rig.streamhost.activate(address, 'alice@example.org');
    const { code: late } = await rig.join(address);
    expect(late).toBe(2);
    second.socket.end('still here');
    expect((await first.readAll()).toString()).toBe('still here');
  });

  it('gives the place of a party that has hung up to the next', async () => {
    const { address, first } = await rig.pair();
    first.socket.resetAndDestroy();
    await expect.poll(() => rig.streamhost.state(address)).toBe('one-party');
    const { code } = await rig.join(address);
    expect(code).toBe(0);
    expect(rig.streamhost.state(address)).toBe('paired');
    expect(rig.registry.connections.map(({ order }) => order)).toEqual([1, 2, 1]);
  });

  it('reports a bytestream that both parties left before its activation', async () => {
    const { address, first, second } = await rig.pair();
    first.socket.resetAndDestroy();
    second.socket.resetAndDestroy();
    expect(await rig.registry.end(address)).toMatchObject({
      reason: 'peer-gone',
      activated: false,
    });
    expect(rig.streamhost.load.pending).toBe(0);
  });

  it('says how far a bytestream is', async () => {
    const address = freshAddress();
    const { streamhost } = rig;
    expect(streamhost.state(address)).toBe('unknown');
    expect(streamhost.activate(address, 'a@b')).toBe('unknown');
    await rig.join(address);
    expect(streamhost.state(address)).toBe('one-party');
    expect(streamhost.activate(address, 'a@b')).toBe('one-party');
    await rig.join(address);
    expect(streamhost.state(address)).toBe('paired');
    expect(streamhost.activate(address, 'a@b')).toBe('activated');
    expect(streamhost.state(address)).toBe('active');
    expect(streamhost.activate(address, 'a@b')).toBe('already-active');
  });

  it.each([['first'], ['second']] as const)('notices that the %s party vanishes', async (gone) => {
    const { address, first, second } = await rig.relay();
    second.socket.write(Buffer.alloc(50_000));
    await first.read(50_000);
    const parties = { first, second };
    parties[gone].socket.resetAndDestroy();
    expect(await rig.registry.end(address)).toMatchObject({
      reason: 'peer-gone',
      bytes: { fromFirst: 0, fromSecond: 50_000 },
    });
    const other = gone === 'first' ? second : first;
    await other.closed;
    // not a FIN: a torn file must not look like a whole one
    expect(other.error).toBe('ECONNRESET');
  });

  it('takes a reset behind the sender’s FIN for a close', async () => {
    const { address, first, second } = await rig.relay();
    second.socket.end(Buffer.alloc(50_000));
    await first.readAll();
    second.socket.resetAndDestroy();
    first.socket.end('thanks');
    expect(await rig.registry.end(address)).toMatchObject({
      reason: 'finished',
      bytes: { fromSecond: 50_000 },
    });
  });

  it('cancels', async () => {
    const { address, first } = await rig.relay();
    expect(rig.streamhost.cancel(address)).toBe(true);
    expect(await rig.registry.end(address)).toMatchObject({ reason: 'cancelled' });
    await first.closed;
    expect(rig.streamhost.cancel(address)).toBe(false);
  });

  it('ends everything when it closes', async () => {
    const { address } = await rig.relay();
    const waiting = await rig.pair();
    await rig.dial();
    await rig.streamhost.close();
    expect(rig.registry.ends.get(address)).toMatchObject({ reason: 'server-shutdown' });
    expect(rig.registry.ends.get(waiting.address)).toMatchObject({
      reason: 'server-shutdown',
      activated: false,
    });
    expect(rig.streamhost.endpoints()).toEqual([]);
  });
});
