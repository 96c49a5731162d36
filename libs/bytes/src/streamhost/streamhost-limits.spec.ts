import { createHash } from 'node:crypto';
import type { Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SocksStreamhost } from './socks-streamhost.js';
import { freshAddress, greeting, RecordingRegistry, Rig } from './streamhost.fixture.js';
import type { StreamhostLimits } from './streamhost-settings.js';

describe('SocksStreamhost', () => {
  let rig: Rig;
  afterEach(() => rig.close());
  const open = async (limits: Partial<StreamhostLimits> = {}) => (rig = await Rig.open({ limits }));

  it('closes a handshake that does not end', async () => {
    await open({ handshakeTimeoutSeconds: 10 });
    const party = await rig.dial();
    party.socket.write(greeting);
    await party.read(2);
    rig.ticker.advance(9_000);
    expect(party.hasEnded).toBe(false);
    rig.ticker.advance(2_000);
    await party.closed;
    expect(rig.registry.ends.size).toBe(0);
  });

  it('closes a bytestream that nobody activates', async () => {
    await open({ activationTimeoutSeconds: 60 });
    const { address, first, second } = await rig.pair();
    const alone = freshAddress();
    const { party } = await rig.join(alone);
    rig.ticker.advance(61_000);
    const timedOut = { reason: 'activation-timeout', activated: false };
    expect(rig.registry.ends.get(address)).toMatchObject(timedOut);
    expect(rig.registry.ends.get(alone)).toMatchObject(timedOut);
    await Promise.all([first.closed, second.closed, party.closed]);
    expect(rig.streamhost.activate(address, 'a@b')).toBe('unknown');
  });

  it('closes a relay that is idle, and tells progress while it is not', async () => {
    await open({ idleTimeoutSeconds: 120 });
    const { address, first, second } = await rig.relay();
    rig.ticker.advance(100_000);
    second.socket.write('still there');
    await first.read(11);
    rig.ticker.advance(100_000);
    expect(rig.registry.progress).toEqual([{ fromFirst: 0, fromSecond: 11 }]);
    expect(rig.registry.ends.size).toBe(0);
    rig.ticker.advance(21_000);
    expect(rig.registry.ends.get(address)).toMatchObject({
      reason: 'idle-timeout',
      bytes: { fromFirst: 0, fromSecond: 11 },
    });
  });

  it('does not wait long for a receiver that has everything and does not hang up', async () => {
    await open({ lingerTimeoutSeconds: 30 });
    const { address, first, second } = await rig.relay();
    second.socket.end('all of it');
    await first.readAll();
    await expect
      .poll(() => (rig.ticker.advance(30_000), rig.registry.ends.get(address)?.reason))
      .toBe('finished');
    expect(rig.streamhost.load.active).toBe(0);
  });

  it('waits for a sender although the receiver has closed its side', async () => {
    await open({ lingerTimeoutSeconds: 30, idleTimeoutSeconds: 120 });
    const { address, first, second } = await rig.relay();
    first.socket.end();
    await second.readAll();
    rig.ticker.advance(60_000);
    second.socket.end('slow to start');
    expect((await first.readAll()).toString()).toBe('slow to start');
    expect(await rig.registry.end(address)).toMatchObject({ reason: 'finished' });
  });

  it('ends a relay that goes on too long', async () => {
    await open({ maxRelaySeconds: 10 });
    const { address } = await rig.relay();
    rig.ticker.advance(11_000);
    expect(rig.registry.ends.get(address)).toMatchObject({ reason: 'quota-exceeded' });
  });

  it.each([
    ['configured', { maxRelayBytes: 1000 }, undefined],
    ['agreed', {}, 1000],
  ])('passes on no more bytes than are %s', async (_name, limits, agreed) => {
    await open(limits);
    const { address, first, second } = await rig.pair();
    rig.streamhost.activate(address, 'a@b', agreed);
    second.socket.write(Buffer.alloc(1000));
    await first.read(1000);
    second.socket.write('x');
    expect(await rig.registry.end(address)).toMatchObject({
      reason: 'policy-size',
      bytes: { fromFirst: 0, fromSecond: 1000 },
    });
  });

  it('says what runs against the bounds on it, while it listens', async () => {
    await open({ maxActive: 3, bytesPerSecond: 1000 });
    await rig.relay();
    const bounds = { maxActive: 3, maxBytesPerSecond: 1000 };
    expect(rig.streamhost.relays).toEqual({ active: 1, ...bounds });
    await rig.streamhost.close();
    expect(rig.streamhost.relays).toBeUndefined();
  });

  it('turns away what is too much for one address, and in all', async () => {
    await open({ maxPendingPerAddress: 2 });
    const { address } = await rig.pair();
    const fate = rig.dial().then(
      (third) => third.closed.then(() => third.error),
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect(await fate).toBe('ECONNRESET');
    expect(rig.streamhost.load).toMatchObject({ pending: 2, turnedAway: 1 });
    // what relays no longer counts
    rig.streamhost.activate(address, 'a@b');
    expect((await rig.join(freshAddress())).code).toBe(0);
  });

  it('limits the relays of an account, and of all', async () => {
    await open({ maxActivePerAccount: 1, maxActive: 2 });
    await rig.relay('alice@example.org');
    const { address } = await rig.pair();
    expect(rig.streamhost.activate(address, 'alice@example.org')).toBe('too-many');
    expect(rig.streamhost.activate(address, 'bob@example.org')).toBe('activated');
    const another = await rig.pair();
    expect(rig.streamhost.activate(another.address, 'carol@example.org')).toBe('too-many');
    expect(rig.streamhost.cancel(address)).toBe(true);
    expect(rig.streamhost.activate(another.address, 'carol@example.org')).toBe('activated');
  });

  it('refuses an address that the ledger does not expect', async () => {
    await open();
    const address = freshAddress();
    rig.registry.unwelcome.add(address);
    expect((await rig.join(address)).code).toBe(2);
    expect(rig.registry.connections).toEqual([]);
  });

  it('keeps to the rate of an account and of all', async () => {
    await open({ bytesPerSecond: 200_000, accountBytesPerSecond: 100_000 });
    const { first, second } = await rig.relay('alice@example.org');
    second.socket.write(Buffer.alloc(1_000_000));
    // a second's worth at once, one read over it at most, then nothing until time passes
    await first.read(100_000);
    await expect.poll(() => (rig.ticker.advance(1000), first.socket.bytesRead)).toBe(1_000_049);
    expect(rig.ticker.now() - 1_000_000).toBeGreaterThanOrEqual(8_000);
  });

  it('rests when file descriptors run out, and accepts again with the next tick', async () => {
    await open();
    const { port } = rig;
    const server = listener(rig.streamhost);
    server.emit('error', Object.assign(new Error('accept'), { code: 'EMFILE' }));
    expect(rig.streamhost.load.isPaused).toBe(true);
    await expect(rig.dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const again = new Promise((resolve) => server.once('listening', resolve));
    rig.ticker.advance(1000);
    await again;
    expect(rig.port).toBe(port);
    expect((await rig.join(freshAddress())).code).toBe(0);
  });

  it('hashes what each side sent, when asked to', async () => {
    rig = await Rig.open({ hash: true });
    const { address, first, second } = await rig.relay();
    const file = Buffer.alloc(9_000_000, 'waybill');
    second.socket.end(file);
    await first.readAll();
    first.socket.end();
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect((await rig.registry.end(address)).sha256).toEqual({
      fromFirst: sha256(Buffer.alloc(0)),
      fromSecond: sha256(file),
    });
  });

  it('listens on several addresses and says where', async () => {
    rig = await Rig.open({
      listen: [
        { host: '127.0.0.1', port: 0 },
        { host: '127.0.0.2', port: 0 },
      ],
      advertise: [{ host: 'files.example.org' }, { host: '2001:db8::1', port: 443 }],
    });
    const [one, two] = rig.streamhost.addresses;
    expect(one?.port).toBeGreaterThan(0);
    expect(two?.port).toBeGreaterThan(0);
    expect(rig.streamhost.endpoints()).toEqual([
      { host: 'files.example.org', port: one?.port },
      { host: '2001:db8::1', port: 443 },
    ]);
  });

  it('does not start where the port is taken', async () => {
    await open();
    const second = new SocksStreamhost(
      { listen: [{ host: '127.0.0.1', port: rig.port }] },
      new RecordingRegistry(),
    );
    await expect(second.open()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

/** The server socket inside, to make it fail as the kernel would. */
function listener(streamhost: SocksStreamhost): Server {
  const inside = streamhost as unknown as { listeners: { listeners: { server: Server }[] } };
  const server = inside.listeners.listeners[0]?.server;
  if (server === undefined) throw new Error('does not listen');
  return server;
}
