import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { OLD_HEADER, Stage, bind, logIn, type StageOptions } from './testing/stage.js';
import type { Cutting } from './testing/wire-client.js';

const CUTTINGS: readonly Cutting[] = ['whole', 'byte-wise', 'random'];
let stage: Stage;
const open = async (options?: StageOptions) => (stage = await Stage.open(options));
afterEach(() => stage.close());

describe.each(CUTTINGS)('a client, %s', (cutting) => {
  it('signs in and binds the resource it asked for', async () => {
    await open();
    const client = await stage.connect(cutting);
    const answer = await logIn(client, 'alice', 'secret', 'desk');
    expect(answer).toContain('<jid>alice@localhost/desk</jid>');
    await stage.host.until(() => stage.host.sessions.has('alice@localhost/desk'));
    await client.send("<message to='alice@localhost/desk'><body>привет 😀</body></message>");
    expect(await client.until('</message>')).toBe(
      '<message from="alice@localhost/desk" to="alice@localhost/desk"><body>привет 😀</body></message>',
    );
    await client.send('</stream:stream>');
    expect(await client.end()).toBe('</stream:stream>');
    expect(stage.host.sessions.size).toBe(0);
  });

  it('of 2006 signs in by jabber:iq:auth and may speak at once', async () => {
    await open();
    const client = await stage.connect(cutting);
    await client.send(OLD_HEADER);
    const header = await client.until("xml:lang='en'>");
    expect(header).not.toContain("version='1.0' xml:lang");
    const id = /id='([^']+)'/.exec(header)?.[1] ?? '';
    await client.send(
      '<iq id="a1" type="get" to="localhost"><query xmlns="jabber:iq:auth"><username>alice</username></query></iq>',
    );
    expect(await client.until('</iq>')).toContain('<digest/><resource/>');
    const digest = createHash('sha1').update(`${id}secret`).digest('hex');
    await client.send(
      `<iq xml:lang="en" id="a2" to="localhost" type="set"><query xmlns="jabber:iq:auth"><username>alice</username>` +
        `<resource>MiniClient</resource><digest>${digest}</digest></query></iq>`,
    );
    expect(await client.until('/>')).toBe('<iq from="localhost" type="result" id="a2"/>');
    await client.send(
      '<message to="alice@localhost/MiniClient"/><iq type="set" id="s"><session xmlns="urn:ietf:params:xml:ns:xmpp-session"/></iq>',
    );
    await client.until('<iq ');
  });
});

describe('TLS', () => {
  it('comes by STARTTLS', async () => {
    await open({ tls: true });
    const client = await stage.connect();
    await client.send(
      "<stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
    );
    expect(await client.until('</stream:features>')).toContain('<starttls');
    await client.send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await client.startTls();
    await logIn(client);
    expect([...stage.host.sessions.values()][0]?.facts.tls).toBe('TLSv1.3');
  });
  it('comes from the first byte', async () => {
    await open({ tls: true });
    const client = await stage.connect('whole', stage.tlsPort);
    await client.startTls({ ALPNProtocols: ['xmpp-client'] });
    await logIn(client);
    expect(stage.host.sessions.size).toBe(1);
    await client.send(bind());
  });
});
