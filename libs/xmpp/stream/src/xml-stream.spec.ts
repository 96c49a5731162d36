import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml, type Element } from '@waybill/core';
import { ParserPool } from './parser-pool.js';
import { READER_LIMITS, Recorder, readAll } from './testing/recorder.js';
import { HEADER } from './testing/stage.js';
import type { WireElement } from './wire-element.js';
import { XmlStream } from './xml-stream.js';

const CLOSE = '</stream:stream>';
const CLIENT = 'jabber:client';
const STREAM = 'http://etherx.jabber.org/streams';

const elementsOf = (recorder: Recorder) =>
  recorder.events.filter((event): event is WireElement => Object.hasOwn(event as object, 'inner'));

const VALID: readonly string[] = [
  "<message to='bob@example.org' type='chat' id='1'><body>привет, 世界 😀 &amp; &#x41;]]</body></message>",
  "<iq id='2' type='get'><query xmlns='jabber:iq:roster'/></iq>",
  '<presence/>',
  '<presence ><status>a</status><priority>5</priority></presence >',
  "<message><body><![CDATA[ <b> ]]></body><x xmlns='jabber:x:oob' a=\"&quot;'\"/></message>",
  "<q:iq xmlns:q='jabber:client' id='3' type='set'><s:si xmlns:s='http://jabber.org/protocol/si' s:id='7'/></q:iq>",
  "<iq id='4' type='result' xml:lang='de'>\n <a xmlns='urn:a'>\r\n<b xmlns=''/></a></iq>",
  "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGE=</auth>",
];

