/**
 * One conversation for each feature, played on a standalone server and on one that is attached: the same bytes, and
 * the same in the record. What is mounted in one of them only is named here, with the reason.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childElements, Element, parseXml } from '@waybill/core';
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import type { Player } from './support/player.js';
import { World } from './support/world.js';

const PROXY = 'proxy.localhost';
const UPLOADS = 'upload.localhost';
const ALICE = 'alice@localhost/test';
const BOB = 'bob@localhost/test';
const SI = 'http://jabber.org/protocol/si';
const FILE = `${SI}/profile/file-transfer`;
const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const IBB = 'http://jabber.org/protocol/ibb';
const INSTANCE = 'here';

/** What Alice says to the service, or what she and Bob say to each other. */
type Conversation =
  | { readonly asks: readonly string[]; readonly at?: typeof UPLOADS }
  | { readonly says: readonly (readonly [from: string, to: string, stanza: string])[] }
  | { readonly only: 'standalone' | 'attached'; readonly because: string };

const method = (form: string) =>
  `<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' ${form}</x></feature>`;
const offer = (ns: string) =>
  `<si xmlns='${SI}' id='s' profile='${FILE}'><file xmlns='${FILE}' name='合同.pdf' size='4'/>${method(
    `type='form'><field var='stream-method' type='list-single'><option><value>${ns}</value></option></field>`,
  )}</si>`;
const accept = (ns: string) =>
  `<si xmlns='${SI}'>${method(`type='submit'><field var='stream-method'><value>${ns}</value></field>`)}</si>`;
const jingle = (action: string, inner: string) =>
  `<jingle xmlns='urn:xmpp:jingle:1' sid='j' action='${action}'>${inner}</jingle>`;
const content = `<content creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'><file><name>j.pdf</name><size>5</size></file></description><transport xmlns='urn:xmpp:jingle:transports:ibb:1' sid='i' block-size='4096'/></content>`;

const set = (id: string, inner: string) => [ALICE, BOB, `type='set' id='${id}'>${inner}`] as const;
const result = (id: string, inner = '') =>
  [BOB, ALICE, `type='result' id='${id}'>${inner}`] as const;
const accounts = { only: 'standalone', because: 'accounts are the host server’s' } as const;

const conversations: Readonly<Record<string, Conversation>> = {
  'service-discovery': {
    asks: [
      `type='get' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/>`,
      `type='get' id='2'><query xmlns='http://jabber.org/protocol/disco#items'/>`,
      `type='get' id='3'><query xmlns='http://jabber.org/protocol/disco#info' node='none'/>`,
    ],
  },
  ping: { asks: [`type='get' id='1'><ping xmlns='urn:xmpp:ping'/>`] },
  'software-version': { asks: [`type='get' id='1'><query xmlns='jabber:iq:version'/>`] },
  'entity-time': { asks: [`type='get' id='1'><time xmlns='urn:xmpp:time'/>`] },
  'last-activity': { asks: [`type='get' id='1'><query xmlns='jabber:iq:last'/>`] },
  'socks5-bytestreams': {
    asks: [
      `type='get' id='1'><query xmlns='${BYTESTREAMS}'/>`,
      `type='get' id='2'><query xmlns='${BYTESTREAMS}' mode='udp'/>`,
      `type='set' id='3'><query xmlns='${BYTESTREAMS}' sid='no'><activate>${BOB}</activate></query>`,
      `type='set' id='4'><query xmlns='${BYTESTREAMS}'><activate>${BOB}</activate></query>`,
    ],
  },
  'http-upload': {
    at: UPLOADS,
    asks: [
      `type='get' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/>`,
      `type='get' id='2'><request xmlns='urn:xmpp:http:upload:0' filename='a.txt' size='0'/>`,
      `type='get' id='3'><request xmlns='urn:xmpp:http:upload:0' filename='a.txt' size='999999999999'/>`,
      `type='set' id='4'><command xmlns='http://jabber.org/protocol/commands' node='none'/>`,
    ],
  },
  'si-file-transfer': {
    says: [
      set('1', offer(BYTESTREAMS)),
      result('1', accept(BYTESTREAMS)),
      set(
        '2',
        `<query xmlns='${BYTESTREAMS}' sid='s'><streamhost jid='${ALICE}' host='192.0.2.1' port='1'/></query>`,
      ),
      result('2', `<query xmlns='${BYTESTREAMS}'><streamhost-used jid='${ALICE}'/></query>`),
    ],
  },
  'in-band-bytestreams': {
    says: [
      set('1', offer(IBB)),
      result('1', accept(IBB)),
      set('2', `<open xmlns='${IBB}' sid='s' block-size='4096'/>`),
      result('2'),
      set('3', `<data xmlns='${IBB}' sid='s' seq='0'>MDEyMw==</data>`),
      set('4', `<close xmlns='${IBB}' sid='s'/>`),
    ],
  },
  'jingle-file-transfer': {
    says: [
      set('1', jingle('session-initiate', content)),
      result('1'),
      [BOB, ALICE, `type='set' id='2'>${jingle('session-accept', content)}`],
      [
        BOB,
        ALICE,
        `type='set' id='3'>${jingle('session-terminate', '<reason><success/></reason>')}`,
      ],
    ],
  },
  'out-of-band-data': {
    says: [
      set('1', `<query xmlns='jabber:iq:oob'><url>https://example.org/a.pdf</url></query>`),
      result('1'),
    ],
  },
  'transfer-control': { only: 'standalone', because: 'a host shows no session’s end' },
  'mirrored-stanzas': { only: 'attached', because: 'nobody mirrors to a server of its own' },
  roster: accounts,
  presence: accounts,
  messages: accounts,
  vcard: accounts,
  'private-storage': accounts,
  'in-band-registration': accounts,
};

