import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { SocksStreamhost } from '@waybill/bytes';
import { bytestreamAddress, hasEnded, type Transfer } from '@waybill/domain';
import { afterEach, describe, expect, it } from 'vitest';
import { TransferWorld, type Client } from './testing/transfer-world.js';

const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const SI = 'http://jabber.org/protocol/si';
const FILE = `${SI}/profile/file-transfer`;
const a = 'alice@example.org/a';
const b = 'bob@example.org/b';
const proxy = 'proxy.example.org';
const address = bytestreamAddress('s1', a, b);

let streamhost: SocksStreamhost;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await streamhost.close();
});

/** A client's connection to the streamhost, accepted for the bytestream. */
async function socks5(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  // a relay that is cut off resets its connections, which is what some of these tests are about
  socket.on('error', () => undefined);
  const request = Buffer.concat([
    Buffer.from([5, 1, 0, 5, 1, 0, 3, 40]),
    Buffer.from(address),
    Buffer.from([0, 0]),
  ]);
  socket.write(request);
  let got = Buffer.alloc(0);
  while (got.length < 2 + request.length - 3) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    got = Buffer.concat([got, chunk]);
  }
  expect([...got.subarray(0, 4)]).toEqual([5, 0, 5, 0]);
  return socket;
}

/** Plays an offer, its answer and the choice of our proxy. */
async function negotiate(alice: Client, bob: Client, size: number) {
  await alice.sends(
    `<iq to='${b}' type='set' id='o'><si xmlns='${SI}' id='s1' profile='${FILE}'><file xmlns='${FILE}' name='f' size='${size}'/></si></iq>`,
  );
  await bob.sends(`<iq to='${a}' type='result' id='o'><si xmlns='${SI}'/></iq>`);
  await alice.sends(`<iq to='${proxy}' type='get' id='q'><query xmlns='${BYTESTREAMS}'/></iq>`);
  const [, port = ''] = /host="127.0.0.1" port="(\d+)"/.exec(alice.last.markup) ?? [];
  await alice.sends(
    `<iq to='${b}' type='set' id='h'><query xmlns='${BYTESTREAMS}' sid='s1'><streamhost jid='${proxy}' host='127.0.0.1' port='${port}'/></query></iq>`,
  );
  const receiver = await socks5(Number(port));
  await bob.sends(
    `<iq to='${a}' type='result' id='h'><query xmlns='${BYTESTREAMS}'><streamhost-used jid='${proxy}'/></query></iq>`,
  );
  const sender = await socks5(Number(port));
  await alice.sends(
    `<iq to='${proxy}' type='set' id='v'><query xmlns='${BYTESTREAMS}' sid='s1'><activate>${b}</activate></query></iq>`,
  );
  expect(alice.last.type).toBe('result');
  return { sender, receiver };
}

/** The transfer once it has ended. */
async function ended(world: TransferWorld): Promise<Transfer> {
  for (;;) {
    const row = await world.row();
    if (hasEnded(row.state)) return row;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function open(): Promise<{ world: TransferWorld; alice: Client; bob: Client }> {
  const world = new TransferWorld('example.org', (registry) => {
    const listen = [{ host: '127.0.0.1', port: 0 }];
    streamhost = new SocksStreamhost({ listen, advertise: [{ host: '127.0.0.1' }] }, registry);
    return streamhost;
  });
  await streamhost.open();
  return { world, alice: world.client(a, '192.0.2.10'), bob: world.client(b, '192.0.2.20') };
}

describe('a file through our own streamhost', () => {
  it('arrives whole, and its record says so', async () => {
    const { world, alice, bob } = await open();
    const file = randomBytes(300_000);
    const { sender, receiver } = await negotiate(alice, bob, file.length);
    const received: Buffer[] = [];
    receiver.on('data', (chunk: Buffer) => received.push(chunk));
    sender.end(file);
    await once(receiver, 'end');
    receiver.end();
    expect(Buffer.concat(received).equals(file)).toBe(true);
    const row = await ended(world);
    expect(row).toMatchObject({
      method: 'si-socks5',
      path: 'relayed',
      state: 'completed',
      evidence: 'observed',
      visibility: 'full',
      measured: { bytesSenderToReceiver: 300_000, bytesReceiverToSender: 0 },
      sender: { address: '127.0.0.1' },
    });
    expect(await world.kinds(row)).toEqual(
      expect.arrayContaining(['offered', 'accepted', 'connected', 'activated', 'closed']),
    );
  });

  it('cut off by an operator is cancelled, with the bytes that passed', async () => {
    const { world, alice, bob } = await open();
    const { sender, receiver } = await negotiate(alice, bob, 1_000);
    sender.write(randomBytes(400));
    await once(receiver, 'data');
    expect(world.ledger.cancel((await world.row()).id, 'root')).toBe('cancelled');
    expect(await ended(world)).toMatchObject({
      state: 'cancelled',
      reason: 'cancelled-by-admin',
      measured: { bytesSenderToReceiver: 400 },
    });
  });

  it('whose sender vanishes fails, with the bytes that passed', async () => {
    const { world, alice, bob } = await open();
    const { sender, receiver } = await negotiate(alice, bob, 1_000);
    sender.write(randomBytes(400));
    await once(receiver, 'data');
    sender.resetAndDestroy();
    receiver.end();
    expect(await ended(world)).toMatchObject({
      state: 'failed',
      reason: 'peer-gone',
      measured: { bytesSenderToReceiver: 400 },
    });
  });
});
