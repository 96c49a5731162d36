/**
 * One conversation for each feature, played on a standalone server and on one that is attached: the same bytes, and
 * the same in the record. What is mounted in one of them only is named here, with the reason.
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytestreamAddress } from '@waybill/domain';
import { childElements, Element, parseXml } from '@waybill/core';
import { FakeComponentHost, type AttachedComponent } from '@waybill/stream/testing';
import { socks5Connect } from '../src/bots/socks5-client.js';
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

type Line = readonly [from: string, to: string, stanza: string];

/** What Alice says to the service, or what she and Bob say to each other. */
type Conversation =
  | {
      readonly asks?: readonly string[];
      readonly at?: typeof UPLOADS;
      readonly says?: readonly Line[];
      /** Both come to the relay with this sid, Alice activates it and sends a file through. */
      readonly relays?: string;
      readonly with?: string;
      /** Where it is mounted, if not in both: what it leaves is the same to the other. */
      readonly mounted?: 'standalone';
    }
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

const streamhosts = (inner: string) => `<query xmlns='${BYTESTREAMS}' sid='s'>${inner}</query>`;
const slot = (id: string, attrs: string, inner = '') =>
  `type='get' id='${id}'><request xmlns='urn:xmpp:http:upload:0' ${attrs}>${inner}</request>`;
