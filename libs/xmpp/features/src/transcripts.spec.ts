import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { TransferWorld, type Client } from './testing/transfer-world.js';

const folder = new URL('./testing/transcripts/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const a = 'alice@example.org/purple-A';
const b = 'bob@example.org/purple-B';

/** What each client wrote of its transfer, in order: the lines `A> ` and `B> ` with a payload we know. */
async function replay(
  name: string,
  players: Readonly<Record<string, Client>>,
  before: (line: string) => void = () => undefined,
): Promise<void> {
  for (const line of read(name).split('\n')) {
    const [, who = '', markup = ''] = /^([AB])> (<iq .*)$/.exec(line) ?? [];
    const player = players[who];
    if (player === undefined || markup.includes('jabber:iq:auth')) continue;
    const isAboutFiles = /\/si['"]|bytestreams|forbidden|oob|^<iq [^>]*type="result"[^>]*\/>$/;
    if (!isAboutFiles.test(markup) || markup.includes('disco#')) continue;
    before(markup);
    await player.sends(markup);
  }
}

describe('libpurple 2.14', () => {
  const file = { name: 'report ä & 1.bin', size: 300_007 };

  it('declines', async () => {
    const world = new TransferWorld();
    const players = { A: world.client(a, '192.0.2.10'), B: world.client(b, '192.0.2.20') };
    await replay('libpurple-decline.txt', players);
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'si',
      state: 'declined',
      reason: 'declined',
      evidence: 'claimed',
      visibility: 'full',
      declared: file,
      sender: { bareJid: 'alice@example.org', fullJid: a, address: '192.0.2.10' },
      receiver: { bareJid: 'bob@example.org', fullJid: b },
    });
    expect(await world.kinds(row)).toEqual(['offered', 'declined']);
    expect(players.A.last.type).toBe('error');
    expect(world.faults).toEqual([]);
  });

  it('connects directly', async () => {
    const world = new TransferWorld();
    const players = { A: world.client(a), B: world.client(b) };
    await replay('libpurple-direct.txt', players);
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'si-socks5',
      path: 'direct',
      state: 'handed-over',
      evidence: 'claimed',
      visibility: 'signalling-only',
      streamhostJid: a,
      measured: {},
      declared: file,
    });
    expect(await world.kinds(row)).toEqual([
      'offered',
      'accepted',
      'streamhosts-offered',
      'streamhost-used',
    ]);
  });

  it('goes through the proxy', async () => {
    const world = new TransferWorld();
    const players = { A: world.client(a), B: world.client(b) };
    await replay('libpurple-proxy.txt', players, (markup) => {
      if (markup.includes('<activate>')) world.connect('purple10298f18', a, b);
    });
    world.relayed(bytestreamAddress('purple10298f18', a, b), 0, 300_007);
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'si-socks5',
      path: 'relayed',
      state: 'completed',
      evidence: 'observed',
      visibility: 'full',
      streamhostJid: 'proxy.example.org',
      measured: { bytesSenderToReceiver: 300_007, bytesReceiverToSender: 0 },
      sender: { address: '192.0.2.10' },
      receiver: { address: '192.0.2.20' },
    });
    const steps = await world.steps(row);
    expect(steps.map((step) => step.kind)).toEqual([
      'offered',
      'accepted',
      'streamhosts-offered',
      'streamhost-used',
      'connected',
      'connected',
      'activated',
      'closed',
    ]);
    expect(steps[0]?.stanza).toContain(`from="${a}"`);
    expect(players.A.last).toMatchObject({ kind: 'iq', type: 'result' });
  });
});