/** An element with what depends on the moment or the machine made the same, attributes in order. */
function canonical(element: Element): unknown {
  const attrs = Object.entries(element.attrs as Record<string, string>)
    .filter(
      ([name, value]) => name !== 'xmlns' || !/^jabber:(client|component:accept)$/.test(value),
    )
    .map(([name, value]) => [
      name,
      /^(port|seconds)$/.test(name) ? 'ANY' : value.replace(`/${INSTANCE}`, ''),
    ])
    .sort(([a = ''], [b = '']) => a.localeCompare(b));
  const inner = childElements(element).map(canonical);
  const text = element.is('utc') ? 'NOW' : element.getText();
  return [element.getName(), attrs, inner, text];
}

function read(markup: string): unknown {
  const element = parseXml(markup);
  if (!(element instanceof Element)) throw new Error(`not XML: ${markup}`);
  return canonical(element);
}

/** The only transfers there are, without what differs from run to run. */
async function record(world: World): Promise<unknown> {
  const { items } = await world.ask('transfers.list', { limit: 10 });
  const whole = await Promise.all(items.map(({ id }) => world.ask('transfers.show', { id })));
  return whole.map(
    ({ method, path, state, reason, evidence, visibility, bytes, file, ...row }) => ({
      ...{ method, path, state, reason, evidence, visibility, bytes, file, sid: row.sid },
      parties: [row.sender.fullJid, row.receiver.fullJid],
      steps: row.steps.map(({ kind, lane, detail, stanza }) => ({
        ...{ kind, lane, detail },
        stanza: stanza === null ? null : read(stanza),
      })),
    }),
  );
}

const names = Object.entries(conversations).filter(([, one]) => !('only' in one));
const hosts = {
  [PROXY]: new FakeComponentHost(PROXY, 'secret'),
  [UPLOADS]: new FakeComponentHost(UPLOADS, 'secret'),
} as const;
/** A component offers everything at one domain, a standalone server each service at its own: one at a time, then. */
const without = { [PROXY]: 'upload.listen=off', [UPLOADS]: 'streamhost.listen=off' } as const;
type Service = keyof typeof hosts;

async function attachedWorld(
  domain: Service,
  ...settings: readonly string[]
): Promise<{ world: World; component: AttachedComponent }> {
  const host = hosts[domain];
  const address = `127.0.0.1:${String(host.port)}`;
  const one = {
    domain,
    server: 'ejabberd',
    address,
    hosts: ['localhost'],
    secret: 'secret',
  };
  const attach = `attach=${JSON.stringify([one])}`;
  const instance = `streamhost.instance=${INSTANCE}`;
  const world = await World.start(attach, 'standalone.enabled=false', instance, ...settings);
  return { world, component: await host.component() };
}

