import { afterEach, describe, expect, it } from 'vitest';
import { HEADER, Stage, logIn, type StageOptions } from './testing/stage.js';
import type { WireClient } from './testing/wire-client.js';

const ME = 'alice@localhost/desk';

let stage: Stage;
afterEach(() => stage.close());

async function online(options: StageOptions = {}): Promise<WireClient> {
  stage = await Stage.open(options);
  const client = await stage.connect();
  await logIn(client, 'alice', 'secret', 'desk');
  return client;
}
const errorIn = (text: string) => /<stream:error><([a-z-]+) /.exec(text)?.[1];

describe('time', () => {
  it('runs out before login, whatever is sent', async () => {
    stage = await Stage.open();
    const client = await stage.connect();
    await client.send(HEADER);
    await client.until('</stream:features>');
    for (let i = 0; i < 6; i++) {
      stage.advance(4_900);
      await client.send(' ');
    }
    stage.advance(1_000);
    expect(errorIn(await client.end())).toBe('connection-timeout');
  });

  it('runs out without a header', async () => {
    stage = await Stage.open();
    const client = await stage.connect();
    stage.advance(30_250);
    expect(errorIn(await client.end())).toBe('connection-timeout');
  });

  it('is given to a quiet session by a ping, and taken when nothing comes', async () => {
    const client = await online();
    stage.advance(300_250);
    stage.advance(128_000);
    stage.advance(128_000);
    const ping = await client.until('</iq>');
    expect(ping).toMatch(
      /^<iq type='get' id='ping-\w+' from='localhost' to='alice@localhost\/desk'><ping xmlns='urn:xmpp:ping'\/><\/iq>$/,
    );
    for (let i = 0; i < 3; i++) stage.advance(60_000);
    expect(errorIn(await client.end())).toBe('connection-timeout');
  });

  it('is given anew by anything that is sent', async () => {
    const client = await online();
    stage.advance(300_250);
    await client.until('</iq>');
    await client.send("<iq type='result' id='x' to='localhost'/>");
    await stage.host.until(() => stage.host.received.length === 1);
    stage.advance(60_250);
    await client.send(`<message to='${ME}'/>`);
    expect(await client.until('/>')).toContain('<message');
  });
});

describe('bounds', () => {
  it('hold before login', async () => {
    stage = await Stage.open();
    const [long, much] = [await stage.connect(), await stage.connect()];
    const end = long.end();
    await long.send(`${HEADER}<iq>${'x'.repeat(10_300)}`);
    expect(errorIn(await end)).toBe('policy-violation');
    await much.send(HEADER);
    await much.send(' '.repeat(66_000));
    expect(errorIn(await much.end())).toBe('policy-violation');
  });

  it('are wider after it', async () => {
    const client = await online();
    const body = 'x'.repeat(250_000);
    await client.send(`<message to='${ME}'><body>${body}</body></message>`);
    expect(await client.until('</message>')).toContain(body);
    const end = client.end();
    await client.send(`<message to='${ME}'><body>${body.repeat(2)}`);
    expect(errorIn(await end)).toBe('policy-violation');
  });

  it.each([
    ['maxConnections', 'connections'],
    ['maxConnectionsPerAddress', 'connections-per-address'],
    ['maxUnauthenticated', 'unauthenticated'],
    ['maxUnauthenticatedPerAddress', 'unauthenticated-per-address'],
    ['attemptsPerMinutePerAddress', 'attempts-per-address'],
  ])('%s turns away who is too many', async (limit) => {
    stage = await Stage.open({ limits: { [limit]: 2 } });
    const kept = [await stage.connect(), await stage.connect()];
    for (const client of kept) {
      await client.send(HEADER);
      await client.until('</stream:features>');
    }
    const third = await stage.connect();
    expect(errorIn(await third.end())).toBe('resource-constraint');
    expect(stage.logged).toContain('connection_refused');
    expect(stage.server.size).toBe(2);
  });

  it('on unauthenticated streams are free again after a login', async () => {
    stage = await Stage.open({ limits: { maxUnauthenticatedPerAddress: 1 } });
    for (let i = 0; i < 3; i++) await logIn(await stage.connect());
    expect(stage.host.sessions.size).toBe(3);
  });

  it('on the rate make the reading pause, and nothing is lost', async () => {
    const client = await online({ limits: { stanzasPerSecond: 10, burstStanzas: 5 } });
    await client.send(Array.from({ length: 20 }, (_, i) => `<message id='${i}'/>`).join(''));
    await stage.host.until(() => stage.host.received.length >= 6);
    expect(stage.host.received).toHaveLength(6);
    for (let i = 0; i < 16; i++) stage.advance(250);
    await stage.host.until(() => stage.host.received.length === 20);
    expect(stage.host.received.map(({ id }) => Number(id))).toEqual([...Array(20).keys()]);
  });

  it('on the bytes make the reading pause as well', async () => {
    const client = await online({ limits: { bytesPerSecond: 1_000, burstBytes: 1_000 } });
    const big = `<message><body>${'x'.repeat(4_000)}</body></message>`;
    await client.send(big);
    await stage.host.until(() => stage.host.received.length === 1);
    await client.send('<presence/>');
    stage.advance(1_000);
    expect(stage.host.received).toHaveLength(1);
    stage.advance(5_000);
    await stage.host.until(() => stage.host.received.length === 2);
  });
});

describe('a client that does not read', () => {
  const flood = async (limits: StageOptions['limits']) => {
    const slow = await online(limits === undefined ? {} : { limits });
    slow.pause();
    const session = [...stage.host.sessions.values()][0];
    if (session === undefined) throw new Error('no session');
    const stanza = { toString: () => `<message>${'x'.repeat(60_000)}</message>` };
    const deliver = () => session.deliver(stanza as never);
    return { slow, deliver };
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it('lets its senders wait, then is alone with its buffer, then is dropped', async () => {
    const { slow, deliver } = await flood({ sendBufferSoftBytes: 100_000 });
    let wait: void | Promise<void> = undefined;
    while (wait === undefined) {
      wait = deliver();
      await turn();
    }
    stage.advance(2_250);
    await wait;
    expect(deliver()).toBeUndefined();
    for (let i = 0; i < 32; i++) stage.advance(2_250);
    await stage.host.until(() => stage.host.sessions.size === 0);
    expect(stage.logged).toContain('send_stalled');
    slow.destroy();
  });

  it('is dropped at the hard bound at once', async () => {
    const { deliver } = await flood({ sendBufferHardBytes: 1_000_000 });
    for (let i = 0; i < 1_000 && stage.host.sessions.size > 0; i++) {
      void deliver();
      await turn();
    }
    await stage.host.until(() => stage.host.sessions.size === 0);
    expect(stage.logged).toContain('send_buffer_full');
  });

  it('goes on where it stopped when it reads again', async () => {
    const { slow, deliver } = await flood({ sendBufferSoftBytes: 100_000 });
    let wait: void | Promise<void> = undefined;
    let sent = 0;
    for (; wait === undefined; sent++) {
      wait = deliver();
      await turn();
    }
    slow.resume();
    await wait;
    await slow.send(`<message to='${ME}' id='last'/>`);
    const text = await slow.until('id="last"/>');
    expect(text.match(/<\/message>/g)).toHaveLength(sent);
  });
});
