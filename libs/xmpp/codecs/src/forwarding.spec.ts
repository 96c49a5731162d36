import { readFileSync } from 'node:fs';
import { Element, NS, parseXml, Stanza } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import {
  decodeForwarded,
  encodeForwarded,
  forwardingErrors,
  peekForwarded,
  type ForwardedStanza,
} from './forwarding.js';

const read = (name: string) =>
  readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')
    .replace(/>\s+</g, '><')
    .trim();

function stanza(markup: string): Stanza {
  const tree = parseXml(markup);
  const made = tree instanceof Element ? Stanza.fromElement(tree) : tree;
  if (!(made instanceof Stanza)) throw new Error(`not a stanza: ${markup}`);
  return made;
}
const iq = `<iq xmlns='${NS.client}' type='set' id='1' from='a@b/c' to='d@b/e'><q xmlns='x'/></iq>`;
const wrapped = (...inner: readonly string[]) =>
  stanza(
    `<message from='b' to='w.b'><forwarded xmlns='${NS.forward}'>${inner.join('')}</forwarded></message>`,
  );

describe.each(['xep-0297/from-ejabberd', 'xep-0297/with-delay-and-note', 'openfire/packet-copy'])(
  '%s',
  (name) => {
    const message = stanza(read(`${name}.xml`));
    const want = JSON.parse(read(`${name}.json`)) as Record<string, unknown>;

    it('is unwrapped', () => {
      const { stanza: inner, at, note } = decodeForwarded(message) as ForwardedStanza;
      const { kind, type, id, from, to } = inner;
      expect({ kind, type, id, from: from?.full, to: to?.full, at, note }).toEqual({
        at: undefined,
        note: undefined,
        ...want,
      });
    });

    it('shows its top without being read', () => {
      const { kind, type, id, from, to } = want;
      expect(peekForwarded(message.markup)).toEqual({ kind, type, id, from, to });
    });
  },
);

describe('forwarding', () => {
  it('wraps what it unwraps', () => {
    const inner = (decodeForwarded(wrapped(iq)) as ForwardedStanza).stanza;
    const again = Stanza.make('message', {}, encodeForwarded(inner));
    expect((decodeForwarded(again) as ForwardedStanza).stanza.toString()).toBe(inner.toString());
  });

  it('reads the same with a tree and without', () => {
    const inner = `<message xmlns='jabber:client' from='a@b/c' to='d@b/é' xml:lang='en'><a b='&lt;&apos;' xmlns='u'>1 &amp; 2<c/></a><body/>text</message>`;
    const plain = decodeForwarded(wrapped(inner)) as ForwardedStanza;
    // CDATA is for the tree
    const head = { kind: 'message', attrs: {}, from: undefined, to: undefined } as const;
    const payloads = [{ name: 'forwarded', ns: NS.forward }];
    const markup = `${wrapped(inner).markup}<x><![CDATA[y]]></x>`;
    const tree = decodeForwarded(Stanza.fromWire({ ...head, payloads }, markup)) as ForwardedStanza;
    expect(plain.stanza.payloads).toEqual(tree.stanza.payloads);
    expect(plain.stanza.element.toString()).toBe(tree.stanza.element.toString());
  });

  it('is not found in other messages', () => {
    const text = `<message from='b' to='w.b'><body>&lt;forwarded xmlns='${NS.forward}'></body></message>`;
    expect(decodeForwarded(stanza(text))).toBeUndefined();
  });

  it.each([
    ['nothing', wrapped(), forwardingErrors.notOneStanza],
    ['two stanzas', wrapped(iq, iq), forwardingErrors.notOneStanza],
    ['something else', wrapped("<stream xmlns='jabber:client'/>"), forwardingErrors.notOneStanza],
    [
      'a stanza of another namespace',
      wrapped("<iq xmlns='urn:other'/>"),
      forwardingErrors.notOneStanza,
    ],
    [
      'a forward',
      wrapped(
        `<message xmlns='jabber:client'><forwarded xmlns='${NS.forward}'>${iq}</forwarded></message>`,
      ),
      forwardingErrors.nested,
    ],
  ])('refuses a wrapper around %s', (_, message, error) => {
    expect(decodeForwarded(message)).toBe(error);
  });

  it('refuses bad addresses inside', () => {
    const bad = wrapped(`<iq xmlns='jabber:client' from='@' to='a@b'/>`);
    expect(decodeForwarded(bad)).toMatchObject({ condition: 'jid-malformed' });
  });

  it('takes no address and no counts that are none', () => {
    const seen = `<seen xmlns='${NS.mirrorNote}' address='me &amp; you' sent='-1' received='x'/>`;
    const message = stanza(wrapped(iq).toString().replace('</message>', `${seen}</message>`));
    expect((decodeForwarded(message) as ForwardedStanza).note).toEqual({
      address: undefined,
      inBand: undefined,
    });
  });
});
