import { NS } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import { TransferWorld, type Client } from './testing/transfer-world.js';
import { forcedRelay } from './forced-relay/forced-relay.feature.js';

const S5B = NS.bytestreams;

function meeting(): { readonly world: TransferWorld; alice: Client; bob: Client } {
  const world = new TransferWorld('example.org', undefined, [
    forcedRelay(new Set(['proxy.example.org'])),
  ]);
  return {
    world,
    alice: world.client('alice@example.org/a'),
    bob: world.client('bob@example.org/b'),
  };
}

const streamhosts = (...jids: readonly string[]) =>
  `<iq type="set" id="s1" to="bob@example.org/b"><query xmlns="${S5B}" sid="x1">` +
  jids.map((jid) => `<streamhost jid="${jid}" host="192.0.2.7" port="1080"/>`).join('') +
  '</query></iq>';

describe('forced relay', () => {
  it('leaves our own streamhost as the only one', async () => {
    const { alice, bob } = meeting();
    await alice.sends(
      streamhosts('alice@example.org/a', 'proxy.example.org', 'proxy.elsewhere.net'),
    );
    const query = bob.last.child(S5B, 'query');
    expect(query?.attrs['sid']).toBe('x1');
    expect(query?.getChildren('streamhost').map(({ attrs }) => attrs['jid'] as string)).toEqual([
      'proxy.example.org',
    ]);
  });

  it('takes a streamhost JID that names an instance of ours', async () => {
    const { alice, bob } = meeting();
    await alice.sends(streamhosts('proxy.example.org/two'));
    expect(bob.last.child(S5B, 'query')?.getChildren('streamhost')).toHaveLength(1);
  });

  it('answers item-not-found where nothing is left, and the target sees nothing', async () => {
    const { alice, bob } = meeting();
    await alice.sends(streamhosts('alice@example.org/a', 'eve@proxy.example.org'));
    expect(bob.got).toEqual([]);
    expect(alice.last.type).toBe('error');
    expect(
      alice.last.child(NS.client, 'error')?.getChild('item-not-found', NS.stanzaErrors),
    ).toBeDefined();
  });

  it('takes direct candidates out of each content of a Jingle session', async () => {
    const { alice, bob } = meeting();
    const content = (name: string) =>
      `<content creator="initiator" name="${name}"><transport xmlns="${NS.jingleSocks5}" sid="${name}" mode="tcp">` +
      '<candidate cid="d" host="192.0.2.7" jid="alice@example.org/a" port="1" priority="9" type="direct"/>' +
      '<candidate cid="e" host="192.0.2.8" jid="proxy.elsewhere.net" port="2" priority="8" type="proxy"/>' +
      '<candidate cid="p" host="192.0.2.9" jid="proxy.example.org" port="3" priority="7" type="proxy"/>' +
      '</transport></content>';
    await alice.sends(
      `<iq type="set" id="j1" to="bob@example.org/b"><jingle xmlns="${NS.jingle}" action="session-initiate" sid="j">` +
        `${content('one')}${content('two')}</jingle></iq>`,
    );
    const markup = bob.last.toString();
    expect(markup.match(/cid="\w"/g)).toEqual(['cid="p"', 'cid="p"']);
    expect(bob.last.id).toBe('j1');
  });

  it('leaves everything else as it was written', async () => {
    const { alice, bob } = meeting();
    const markup = streamhosts('proxy.example.org');
    await alice.sends(markup);
    expect(bob.last.markup).toBe(/<query.*<\/query>/s.exec(markup)?.[0]);
    await bob.sends(
      `<iq type="result" id="s1" to="alice@example.org/a"><query xmlns="${S5B}" sid="x1">` +
        '<streamhost-used jid="proxy.example.org"/></query></iq>',
    );
    expect(alice.last.type).toBe('result');
  });
});