const command = (id: string, node: string) =>
  `type='set' id='${id}'><command xmlns='http://jabber.org/protocol/commands' node='${node}'/>`;

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
    says: [
      set('5', offer(BYTESTREAMS)),
      result('5', accept(BYTESTREAMS)),
      set('6', streamhosts(`<streamhost jid='${PROXY}' host='127.0.0.1' port='1'/>`)),
      result('6', `<query xmlns='${BYTESTREAMS}'><streamhost-used jid='${PROXY}'/></query>`),
    ],
    relays: 's',
  },
  'forced-relay': {
    with: 'streamhost.forceRelay=true',
    // a copy cannot be changed any more: on Prosody the companion module does it, and shows what is left
    mounted: 'standalone',
    says: [
      set('1', offer(BYTESTREAMS)),
      result('1', accept(BYTESTREAMS)),
      set(
        '2',
        streamhosts(
          `<streamhost jid='${ALICE}' host='192.0.2.1' port='1'/><streamhost jid='${PROXY}' host='127.0.0.1' port='1'/>`,
        ),
      ),
      result('2', `<query xmlns='${BYTESTREAMS}'><streamhost-used jid='${PROXY}'/></query>`),
    ],
  },
  'http-upload': {
    at: UPLOADS,
    asks: [
      `type='get' id='1'><query xmlns='http://jabber.org/protocol/disco#info'/>`,
      slot('2', `filename='a.txt' size='0'`),
      slot('3', `filename='a.txt' size='999999999999'`),
      slot('4', `filename='合同.pdf' size='4' content-type='application/pdf'`),
      slot('5', `filename='a.txt' size='4'`, `<profile xmlns='urn:xmpp:http:upload:purpose:0'/>`),
      `type='get' id='6'><request xmlns='urn:xmpp:http:upload'><filename>a.txt</filename><size>4</size></request>`,
      command('7', 'none'),
      command('8', 'urn:waybill:uploads:list'),
    ],
  },
  'si-file-transfer': {
    says: [
      set('1', offer(BYTESTREAMS)),
      result('1', accept(BYTESTREAMS)),
      set('2', streamhosts(`<streamhost jid='${ALICE}' host='192.0.2.1' port='1'/>`)),
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
  'service-administration': {
    only: 'attached',
    because: 'no host server keeps accounts of a server of its own',
  },
  'mirrored-stanzas': { only: 'attached', because: 'nobody mirrors to a server of its own' },
  roster: accounts,
  presence: accounts,
  messages: accounts,
  vcard: accounts,
  'private-storage': accounts,
  'in-band-registration': accounts,
};

/** A text with what depends on the moment or the machine made the same: of a URL, the file's name is left. */
const alike = (text: string) =>
  text.replace(`/${INSTANCE}`, '').replace(/^https:\/\/\S+\/([^/?]+)\S*$/, 'https://ANY/$1');

/** An element with what depends on the moment or the machine made the same, attributes in order. */
function canonical(element: Element): unknown {
  const attrs = Object.entries(element.attrs as Record<string, string>)
    .filter(
      ([name, value]) => name !== 'xmlns' || !/^jabber:(client|component:accept)$/.test(value),
    )
    .map(([name, value]) => [name, /^(port|seconds)$/.test(name) ? 'ANY' : alike(value)])
    .sort(([a = ''], [b = '']) => a.localeCompare(b));
  const inner = childElements(element).map(canonical);
  const text = element.is('utc') ? 'NOW' : alike(element.getText());
  return [element.getName(), attrs, inner, text];
}

function read(markup: string): unknown {
  const element = parseXml(markup);
  if (!(element instanceof Element)) throw new Error(`not XML: ${markup}`);
  return canonical(element);
}

/** The only transfers there are, without what differs from run to run. */
async function record(world: World): Promise<readonly unknown[]> {
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
    accounts: 'managed-there',
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

/** Plays what two clients say to each other: sent by them there; what arrives is shown in copies here. */
async function said(
  { component, service }: Stage,
  players: ReadonlyMap<string, Player>,
  lines: readonly Line[],
): Promise<void> {
  for (const [from, to, stanza] of lines) {
    players.get(from)?.sends(`<iq to='${to}' ${stanza}</iq>`);
    const arrived = await players.get(to)?.receives(`<iq id='${idOf(stanza)}' from='${from}'/>`);
    if (arrived !== undefined) Object.assign(arrived.attrs, { xmlns: 'jabber:client', to });
    const copy = arrived?.toString() ?? '';
    const forwarded = `<forwarded xmlns='urn:xmpp:forward:0'>${copy}</forwarded>`;
    component.sends(`<message from='localhost' to='${service}'>${forwarded}</message>`);
  }
  component.sends(
    `<iq from='${ALICE}' to='${service}' type='get' id='end'><ping xmlns='urn:xmpp:ping'/></iq>`,
  );
  await component.receives(/<iq[^>]*id="end"[^>]*>/);
}

/** Sends a file through the relay of each, activated by Alice. */
async function relayed(stage: Stage, alice: Player, sid: string): Promise<void> {
  const worlds = [stage.standalone, stage.attached];
  const address = bytestreamAddress(sid, ALICE, BOB);
  const pairs: (readonly [Socket, Socket])[] = [];
  for (const world of worlds) {
    const dial = () => socks5Connect('127.0.0.1', world.port('streamhost'), address);
    pairs.push([await dial(), await dial()]);
  }
  const activate = `type='set' id='9'><query xmlns='${BYTESTREAMS}' sid='${sid}'><activate>${BOB}</activate></query>`;
  const [there, here] = await asked(stage, alice, activate);
  expect(here).toEqual(there);
  expect(JSON.stringify(here)).toContain('"result"');
  for (const [receiver, sender] of pairs) {
    sender.end('0123');
    receiver.resume();
    await once(receiver, 'end');
    receiver.end();
  }
  await Promise.all(worlds.map((world) => world.ended()));
}

beforeAll(() => Promise.all(Object.values(hosts).map((host) => host.up())));
afterAll(() => Promise.all(Object.values(hosts).map((host) => host.down())));

describe('the modes', () => {
  it('have a conversation for every feature that there is', () => {
    const folder = fileURLToPath(new URL('../../../libs/xmpp/features/src', import.meta.url));
    const files = readdirSync(folder, { recursive: true }).map(String);
    const features = files.filter((name) => name.endsWith('.feature.ts')).map(dirname);
    expect(Object.keys(conversations).sort()).toEqual([...new Set(features)].sort());
  });

  it('mount what is said here', async () => {
    const stage = await raise(PROXY, 'streamhost.forceRelay=true');
    const inStandalone = new Set(stage.standalone.server.features.map(({ name }) => name));
    const inAttached = new Set(stage.attached.server.attachedFeatures.map(({ name }) => name));
    for (const name of new Set([...inStandalone, ...inAttached])) {
      const found = conversations[name];
      expect(found, `${name} has no conversation in this file`).toBeDefined();
      const only = found && ('only' in found ? found.only : found.mounted);
      expect([name, inStandalone.has(name)]).toEqual([name, only !== 'attached']);
      expect([name, inAttached.has(name)]).toEqual([name, only !== 'standalone']);
    }
    await lower(stage);
  });

  it.each(names)('say and record the same: %s', async (_, conversation) => {
    if ('only' in conversation) throw new Error('nothing to compare with');
    const service = conversation.at ?? PROXY;
    const settings = conversation.with === undefined ? [] : [conversation.with];
    const stage = await raise(service, without[service], ...settings);
    const players = new Map<string, Player>();
    for (const name of ['alice', 'bob']) {
      players.set(`${name}@localhost/test`, await stage.standalone.login(name));
    }
    const alice = players.get(ALICE);
    if (alice === undefined) throw new Error('nobody to ask');
    for (const stanza of conversation.asks ?? []) {
      const [there, here] = await asked(stage, alice, stanza);
      expect(here).toEqual(there);
    }
    if (conversation.says !== undefined) {
      await said(stage, players, conversation.says);
      if (conversation.relays !== undefined) await relayed(stage, alice, conversation.relays);
    }
    const there = await record(stage.standalone);
    // a slot is an offer as well
    const isRecorded = conversation.says !== undefined || service === UPLOADS;
    expect(there.length > 0).toBe(isRecorded);
    expect(await record(stage.attached)).toEqual(there);
    for (const player of players.values()) player.vanishes();
    await lower(stage);
  });
});
