import { readFileSync } from 'node:fs';
import { Element, NS, parseXml, StanzaError } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import { dataPolicyForm, readDataPolicy, type DataPolicy } from './data-policy.js';
import { decodeForm, encodeForm } from './data-forms.js';
import {
  decodeSlot,
  decodeSlotRequest,
  encodeSlot,
  encodeSlotRequest,
  PURPOSE_FEATURES,
  retryLaterError,
  tooLargeError,
  uploadLimitForm,
  type Slot,
  type SlotRequest,
  type UploadNamespace,
} from './http-upload.js';
import { toNode, type XmlNode } from './markup.js';
import { decodeRetraction, encodeRetraction, type Retraction } from './message-retraction.js';
import { decodeStanzaIds } from './stanza-ids.js';
import {
  decodeFileSharing,
  decodeMediaSharing,
  encodeFileSharing,
  type FileSharing,
} from './stateless-file-sharing.js';

const read = (name: string) => readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8');
const tree = (text: string): Element => {
  const parsed = parseXml(text);
  if (parsed instanceof Element) return parsed;
  throw parsed;
};
const markup = (name: string) => read(`${name}.xml`).replace(/>\s+</g, '><').trim();
const node = (text: string): XmlNode => toNode(tree(text));

interface Pair {
  readonly name: string;
  readonly decode: (node: XmlNode) => unknown;
  /** Left out where nobody here writes it. */
  readonly encode?: (value: unknown) => Element;
}

const request: Omit<Pair, 'name'> = {
  decode: decodeSlotRequest,
  encode: (value) => encodeSlotRequest(value as SlotRequest),
};
const slot = (ns: UploadNamespace): Omit<Pair, 'name'> => ({
  decode: decodeSlot,
  encode: (value) => encodeSlot(ns, value as Slot),
});
const sharing: Omit<Pair, 'name'> = {
  decode: decodeFileSharing,
  encode: (value) => encodeFileSharing(value as FileSharing),
};

const vectors: readonly Pair[] = [
  { name: 'xep-0363/request', ...request },
  { name: 'xep-0363/request-ephemeral', ...request },
  { name: 'xep-0363/request-profile', ...request },
  { name: 'xep-0363/request-permanent', ...request },
  { name: 'xep-0363/request-legacy', decode: decodeSlotRequest },
  { name: 'xep-0363/slot', ...slot(NS.httpUpload) },
  { name: 'xep-0363/slot-legacy', ...slot(NS.httpUploadLegacy) },
  {
    name: 'xep-0504/policy',
    decode: (x) => readDataPolicy(decodeForm(x)),
    encode: (value) => encodeForm(dataPolicyForm(value as DataPolicy)),
  },
  { name: 'xep-0447/file-sharing', ...sharing },
  { name: 'xep-0447/attached-sources', decode: decodeFileSharing },
  { name: 'xep-0447/encrypted', decode: decodeFileSharing },
  { name: 'xep-0385/media-sharing', decode: decodeMediaSharing },
  {
    name: 'xep-0424/retract',
    decode: decodeRetraction,
    encode: (value) => encodeRetraction(value as Retraction),
  },
];

describe('vectors', () => {
  it.each(vectors)('$name is read', ({ name, decode }) => {
    expect(decode(node(markup(name)))).toEqual(JSON.parse(read(`${name}.json`)));
  });

  it.each(vectors.filter(({ encode }) => encode !== undefined))('$name is written', (one) => {
    const written = one.encode?.(JSON.parse(read(`${one.name}.json`))).toString() ?? '';
    expect(node(written)).toEqual(node(markup(one.name)));
  });

  it('has the errors of XEP-0363 written as the XEP writes them', () => {
    const written = (error: StanzaError) => node(error.toElement().toString());
    expect(written(tooLargeError(NS.httpUpload, 20_000))).toEqual(
      node(markup('xep-0363/too-large')),
    );
    const at = Date.UTC(2017, 11, 3, 23, 42, 5);
    expect(written(retryLaterError(NS.httpUpload, 'Quota reached', at))).toEqual(
      node(markup('xep-0363/retry')),
    );
    const unknown = retryLaterError(NS.httpUpload, 'Full', undefined).toElement();
    expect(unknown.getChild('retry')).toBeUndefined();
  });

  it('has the limit told in bytes, in the namespace that is asked about', () => {
    const form = encodeForm(uploadLimitForm(NS.httpUpload, 104_857_600)).toString();
    expect(node(form)).toEqual(node(markup('xep-0363/limit')));
    const legacy = encodeForm(uploadLimitForm(NS.httpUploadLegacy, 1)).toString();
    expect(legacy).toContain('<value>urn:xmpp:http:upload</value>');
  });

  it('names the four purposes as features', () => {
    expect(PURPOSE_FEATURES).toEqual(
      ['message', 'profile', 'ephemeral', 'permanent'].map(
        (purpose) => `urn:xmpp:http:upload:purpose:0#${purpose}`,
      ),
    );
  });
});

