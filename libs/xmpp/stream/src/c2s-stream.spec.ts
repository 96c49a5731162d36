import { StreamError } from '@waybill/core';
import { afterEach, describe, expect, it } from 'vitest';
import { HEADER, OLD_HEADER, Stage, logIn, type StageOptions } from './testing/stage.js';
import type { Cutting, WireClient } from './testing/wire-client.js';

const CUTTINGS: readonly Cutting[] = ['whole', 'byte-wise', 'random'];
const ME = 'alice@localhost/desk';

let stage: Stage;
afterEach(() => stage.close());

async function online(options: StageOptions = {}, cutting: Cutting = 'whole'): Promise<WireClient> {
  stage = await Stage.open(options);
  const client = await stage.connect(cutting);
  await logIn(client, 'alice', 'secret', 'desk');
  return client;
}
const errorIn = (text: string) => /<stream:error><([a-z-]+) /.exec(text)?.[1];

describe.each(CUTTINGS)('a stream header, %s', (cutting) => {
  const answerTo = async (header: string): Promise<string> => {
    stage = await Stage.open();
    const client = await stage.connect(cutting);
    await client.send(header);
    return client.end();
  };

  it.each([
    ['another root', HEADER.replace('stream:stream', 'stream:flow'), 'bad-format'],
    ['another stream namespace', HEADER.replace('etherx', 'example'), 'invalid-namespace'],
    [
      'another content namespace',
      HEADER.replace('jabber:client', 'jabber:server'),
      'invalid-namespace',
    ],
    ['no content namespace', HEADER.replace("xmlns='jabber:client'", ''), 'invalid-namespace'],
    ['no domain', HEADER.replace("to='localhost'", ''), 'improper-addressing'],
    [
      'an account for a domain',
      HEADER.replace("'localhost'", "'a@localhost'"),
      'improper-addressing',
    ],
    ['a domain that is none', HEADER.replace("'localhost'", "'a b'"), 'improper-addressing'],
    ['a domain that is not served', HEADER.replace("'localhost'", "'example.com'"), 'host-unknown'],
    [
      'a version that is no number',
      HEADER.replace("version='1.0'>", "version='one'>"),
      'unsupported-version',
    ],
    ['an HTTP request', 'GET / HTTP/1.1\r\n\r\n', 'bad-format'],
    [
      'another encoding',
      HEADER.replace("'1.0'?", "'1.0' encoding='latin1'?"),
      'unsupported-encoding',
    ],
  ])('with %s is answered by a header and an error', async (_, header, condition) => {
    const answer = await answerTo(header);
    expect(answer).toMatch(/^<\?xml version='1\.0'\?><stream:stream [^>]*id='[0-9a-f]{32}'/);
    expect(errorIn(answer)).toBe(condition);
    expect(answer).toMatch(/<\/stream:error><\/stream:stream>$/);
  });

  it.each([
    [
      'another prefix',
      HEADER.replace('stream:stream', 'flow:stream').replace('xmlns:stream', 'xmlns:flow'),
    ],
    ['a higher version', HEADER.replace("version='1.0'>", "version='2.0'>")],
    ['a domain in another case', HEADER.replace('localhost', 'LocalHost')],
  ])('with %s is served', async (_, header) => {
    stage = await Stage.open();
    const client = await stage.connect(cutting);
    await client.send(header);
    const answer = await client.until('</stream:features>');
    expect(answer).toContain("version='1.0' xml:lang='en'>");
    expect(answer).toContain(
      "<limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>10240</max-bytes>",
    );
  });

  it('without a version is served without features', async () => {
    stage = await Stage.open();
    const client = await stage.connect(cutting);
    await client.send(`${OLD_HEADER}</stream:stream>`);
    expect(await client.end()).toMatch(
      /^<\?xml[^>]*><stream:stream [^>]*xml:lang='en'><\/stream:stream>$/,
    );
  });
});

