import { readFileSync } from 'node:fs';
import { Element, Jid, NS, parseXml, payload, Stanza, StanzaError, xml } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import { decodeDelay, encodeDelay, type Delay } from './delay.js';
import { decodeTime, encodeTime, type EntityTime } from './entity-time.js';
import { decodeRegistration, encodeRegistered } from './in-band-registration.js';
import { decodeLastActivity, encodeLastActivity, type LastActivity } from './last-activity.js';
import { decodeAvailability, decodePriority } from './presence.js';
import { decodePrivate, encodePrivate } from './private-storage.js';
import { decodeRosterGet, decodeRosterSet, encodeRoster, type RosterItem } from './roster.js';
import {
  decodeDiscoInfo,
  decodeDiscoItems,
  encodeDiscoInfo,
  encodeDiscoItems,
  type DiscoveredInfo,
  type DiscoveredItems,
} from './service-discovery.js';
import { decodeVersion, encodeVersion, type SoftwareVersion } from './software-version.js';

const read = (name: string) => readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8');
const element = (text: string): Element => {
  const parsed = parseXml(text);
  if (parsed instanceof Element) return parsed;
  throw parsed;
};
/** A vector's XML without the white space that only makes it readable. */
const vector = (name: string) => element(read(`${name}.xml`).replace(/>\s+</g, '><').trim());
const json = (name: string): unknown => JSON.parse(read(`${name}.json`));
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part: unknown) => (part instanceof Jid ? part.full : part)));

interface Pair {
  readonly name: string;
  readonly decode?: (element: Element) => unknown;
  readonly encode?: (value: unknown) => Element;
}

const vectors: readonly Pair[] = [
  {
    name: 'xep-0030/info',
    decode: decodeDiscoInfo,
    encode: (value) => encodeDiscoInfo(value as DiscoveredInfo),
  },
  {
    name: 'xep-0030/items',
    decode: decodeDiscoItems,
    encode: (value) => encodeDiscoItems(value as DiscoveredItems),
  },
  { name: 'xep-0203/delay', decode: decodeDelay, encode: (value) => encodeDelay(value as Delay) },
  {
    name: 'xep-0092/version',
    decode: decodeVersion,
    encode: (value) => encodeVersion(value as SoftwareVersion),
  },
  { name: 'xep-0202/time', decode: decodeTime, encode: (value) => encodeTime(value as EntityTime) },
  ...['xep-0012/offline', 'xep-0012/uptime'].map((name) => ({
    name,
    decode: decodeLastActivity,
    encode: (value: unknown) => encodeLastActivity(value as LastActivity),
  })),
  { name: 'xep-0077/remove', decode: decodeRegistration },
  { name: 'xep-0077/password', decode: decodeRegistration },
  { name: 'rfc-6121/roster-set', decode: (query) => decodeRosterSet(query) },
  { name: 'rfc-6121/roster-remove', decode: (query) => decodeRosterSet(query) },
  {
    name: 'rfc-6121/roster',
    encode: (value) => {
      const { version, items } = value as { version: string; items: RosterItem[] };
      return encodeRoster(items, version);
    },
  },
];

describe('vectors', () => {
  it.each(vectors.filter((one) => one.decode !== undefined))('$name is read', (one) => {
    expect(plain(one.decode?.(vector(one.name)))).toEqual(json(one.name));
  });

  it.each(vectors.filter((one) => one.encode !== undefined))('$name is written', (one) => {
    expect(one.encode?.(json(one.name)).toString()).toBe(vector(one.name).toString());
  });
});