describe('a slot request', () => {
  const asked = (attrs: string, inner = '') =>
    decodeSlotRequest(node(`<request xmlns='${NS.httpUpload}' ${attrs}>${inner}</request>`));
  const condition = (value: unknown) => (value instanceof StanzaError ? value.condition : value);

  it.each([
    ['no name', "size='1'"],
    ['an empty name', "filename='' size='1'"],
    ['no size', "filename='a'"],
    ['a size of 0', "filename='a' size='0'"],
    ['a negative size', "filename='a' size='-1'"],
    ['a size that is no number', "filename='a' size='many'"],
    ['a size in hexadecimal', "filename='a' size='0x10'"],
    ['a size with an exponent', "filename='a' size='1e3'"],
    ['a fraction', "filename='a' size='1.5'"],
    ['a type that is none', "filename='a' size='1' content-type='jpeg'"],
    ['a type that ends its header', "filename='a' size='1' content-type='a/b&#13;&#10;X: y'"],
    ['a type of 300 characters', `filename='a' size='1' content-type='a/${'b'.repeat(300)}'`],
  ])('with %s is a bad request', (_, attrs) => {
    expect(condition(asked(attrs))).toBe('bad-request');
  });

  const purpose = (name: string, attrs = '') =>
    `<${name} xmlns='${NS.httpUploadPurpose}' ${attrs}/>`;

  it.each([
    ['two purposes', purpose('message') + purpose('profile'), 'bad-request'],
    ['no instant to expire before', purpose('ephemeral'), 'bad-request'],
    ['a bad instant', purpose('ephemeral', "expire-before='soon'"), 'bad-request'],
    ['an unknown purpose', purpose('secret'), 'feature-not-implemented'],
  ])('with %s is refused', (_, inner, wanted) => {
    expect(condition(asked("filename='a' size='1'", inner))).toBe(wanted);
  });

  it('takes a count beyond all measure as too much, not as nonsense', () => {
    expect(asked("filename='a' size='99999999999999999999999'")).toMatchObject({
      sizeBytes: Number.MAX_SAFE_INTEGER,
    });
    expect(asked("filename='a' size=' +7 '")).toMatchObject({ sizeBytes: 7 });
  });

  it('reads an empty type as none, and parameters as part of the type', () => {
    expect(asked("filename='a' size='1' content-type=''")).not.toHaveProperty('contentType');
    expect(asked("filename='a' size='1' content-type='text/plain; charset=utf-8'")).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
    });
  });
});

describe('what messages say of files', () => {
  it('is no share without its namespace, and no retraction without an id', () => {
    expect(decodeFileSharing(node("<file-sharing xmlns='urn:x'/>"))).toBeUndefined();
    expect(decodeFileSharing(node(`<x xmlns='${NS.statelessFileSharing}'/>`))).toBeUndefined();
    expect(decodeMediaSharing(node(`<reference xmlns='${NS.references}'/>`))).toBeUndefined();
    const retract = (attrs: string) => node(`<retract xmlns='${NS.messageRetraction}' ${attrs}/>`);
    for (const attrs of ['', "id=''", `id='${'x'.repeat(1_025)}'`]) {
      expect(decodeRetraction(retract(attrs))).toBeUndefined();
    }
    expect(decodeRetraction(node("<retract xmlns='urn:x' id='1'/>"))).toBeUndefined();
  });

  it('is bounded', () => {
    const many = `<url-data xmlns='${NS.urlData}' target='https://a/b'/>`.repeat(40);
    const long = `<url-data xmlns='${NS.urlData}' target='https://a/${'b'.repeat(9_000)}'/>`;
    const sources = `<sources xmlns='${NS.statelessFileSharing}'>${long}${many}</sources>`;
    expect(decodeFileSharing(node(sources))?.urls).toHaveLength(16);
  });

  it('is known by several ids', () => {
    const id = (name: string, attrs: string) => node(`<${name} xmlns='${NS.stanzaIds}' ${attrs}/>`);
    const ids = decodeStanzaIds([
      id('origin-id', "id='mine'"),
      id('stanza-id', "id='theirs' by='room@chat.example'"),
      id('stanza-id', "id='nobodys'"),
    ]);
    expect(ids).toEqual({
      originId: 'mine',
      assigned: [{ id: 'theirs', by: 'room@chat.example' }],
    });
    expect(decodeStanzaIds([])).toEqual({ assigned: [] });
  });
});
