import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Jid, NS, Stanza, StanzaError, payload } from '@waybill/core';
import { ComponentLink, linkErrors, reconnectDelayMs } from './component-link.js';
import { LinkProblem, type LinkState } from './link-state.js';
import { FakeComponentHost } from './testing/fake-component-host.js';

const DOMAIN = 'files.example.org';
const SECRET = 'sécret';
const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

let host: FakeComponentHost;
let link: ComponentLink;
let received: Stanza[];
let wake: () => void;
beforeEach(async () => {
  host = new FakeComponentHost(DOMAIN, SECRET);
  received = [];
  wake = silent;
  await host.up();
});
afterEach(async () => {
  link.stop();
  await host.down();
});

/** Waits until it is so; looked at whenever the link does something. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

const inPhase = (phase: LinkState['phase']) =>
  until(() => (link.state.phase === phase ? link.state : undefined));
const problem = () => until(() => link.state.problem);

function attach(secret: string | LinkProblem = SECRET, more: { handshakeTimeoutMs?: number } = {}) {
  link = new ComponentLink({
    domain: DOMAIN,
    host: '127.0.0.1',
    port: host.port,
    secret: () => secret,
    log,
    delayMs: () => 5,
    onStanza: (stanza) => {
      received.push(stanza);
      wake();
    },
    onChange: () => wake(),
    ...more,
  });
  link.start();
}

const jid = (text: string): Jid => {
  const parsed = Jid.parse(text);
  if (parsed instanceof StanzaError) throw new Error(text);
  return parsed;
};
const message = (from: string, body: string) =>
  Stanza.make('message', { from: jid(from), to: jid('bob@example.org') }, payload('x', body));

describe('component link', () => {
  it('proves itself with the digest of stream id and secret, in UTF-8', async () => {
    attach();
    await host.component();
    const { problem: none, handshakeMs, reconnects } = await inPhase('linked');
    expect(none).toBeUndefined();
    expect(handshakeMs).toBeGreaterThanOrEqual(0);
    expect(reconnects).toBe(0);
  });

  it('reads names whose characters are split between packets', async () => {
    attach();
    const component = await host.component();
    component.socket.setNoDelay(true);
    const stanza = `<message from='ál@example.org/é' to='${DOMAIN}'><body>файл 文件 📦</body></message>`;
    for (const byte of Buffer.from(stanza)) component.sends(Buffer.of(byte));
    const message = await until(() => received[0]);
    expect(message.from?.full).toBe('ál@example.org/é');
    expect(message.child(NS.client, 'body')?.text()).toBe('файл 文件 📦');
  });

  it('sends what comes from its own domain, gathered by turns', async () => {
    attach();
    const component = await host.component();
    await inPhase('linked');
    expect(link.send(message(`${DOMAIN}/a`, 'urn:a'))).toBeUndefined();
    expect(link.send(message(DOMAIN, 'urn:b'))).toBeUndefined();
    await component.receives(/urn:a.*urn:b/s);
  });

  it('sends nothing in the name of others, or to nobody', async () => {
    attach();
    await inPhase('linked');
    expect(link.send(message('alice@example.org', 'urn:a'))).toBe(linkErrors.foreign);
    expect(link.send(Stanza.make('message', { from: jid(DOMAIN) }))).toBe(linkErrors.foreign);
    expect(link.send(Stanza.make('message', { to: jid(DOMAIN) }))).toBe(linkErrors.foreign);
  });

  it('drops stanzas without valid addresses and stays', async () => {
    attach();
    const component = await host.component();
    component.sends(
      `<iq type='get' id='1' to='${DOMAIN}'/><iq type='get' id='2' from='@' to='a'/>`,
    );
    component.sends(`<presence from='a@example.org' to='${DOMAIN}'/>`);
    const first = await until(() => received[0]);
    expect(first.kind).toBe('presence');
  });

  it('answers remote-server-timeout while there is no link, and comes back', async () => {
    attach();
    await host.component();
    await inPhase('linked');
    await host.down();
    expect((await problem()).code).toMatch(/closed-by-host|connection-refused/);
    expect(link.send(message(DOMAIN, 'urn:a'))).toBe(linkErrors.down);
    await host.up();
    await host.component();
    expect((await inPhase('linked')).reconnects).toBe(1);
  });

  it.each([
    ['host-unknown', 'unknown-host'],
    ['conflict', 'conflict'],
  ] as const)(
    'says that the host answers %s, and gets in when it changes its mind',
    async (welcome, code) => {
      host.welcome = welcome;
      attach();
      const found = await problem();
      expect(found.code).toBe(code);
      expect(found.text).toContain(DOMAIN);
      host.welcome = 'accept';
      await host.component();
      expect((await inPhase('linked')).problem).toBeUndefined();
    },
  );

  it('says that the secret is wrong', async () => {
    attach('another');
    expect((await problem()).code).toBe('wrong-secret');
  });

  it('says that nothing listens', async () => {
    await host.down();
    attach();
    const { code, text } = await problem();
    expect(code).toBe('connection-refused');
    expect(text).toContain(`127.0.0.1:${String(host.port)}`);
  });

  it('says that nobody answers', async () => {
    host.welcome = 'silence';
    attach(SECRET, { handshakeTimeoutMs: 20 });
    expect((await problem()).code).toBe('timeout');
  });

  it('says that its own secret cannot be read', async () => {
    attach(new LinkProblem('no-secret', 'cannot read it'));
    expect((await problem()).text).toBe('cannot read it');
  });

  it('ends a link on which no component protocol is spoken', async () => {
    attach();
    const component = await host.component();
    component.sends('<message><body>unclosed</message>');
    expect((await problem()).code).toBe('bad-stream');
  });

  it('does not come back after stop', async () => {
    attach();
    await host.component();
    link.stop();
    expect(link.state.phase).toBe('stopped');
    expect(link.send(message(DOMAIN, 'urn:a'))).toBe(linkErrors.down);
  });
});

describe('time between attempts', () => {
  const delay = (code: LinkProblem['code'], failures: number) =>
    reconnectDelayMs(new LinkProblem(code, ''), failures);

  it('stays below two seconds for a host that is down, as it may be back at any moment', () => {
    for (const failures of [1, 5, 1_000]) {
      expect(delay('connection-refused', failures)).toBeGreaterThanOrEqual(1_000);
      expect(delay('closed-by-host', failures)).toBeLessThan(1_500);
    }
  });

  it('grows to a minute where the host refuses', () => {
    expect(delay('wrong-secret', 1)).toBeLessThan(1_500);
    expect(delay('wrong-secret', 4)).toBeGreaterThanOrEqual(8_000);
    expect(delay('conflict', 1_000)).toBe(60_000);
  });
});