describe.each(CUTTINGS)('a session, %s', (cutting) => {
  it.each([
    ['a comment', '<!-- c -->', 'restricted-xml'],
    ['a bare ampersand', '<message>a & b</message>', 'not-well-formed'],
    ['broken nesting', '<message><body></message>', 'not-well-formed'],
    ['text between stanzas', 'hello<presence/>', 'bad-format'],
    ['an unknown element', "<stanza xmlns='urn:x'/>", 'unsupported-stanza-type'],
    ['an unknown stanza', '<query/>', 'unsupported-stanza-type'],
    ['a foreign from', "<message from='bob@localhost'/>", 'invalid-from'],
    ['another resource as from', "<message from='alice@localhost/x'/>", 'invalid-from'],
    ['a from that is none', "<message from='@'/>", 'invalid-from'],
    ['nesting without end', '<message>' + '<a>'.repeat(70), 'policy-violation'],
  ])('ends at %s', async (_, input, condition) => {
    const client = await online({}, cutting);
    await client.send(input);
    expect(errorIn(await client.end())).toBe(condition);
    expect(stage.host.sessions.size).toBe(0);
    expect(stage.host.received).toHaveLength(0);
  });

  it('is stamped with its full address whatever it says of itself', async () => {
    const client = await online({}, cutting);
    for (const from of [
      '',
      "from='alice@localhost' ",
      `from='${ME}' `,
      "from='Alice@LOCALHOST' ",
    ]) {
      await client.send(`<message ${from}to='${ME}' id='1'><body>&lt;</body></message>`);
      expect(await client.until('</message>')).toBe(
        `<message from="${ME}" to="${ME}" id="1"><body>&lt;</body></message>`,
      );
    }
  });

  it('is told of a malformed address, and goes on', async () => {
    const client = await online({}, cutting);
    await client.send("<iq type='get' id='1' to='a b@localhost'><x xmlns='urn:x'/></iq>");
    expect(await client.until('</iq>')).toMatch(
      /^<iq to="alice@localhost\/desk" type="error" id="1"><error type="modify" code="400"><jid-malformed /,
    );
    await client.send(
      "<iq type='result' id='2' to='a b@localhost'/><message type='error' to='@'/>",
    );
    await client.send(`<message to='${ME}'/>`);
    expect(await client.until('/>')).toContain('<message');
  });

  it('may write an empty resource, as agsXMPP does', async () => {
    const client = await online({}, cutting);
    await client.send("<message to='bob@localhost/'/>");
    await stage.host.until(() => stage.host.received.length === 1);
    expect(stage.host.received[0]?.to?.full).toBe('bob@localhost');
  });

  it('is closed by its closing tag', async () => {
    const client = await online({}, cutting);
    await client.send('</stream:stream><message/>');
    expect(await client.end()).toBe('</stream:stream>');
    expect(stage.host.received).toHaveLength(0);
  });
});

describe('what a session sends', () => {
  it('is handled in order, the next only when the last is done', async () => {
    const client = await online();
    const order: string[] = [];
    const waiting: (() => void)[] = [];
    stage.host.onStanza = (_, { id }) => {
      order.push(`begin ${id}`);
      if (id === 'b') return;
      return new Promise((resolve) => {
        waiting.push(() => {
          order.push(`end ${id}`);
          resolve();
        });
      });
    };
    await client.send("<message id='a'/><message id='b'/><message id='c'/>");
    await client.send("<message id='d'/>");
    for (const count of [1, 3, 4]) {
      await stage.host.until(() => stage.host.received.length === count);
      expect(stage.host.received).toHaveLength(count);
      waiting.shift()?.();
    }
    expect(order.join()).toBe('begin a,end a,begin b,begin c,end c,begin d,end d');
  });

  it('ends this session alone when it makes us fail', async () => {
    const client = await online();
    const other = await stage.connect();
    await logIn(other, 'bob', 'geheim');
    stage.host.onStanza = (session) => {
      if (session.jid.local === 'alice') throw new Error('our mistake');
    };
    await client.send('<presence/>');
    expect(errorIn(await client.end())).toBe('internal-server-error');
    await other.send('<presence/>');
    await stage.host.until(() => stage.host.received.length === 2);
    expect(stage.logged).toContain('stream_crashed');
  });

  it('keeps the order of ten thousand stanzas', async () => {
    const client = await online();
    const all = Array.from({ length: 10_000 }, (_, i) => `<message id='${i}' to='${ME}'/>`);
    await client.send(all.join(''));
    const text = await client.until('id="9999"/>');
    const ids = [...text.matchAll(/id="(\d+)"/g)].map((match) => Number(match[1]));
    expect(ids).toEqual(all.map((_, i) => i));
  });
});

describe('the end', () => {
  it('is told to every stream', async () => {
    stage = await Stage.open({ tls: true });
    const clients = [await stage.connect(), await stage.connect(), await stage.connect()];
    await logIn(clients[0] as WireClient);
    await clients[1]?.send(HEADER);
    await clients[1]?.until('</stream:features>');
    const ends = clients.map((client) => client.end());
    await stage.server.close();
    for (const end of ends) expect(errorIn(await end)).toBe('system-shutdown');
    expect(stage.server.size).toBe(0);
    expect(stage.host.sessions.size).toBe(0);
  });

  it('of a session comes from its host with a reason', async () => {
    const client = await online();
    stage.host.sessions.get(ME)?.close(new StreamError('not-authorized', 'locked'));
    expect(errorIn(await client.end())).toBe('not-authorized');
  });

  it('is noticed when a peer vanishes', async () => {
    const client = await online();
    client.destroy();
    await stage.host.until(() => stage.host.sessions.size === 0);
  });

  it('is forced on a peer that does not close its side', async () => {
    const client = await online();
    client.pause();
    stage.host.sessions.get(ME)?.close();
    expect(stage.server.size).toBe(1);
    stage.advance(5_250);
    await stage.host.until(() => stage.host.sessions.size === 0);
  });
});