describe('decodeRosterSet', () => {
  const item = (attrs: Record<string, string>, ...groups: string[]) =>
    xml('item', attrs, ...groups.map((group) => xml('group', {}, group)));
  const B = { jid: 'b@localhost' };

  it.each([
    ['no item', [], 'bad-request'],
    ['two items', [item(B), item(B)], 'bad-request'],
    ['no jid', [item({})], 'bad-request'],
    ['a bad jid', [item({ jid: 'a b@localhost' })], 'jid-malformed'],
    ['a duplicate group', [item(B, 'x', 'x')], 'bad-request'],
    ['an empty group', [item(B, '')], 'not-acceptable'],
    ['a long name', [item({ ...B, name: 'é'.repeat(512) })], 'not-acceptable'],
    ['a long group', [item(B, 'é'.repeat(512))], 'not-acceptable'],
    ['many groups', [item(B, ...'abcdefghijklmnopq')], 'not-acceptable'],
  ] as const)('refuses %s', (_, items, condition) => {
    const set = decodeRosterSet(payload('query', NS.roster, {}, ...items));
    expect(set).toBeInstanceOf(StanzaError);
    expect((set as StanzaError).condition).toBe(condition);
  });

  it('reads the version a client has', () => {
    expect(decodeRosterGet(payload('query', NS.roster))).toBeUndefined();
    expect(decodeRosterGet(payload('query', NS.roster, { ver: '' }))).toBe('');
  });
});

describe('decodePriority', () => {
  const presence = (priority: string) =>
    Stanza.make('presence', {}, payload('priority', NS.client, {}, priority));

  it.each([
    ['5', 5],
    [' -128 ', -128],
    ['+127', 127],
  ])('reads %j', (text, priority) => expect(decodePriority(presence(text))).toBe(priority));

  it.each(['', '128', '-129', '1.5', '1e2', 'high', '99999999999'])('refuses %j', (text) => {
    expect(decodePriority(presence(text))).toBeInstanceOf(StanzaError);
  });

  it('is 0 where there is none', () => {
    expect(decodePriority(Stanza.make('presence', {}))).toBe(0);
  });

  it('leaves texts of other namespaces alone', () => {
    const stanza = Stanza.make(
      'presence',
      {},
      payload('show', 'urn:other', {}, 'x'),
      payload('show', NS.client, {}, 'away'),
      payload('status', NS.client),
    );
    expect(decodeAvailability(stanza)).toEqual({ show: 'away', status: undefined });
  });
});

describe('hostile and old input', () => {
  it('stores one element in a namespace of its own', () => {
    const wrapped = encodePrivate(payload('exodus', 'exodus:prefs', {}, xml('nick', {}, 'H')));
    expect(decodePrivate(wrapped)).toMatchObject({ ns: 'exodus:prefs', name: 'exodus' });
    for (const children of [
      [],
      [payload('a', 'urn:a'), payload('b', 'urn:b')],
      [xml('bare')],
      [payload('x', 'jabber:client')],
    ]) {
      const query = payload('query', NS.privateStorage, {}, ...children);
      expect(decodePrivate(query)).toBeInstanceOf(StanzaError);
    }
  });

  it('wants user name and password, and a removal on its own', () => {
    const query = (...children: Element[]) => payload('query', NS.register, {}, ...children);
    expect(decodeRegistration(query())).toMatchObject({ condition: 'not-acceptable' });
    expect(decodeRegistration(query(xml('remove'), xml('username', {}, 'x')))).toMatchObject({
      condition: 'bad-request',
    });
    expect(encodeRegistered('bill').toString()).toContain('<registered/>');
  });

  it('takes broken answers of peers as no answer', () => {
    expect(
      decodeTime(element('<time xmlns="urn:xmpp:time"><utc>soon</utc></time>')),
    ).toBeUndefined();
    expect(decodeVersion(element('<query xmlns="jabber:iq:version"/>'))).toBeUndefined();
    expect(decodeLastActivity(element('<query seconds="-1"/>'))).toBeUndefined();
    expect(decodeDelay(element('<delay stamp="20020910T23:08:25"/>'))).toBeUndefined();
    expect(decodeDiscoInfo(element('<query><identity/><feature/><x/></query>'))).toEqual({
      node: undefined,
      identities: [],
      features: [],
    });
  });
});