describe('a stream of valid XML', () => {
  const bytes = Buffer.from(`${HEADER}\n${VALID.join(' \n')} ${CLOSE}`);
  const whole = readAll([bytes]).events;

  it('gives header, elements and end', () => {
    expect(whole).toHaveLength(VALID.length + 2);
    expect(whole[0]).toMatchObject({ opened: { to: 'localhost', version: '1.0', ns: STREAM } });
    expect(whole.at(-1)).toBe('ended');
  });

  it('gives the same events byte by byte', () => {
    expect(readAll([...bytes].map((byte) => Buffer.of(byte))).events).toEqual(whole);
  });

  it('gives the same events however it is split', () => {
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 30 });
    fc.assert(
      fc.property(cuts, (at) => {
        const places = [0, ...at.toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
        expect(readAll(chunks).events).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('gives any text back unharmed, however it is split', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(300), { maxLength: 8 }), (body, cuts) => {
        const safe = body.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
        const escaped = safe
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;');
        const stanza = Buffer.from(`<message><body>${escaped}</body></message>`);
        const places = [...cuts.toSorted((a, b) => a - b), stanza.length];
        const chunks = places.map((end, i) => stanza.subarray(places[i - 1] ?? 0, end));
        const [element] = elementsOf(readAll([HEADER, ...chunks]));
        expect((parseXml(element?.inner ?? '') as Element).getText()).toBe(safe);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the markup inside as it was written', () => {
    const [first, second] = elementsOf(readAll([HEADER, ...VALID]));
    expect(first?.inner).toBe('<body>привет, 世界 😀 &amp; &#x41;]]</body>');
    expect(first?.payloads).toEqual([{ name: 'body', ns: CLIENT }]);
    expect(second?.inner).toBe("<query xmlns='jabber:iq:roster'/>");
  });

  it('takes the language from the header where a stanza has none', () => {
    const header = HEADER.replace("version='1.0'>", "version='1.0' xml:lang='fr'>");
    const [first, second] = elementsOf(readAll([header, "<message/><message xml:lang='de'/>"]));
    expect(first?.attrs).toEqual({ 'xml:lang': 'fr' });
    expect(second?.attrs).toEqual({ 'xml:lang': 'de' });
  });
});

describe('markup that depends on its surroundings', () => {
  const innerOf = (header: string, stanza: string) => elementsOf(readAll([header, stanza]))[0];

  it('is written anew when it uses a prefix of the header', () => {
    const header = HEADER.replace("version='1.0'>", "version='1.0' xmlns:q='urn:q'>");
    const element = innerOf(header, "<iq id='1'><q:x q:a='&lt;'><y>t</y></q:x></iq>");
    expect(element?.inner).toBe(
      '<x xmlns="urn:q" xmlns:q="urn:q" q:a="&lt;"><y xmlns="jabber:client">t</y></x>',
    );
    expect(element?.payloads).toEqual([{ name: 'x', ns: 'urn:q' }]);
  });

  it('is written anew when it uses a prefix of its own stanza', () => {
    const element = innerOf(HEADER, "<iq id='1' xmlns:q='urn:q'><q:x/></iq>");
    expect(element?.inner).toBe('<x xmlns="urn:q"></x>');
  });

  it('is written anew when the default namespace is not that of the stanzas', () => {
    const header = `<stream xmlns='${STREAM}' xmlns:c='${CLIENT}' to='localhost' version='1.0'>`;
    const element = innerOf(header, '<c:message><c:body>b</c:body><other/></c:message>');
    expect(element).toMatchObject({ name: 'message', ns: CLIENT });
    expect(element?.inner).toBe(`<body>b</body><other xmlns="${STREAM}"></other>`);
  });

  it('keeps prefixed attributes of the stanza with their declaration', () => {
    const element = innerOf(HEADER, "<message xmlns:p='urn:p' p:k='v' id='1'/>");
    expect(element?.attrs).toEqual({ id: '1', 'xmlns:p': 'urn:p', 'p:k': 'v' });
  });
});

const MALFORMED: readonly (readonly [string, string | Buffer, string])[] = [
  ['tags that do not match', '<message><body></message></body>', 'not-well-formed'],
  ['a stanza closed by another name', '<message></iq>', 'not-well-formed'],
  ['an attribute twice', "<message a='1' a='2'/>", 'not-well-formed'],
  [
    'an attribute twice by namespace',
    "<message xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'/>",
    'not-well-formed',
  ],
  ['an undeclared element prefix', '<message><p:x/></message>', 'not-well-formed'],
  ['an undeclared attribute prefix', "<message p:x='1'/>", 'not-well-formed'],
  ['an unknown entity in text', '<message>&nbsp;</message>', 'not-well-formed'],
  ['an unknown entity in an attribute', "<message a='&nbsp;'/>", 'not-well-formed'],
  ['a bare ampersand', '<message>a & b</message>', 'not-well-formed'],
  ['a DTD', '<!DOCTYPE message><message/>', 'restricted-xml|not-well-formed'],
  ['a DTD with entities', '<!DOCTYPE m [<!ENTITY a "b">]><m/>', 'restricted-xml|not-well-formed'],
  ['a comment', '<message><!-- c --></message>', 'restricted-xml'],
  ['a comment between stanzas', '<!-- c -->', 'restricted-xml'],
  ['a processing instruction', '<message><?php x?></message>', 'restricted-xml'],
  ['an XML declaration in mid-stream', "<?xml version='1.0'?>", 'restricted-xml|not-well-formed'],
  ['a control character', '<message>\u0001</message>', 'not-well-formed'],
  ['a control character by reference', '<message>&#1;</message>', 'not-well-formed'],
  ['U+0000', '<message>\0</message>', 'not-well-formed'],
  ['U+FFFF', '<message>\uffff</message>', 'not-well-formed'],
  ['a surrogate by reference', '<message>&#xD800;</message>', 'not-well-formed'],
  ['< in an attribute', "<message a='<'/>", 'not-well-formed'],
  ['an unquoted attribute', '<message a=1/>', 'not-well-formed'],
  ['an attribute without value', '<message a/>', 'not-well-formed'],
  [']]> in text', '<message>]]></message>', 'not-well-formed'],
  ['a bad name', '<1message/>', 'not-well-formed'],
  ['no space between attributes', "<message a='1'b='2'/>", 'not-well-formed'],
  ['two colons', "<message xmlns:a='u'><a:b:c/></message>", 'not-well-formed'],
  ['a stray end tag', '</message>', 'not-well-formed'],
  ['a prefix taken back', "<message xmlns:p=''/>", 'not-well-formed'],
  ['another meaning of xml:', "<message xmlns:xml='urn:x'/>", 'not-well-formed'],
  [
    'the xmlns namespace taken',
    "<message xmlns:a='http://www.w3.org/2000/xmlns/'/>",
    'not-well-formed',
  ],
  ['invalid UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'unsupported-encoding'],
  ['overlong UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xc0, 0xaf]), 'unsupported-encoding'],
  [
    'a surrogate in UTF-8',
    Buffer.from([0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]),
    'unsupported-encoding',
  ],
  ['a character beyond Unicode', Buffer.from([0xf4, 0x90, 0x80, 0x80]), 'unsupported-encoding'],
  ['UTF-16', Buffer.from('<iq/>', 'utf16le'), 'not-well-formed|bad-format'],
  ['text between stanzas', 'hello', 'bad-format'],
  ['text behind a stanza', '<presence/>hello<presence/>', 'bad-format'],
  ['a character reference between stanzas', '<presence/>&#32;<presence/>', 'bad-format'],
  ['CDATA between stanzas', '<presence/><![CDATA[ ]]><presence/>', 'bad-format'],
  ['U+FEFF before a stanza', '\ufeff<presence/>', 'bad-format'],
];

describe('what is no XMPP', () => {
  describe.each(MALFORMED)('%s', (_, input, expected) => {
    const bytes = Buffer.from(input as string);
    it.each([
      ['whole', [bytes]],
      ['byte by byte', [...bytes].map((byte) => Buffer.of(byte))],
    ])('is refused, %s, and nothing of it is told', (_way, chunks) => {
      // what is unfinished may be complete only with what follows
      const recorder = readAll([HEADER, ...chunks, '<presence/>', CLOSE]);
      expect(expected.split('|')).toContain(recorder.error);
      expect(elementsOf(recorder).every((element) => element.name === 'presence')).toBe(true);
      expect(recorder.events.at(-1)).toEqual({ error: recorder.error });
    });
  });

  it.each([
    ["<?xml version='1.0' encoding='ISO-8859-1'?>", 'unsupported-encoding'],
    ["<?xml version='1.1'?>", 'bad-format'],
    ['<!DOCTYPE x>', 'restricted-xml'],
    ['<!-- c -->', 'restricted-xml'],
    ['\u0000', 'bad-format'],
    ['GET / HTTP/1.1', 'bad-format'],
  ])('is refused before the header: %s', (start, condition) => {
    expect(readAll([start, HEADER.replace(/^.*\?>/, '')]).error).toBe(condition);
  });

  it.each([
    "<?xml version='1.0' encoding='utf-8'?>",
    '<?xml version="1.0" encoding="UTF-8" ?>\n',
    ' \n',
  ])('is not: %j before the header', (start) => {
    expect(readAll([start + HEADER.replace(/^.*\?>/, '')]).events).toHaveLength(1);
  });
});

describe('a budget', () => {
  const attack = (start: string, more: string): { error: string | undefined; bytes: number } => {
    const recorder = new Recorder();
    const stream = new XmlStream(recorder, READER_LIMITS, new ParserPool());
    stream.write(Buffer.from(HEADER + start));
    const chunk = Buffer.from(more.repeat(Math.ceil(1_000 / more.length)));
    let bytes = 0;
    while (recorder.error === undefined && bytes < 1_000_000) {
      stream.write(chunk);
      bytes += chunk.length;
    }
    return { error: recorder.error, bytes };
  };

  it.each([
    ['endless text', '<message><body>', 'x'],
    ['an endless attribute', "<message a='", 'x'],
    ['endless nesting', '', '<a>'],
    ['an endless element name', '<', 'x'],
    ['an endless attribute name', '<message ', 'x'],
    ['an endless entity', '<message>&', 'x'],
    ['endless attributes', '<message', " a1='1' b='2' c='3' d='4' e='5' f='6' g='7' h='8'"],
    ['endless elements', '<message>', '<a/>'],
    ['endless CDATA', '<message><![CDATA[', 'x'],
    ['an endless end tag', '<message></', 'm'],
    ['endless space in a tag', '<message', ' '],
    ['endless CDATA between stanzas', '<![CDATA[', ' '],
    ['an endless comment', '<!--', 'x'],
    ['an endless instruction', '<?x ', 'x'],
    ['an endless DTD', '<!DOCTYPE ', 'x'],
  ])('ends %s', (_, start, more) => {
    const { error, bytes } = attack(start, more);
    expect(['policy-violation', 'not-well-formed']).toContain(error);
    expect(bytes).toBeLessThanOrEqual(READER_LIMITS.maxStanzaBytes + 1_000);
  });

  it('ends an endless header', () => {
    const recorder = readAll([`<stream:stream a='`, ...Array<string>(50).fill('x'.repeat(1_000))]);
    expect(recorder.error).toBe('policy-violation');
  });

  it('lets white space between stanzas pass for ever, without a parser', () => {
    const recorder = new Recorder();
    const pool = new ParserPool();
    const stream = new XmlStream(recorder, READER_LIMITS, pool);
    stream.write(Buffer.from(`${HEADER}<presence/>`));
    for (let i = 0; i < 1_000; i++) stream.write(Buffer.alloc(1_000, ' \n'));
    expect(stream.midElement).toBe(false);
    expect(pool.size).toBe(1);
    stream.write(Buffer.from('<presence/>'));
    expect(elementsOf(recorder)).toHaveLength(2);
  });

  it('allows a stanza of exactly the limit and not a byte more', () => {
    const stanza = (size: number) => {
      const empty = '<message></message>';
      return empty.replace('></', `>${'é'.repeat((size - empty.length) >> 1)}</`);
    };
    const limits = { ...READER_LIMITS, maxStanzaBytes: 1_001 };
    for (const chunks of [[stanza(1_001)], [...stanza(1_001)]]) {
      expect(readAll([HEADER, ...chunks], limits).error).toBeUndefined();
    }
    for (const chunks of [[stanza(1_003)], [...stanza(1_003)]]) {
      expect(readAll([HEADER, ...chunks], limits).error).toBe('policy-violation');
    }
  });

  it('counts each stanza for itself', () => {
    const many = '<message><body>x</body></message>'.repeat(5_000);
    expect(readAll([HEADER + many]).error).toBeUndefined();
  });

  it('survives anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '/',
        '&',
        ';',
        '"',
        "'",
        '=',
        '<a>',
        '</a>',
        '<?',
        '<!',
        ']]>',
        ' ',
      ),
      fc.constantFrom(...VALID),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const pool = new ParserPool();
        const first = readAll([HEADER, ...pieces], READER_LIMITS, pool);
        // whatever became of it, the next stream is not harmed
        expect(readAll([HEADER, ...VALID], READER_LIMITS, pool).events).toHaveLength(
          VALID.length + 1,
        );
        expect(
          first.events.filter((event) => Object.hasOwn(event as object, 'error')).length,
        ).toBeLessThan(2);
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });
});

describe('a reader that is told to wait', () => {
  class Pausing extends Recorder {
    stream: XmlStream | undefined;
    override element(element: WireElement): void {
      super.element(element);
      this.stream?.pause();
    }
  }
  const pausing = () => {
    const owner = new Pausing();
    const stream = new XmlStream(owner, READER_LIMITS, new ParserPool());
    owner.stream = stream;
    return { owner, stream };
  };

  it('stops behind the element and goes on where it stopped', () => {
    const { owner, stream } = pausing();
    const bytes = Buffer.from(`${HEADER}${VALID.join('\n')}${CLOSE}`);
    stream.write(bytes.subarray(0, 700));
    stream.write(bytes.subarray(700));
    let turns = 0;
    for (; stream.paused; turns++) {
      expect(elementsOf(owner)).toHaveLength(turns + 1);
      stream.resume();
    }
    expect(turns).toBe(VALID.length);
    expect(owner.events).toEqual(readAll([bytes]).events);
  });

  it('drops what came behind the element when it restarts for TLS', () => {
    const owner = new Recorder();
    const stream: XmlStream = new XmlStream(owner, READER_LIMITS, new ParserPool());
    owner.element = () => stream.restart(true);
    stream.write(Buffer.from(`${HEADER}<starttls/><presence/>${HEADER}`));
    stream.write(Buffer.from(HEADER.replace('localhost', 'second')));
    expect(owner.events).toHaveLength(2);
    expect(owner.events[1]).toMatchObject({ opened: { to: 'second' } });
  });

  it('reads a new header behind the element when it restarts for SASL', () => {
    const owner = new Recorder();
    const stream: XmlStream = new XmlStream(owner, READER_LIMITS, new ParserPool());
    owner.element = (element) => {
      Recorder.prototype.element.call(owner, element);
      if (element.name === 'auth') stream.restart(false);
    };
    stream.write(Buffer.from(`${HEADER}<auth/>${HEADER}<presence/>`));
    expect(owner.events.map((event) => Object.keys(event as object)[0])).toEqual([
      'opened',
      'name',
      'opened',
      'name',
    ]);
  });
});