describe('agsXMPP', () => {
  it('hands over a URL, is declined, connects directly, and goes through the proxy', async () => {
    const world = new TransferWorld();
    const alice = world.client('alice@example.org/MiniClient-A', '192.0.2.10', 'iq-auth-digest');
    const bob = world.client('bob@example.org/MiniClient-B', '192.0.2.20', 'iq-auth-digest');
    await replay('agsxmpp-minimal.txt', { A: alice, B: bob }, (markup) => {
      const [, sid = '', target = ''] = /sid="([^"]+)"><activate>([^<]+)</.exec(markup) ?? [];
      if (sid === '' || sid === 'nosuch') return;
      const requester = target === alice.jid.full ? bob.jid.full : alice.jid.full;
      const address = world.connect(sid, requester, target);
      queueMicrotask(() => world.relayed(address, 0, 1_048_699));
    });
    const rows = await world.rows();
    expect(rows.map((row) => [row.method, row.path, row.state, row.evidence])).toEqual([
      ['oob', 'unknown', 'completed', 'claimed'],
      ['si', 'unknown', 'declined', 'claimed'],
      ['si-socks5', 'direct', 'handed-over', 'claimed'],
      ['si-socks5', 'relayed', 'completed', 'observed'],
      ['si-socks5', 'relayed', 'completed', 'observed'],
      ['si-socks5', 'relayed', 'completed', 'observed'],
    ]);
    expect(alice.last.toString()).toContain('<item-not-found');
    expect(rows.at(-1)?.sender.fullJid).toBe(bob.jid.full);
    expect(world.faults).toEqual([]);
  });
});

describe('the article of 2006', () => {
  const steps = [
    ...read('article-2006.xml').matchAll(/<step n="\d" from="(C1|C2|S)"[^>]*>\s*(<iq .*)/g),
  ];
  const offerSid = 'b3b5f49c-8a94-49e2-908a-3de694b98af0';
  const otherSid = '71f1b875-4d84-429c-b39d-7dabcd400f3d';
  const sender = 'send@localhost/MiniClient';
  const receiver = 'receive@localhost/MiniClient';

  async function play(change: (markup: string) => string, sid: string) {
    const world = new TransferWorld('localhost');
    const send = world.client('Send@localhost/MiniClient', '192.0.2.10', 'iq-auth-digest');
    const receive = world.client('Receive@localhost/MiniClient', '192.0.2.20', 'iq-auth-digest');
    let address = '';
    for (const [, who, markup = ''] of steps) {
      if (who === 'S') continue;
      if (markup.includes('<activate>')) address = world.connect(sid, sender, receiver);
      await (who === 'C1' ? send : receive).sends(change(markup));
    }
    return { world, send, receive, address };
  }

  const file = { name: 'MiniClient.exe.config', size: 382 };

  it('with one sid gives one complete row', async () => {
    const { world, send, address } = await play(
      (text) => text.replaceAll(otherSid, offerSid),
      offerSid,
    );
    expect(send.last).toMatchObject({ kind: 'iq', type: 'result', attrs: { id: 'agsXMPP_8' } });
    world.relayed(address, 0, 382);
    const row = await world.row();
    expect(row).toMatchObject({
      method: 'si-socks5',
      path: 'relayed',
      state: 'completed',
      evidence: 'observed',
      sid: offerSid,
      declared: file,
      sender: { fullJid: sender },
      receiver: { fullJid: receiver },
      measured: { bytesSenderToReceiver: 382 },
    });
    expect(await world.kinds(row)).not.toContain('sid-mismatch');
  });

  it('as printed joins the streamhosts to the one accepted offer, and notes the mismatch', async () => {
    const { world, receive, address } = await play((text) => text, otherSid);
    expect(receive.got[0]?.to?.full).toBe(receiver);
    world.relayed(address, 0, 382);
    const row = await world.row();
    expect(row).toMatchObject({ state: 'completed', sid: offerSid, declared: file });
    expect(await world.kinds(row)).toEqual([
      'offered',
      'accepted',
      'sid-mismatch',
      'streamhosts-offered',
      'streamhost-used',
      'connected',
      'connected',
      'activated',
      'closed',
    ]);
    expect(world.faults).toEqual([]);
  });
});
