import { escapeXml, Stanza, xml, type Element } from '@waybill/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Bytes, scanIbbBlock } from './in-band-bytestreams.js';
import { readErrorReply } from './error-reply.js';
import { payloadNodes, scanMarkup, toNode, type ScannedNode, type XmlNode } from './markup.js';

const iq = (markup: string) =>
  Stanza.fromWire({ kind: 'iq', attrs: {}, from: undefined, to: undefined, payloads: [] }, markup);

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '<', '&', '>', '"', "'", '\t', '\n', '合', '😀', '\u202e'),
});
const anElement = fc.letrec<{ readonly element: Element }>((tie) => ({
  element: fc
    .record({
      name: word,
      xmlns: fc.option(fc.constantFrom('urn:a', 'urn:b&c'), { nil: undefined }),
      attrs: fc.dictionary(
        word.filter((name) => name !== 'xmlns'),
        text,
        { maxKeys: 3, noNullPrototype: true },
      ),
      children: fc.array(fc.oneof({ depthSize: 'small' }, text, tie('element')), { maxLength: 4 }),
    })
    .map(({ name, xmlns, attrs, children }) => xml(name, { xmlns, ...attrs }, ...children)),
})).element;

const withoutPlaces = ({ name, ns, attrs, children, text: own }: ScannedNode): XmlNode => ({
  name,
  ns,
  attrs,
  children: children.map(withoutPlaces),
  text: own,
});

describe('reading markup without a tree', () => {
  it('finds what the tree holds', () => {
    fc.assert(
      fc.property(anElement, (element) => {
        const stanza = iq(element.toString());
        const scanned = scanMarkup(stanza.markup);
        expect(scanned?.map(withoutPlaces)).toEqual([toNode(stanza.payload ?? element)]);
        const { innerFrom = 0, innerTo = 0 } = scanned?.[0] ?? {};
        expect(stanza.markup.slice(0, innerFrom)).toMatch(/^<[^<]*>$/);
        expect(stanza.markup.slice(innerTo)).toMatch(/^(<\/[^<]*>)?$/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['prefixes', "<x:a xmlns:x='urn:x'><x:b/></x:a>"],
    ['CDATA', "<a xmlns='urn:x'><![CDATA[<b/>]]></a>"],
    ['prefixed attributes', "<a xmlns='urn:x' xmlns:y='urn:y' y:z='1'/>"],
    ['carriage returns', "<a xmlns='urn:x'>1\r\n2</a>"],
  ])('leaves %s to the tree', (_name, markup) => {
    expect(scanMarkup(markup)).toBeUndefined();
    expect(payloadNodes(iq(markup))).toHaveLength(1);
  });

  it('reads either quote, white space and references', () => {
    const markup = `<a  xmlns = 'urn:x'\n b="it's"  c='"' d='&#x41;&#66;&apos;&lt;' e='1\n2'  /><f>&amp;amp;</f>`;
    expect(scanMarkup(markup)).toMatchObject([
      { name: 'a', ns: 'urn:x', attrs: { b: "it's", c: '"', d: "AB'<", e: '1 2' } },
      { name: 'f', ns: 'jabber:client', text: '&amp;' },
    ]);
  });
});

describe('an in-band block', () => {
  it('is counted without a tree', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), word, fc.nat(65_535), (bytes, sid, seq) => {
        const data = Buffer.from(bytes).toString('base64');
        const markup = `<data xmlns='http://jabber.org/protocol/ibb' seq='${seq}' sid='${sid}'>${data}</data>`;
        expect(scanIbbBlock(markup)).toEqual({ kind: 'data', sid, seq, bytes: bytes.length });
      }),
    );
  });

  it('may be broken into lines', () => {
    const data = Buffer.alloc(100, 7).toString('base64');
    expect(base64Bytes(data.replace(/.{20}/g, '$&\n'))).toBe(100);
  });

  it.each([
    ['references in the sid', "<data sid='a&amp;b' seq='0'>QQ==</data>"],
    ['CDATA', "<data sid='a' seq='0'><![CDATA[QQ==]]></data>"],
    ['a prefix', "<i:data sid='a' seq='0'>QQ==</i:data>"],
  ])('with %s is left to the tree', (_name, markup) => {
    expect(scanIbbBlock(markup)).toBeUndefined();
  });
});

describe('an error reply', () => {
  const reply = (children: string, attrs = '') => iq(`<error${attrs}>${children}</error>`);
  const condition = (name: string) => `<${name} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>`;

  it('is read by its condition, else by its number', () => {
    expect(readErrorReply(reply(condition('forbidden'), " code='405'")).condition).toBe(
      'forbidden',
    );
    expect(readErrorReply(reply('', " code='405'")).condition).toBe('not-allowed');
    expect(readErrorReply(reply('')).condition).toBe('undefined-condition');
    expect(readErrorReply(iq('')).condition).toBe('undefined-condition');
    expect(
      readErrorReply(reply(`${condition('bad-request')}<no-valid-streams xmlns='urn:si'/>`)),
    ).toEqual({ condition: 'bad-request', specific: 'no-valid-streams' });
  });

  it('tells its text', () => {
    const said = `<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>${escapeXml('no & no')}</text>`;
    expect(readErrorReply(reply(condition('forbidden') + said)).text).toBe('no & no');
  });
});