/** Both modes, up, side by side. */
interface Stage {
  readonly standalone: World;
  readonly attached: World;
  readonly component: AttachedComponent;
  readonly service: Service;
}

async function raise(service: Service, ...settings: readonly string[]): Promise<Stage> {
  const standalone = await World.start(...settings);
  const { world: attached, component } = await attachedWorld(service, ...settings);
  return { standalone, attached, component, service };
}

async function lower({ standalone, attached }: Stage): Promise<void> {
  await standalone.end();
  await attached.end();
}

const idOf = (stanza: string) => /id='(\d+)'/.exec(stanza)?.[1] ?? '';

/** Asks the service the same at both doors. @returns the two answers */
async function asked({ component, service }: Stage, alice: Player, stanza: string) {
  const id = idOf(stanza);
  alice.sends(`<iq to='${service}' ${stanza}</iq>`);
  const there = await alice.client.reply(id);
  component.sends(`<iq from='${ALICE}' to='${service}' ${stanza}</iq>`);
  const pattern = new RegExp(`<iq[^>]*id="${id}"[^>]*?(/>|>.*?</iq>)`, 's');
  const [here] = await component.receives(pattern);
  return [canonical(there), read(here)];
}

/** Plays what two clients say to each other: sent by them there, shown in copies here. */
async function said(
  { component, service }: Stage,
  players: ReadonlyMap<string, Player>,
  lines: readonly (readonly [string, string, string])[],
): Promise<void> {
  for (const [from, to, stanza] of lines) {
    players.get(from)?.sends(`<iq to='${to}' ${stanza}</iq>`);
    await players.get(to)?.receives(`<iq id='${idOf(stanza)}' from='${from}'/>`);
    const copy = `<iq xmlns='jabber:client' from='${from}' to='${to}' ${stanza}</iq>`;
    const forwarded = `<forwarded xmlns='urn:xmpp:forward:0'>${copy}</forwarded>`;
    component.sends(`<message from='localhost' to='${service}'>${forwarded}</message>`);
  }
  component.sends(
    `<iq from='${ALICE}' to='${service}' type='get' id='end'><ping xmlns='urn:xmpp:ping'/></iq>`,
  );
  await component.receives(/<iq[^>]*id="end"[^>]*>/);
}

beforeAll(() => Promise.all(Object.values(hosts).map((host) => host.up())));
afterAll(() => Promise.all(Object.values(hosts).map((host) => host.down())));

describe('the modes', () => {
  it('have a conversation for every feature, and mount what is said here', async () => {
    const stage = await raise(PROXY);
    const inStandalone = new Set(stage.standalone.server.features.map(({ name }) => name));
    const inAttached = new Set(stage.attached.server.attachedFeatures.map(({ name }) => name));
    for (const name of new Set([...inStandalone, ...inAttached])) {
      const found = conversations[name];
      expect(found, `${name} has no conversation in this file`).toBeDefined();
      const only = found !== undefined && 'only' in found ? found.only : undefined;
      expect([name, inStandalone.has(name)]).toEqual([name, only !== 'attached']);
      expect([name, inAttached.has(name)]).toEqual([name, only !== 'standalone']);
    }
    await lower(stage);
  });

  it.each(names)('say and record the same: %s', async (_, conversation) => {
    const service = ('at' in conversation ? conversation.at : undefined) ?? PROXY;
    const stage = await raise(service, without[service]);
    const players = new Map<string, Player>();
    for (const name of ['alice', 'bob']) {
      players.set(`${name}@localhost/test`, await stage.standalone.login(name));
    }
    const alice = players.get(ALICE);
    if ('asks' in conversation && alice !== undefined) {
      for (const stanza of conversation.asks) {
        const [there, here] = await asked(stage, alice, stanza);
        expect(here).toEqual(there);
      }
    }
    if ('says' in conversation) {
      await said(stage, players, conversation.says);
      const there = await record(stage.standalone);
      expect(there).not.toEqual([]);
      expect(await record(stage.attached)).toEqual(there);
    }
    for (const player of players.values()) player.vanishes();
    await lower(stage);
  });
});
