import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseOf, xmlLines } from './xml-tokens';

const textOf = (xml: string): string[] =>
  xmlLines(xml).map(
    (line) => '  '.repeat(line.depth) + line.tokens.map((token) => token.text).join(''),
  );

describe('xmlLines', () => {
  it('sets a stanza one element a line, short texts with their tags', () => {
    expect(textOf("<iq type='set'><si id='a'/><desc>for you</desc></iq>")).toEqual([
      "<iq type='set'>",
      "  <si id='a'/>",
      '  <desc>for you</desc>',
      '</iq>',
    ]);
  });

  it('tells tags, attributes, values and text apart', () => {
    const kinds = xmlLines('<a b="c">d</a>').flatMap((line) =>
      line.tokens.map((token) => `${token.kind}:${token.text}`),
    );
    expect(kinds).toContain('tag:a');
    expect(kinds).toContain('attribute:b');
    expect(kinds).toContain('value:"c"');
    expect(kinds).toContain('text:d');
  });

  it('shows what there is of a stanza that was cut', () => {
    expect(textOf("<iq type='set'><si id='a").join('\n')).toContain("<si id='a");
  });

  it('keeps what stands between two attributes', () => {
    expect(textOf('<a b="1"" c="2">').join('')).toBe('<a b="1"" c="2">');
  });

  it('loses nothing but white space, whatever it is given', () => {
    const bare = (text: string): string => text.replaceAll(/\s/gu, '');
    fc.assert(
      fc.property(fc.stringMatching(/^[<>/="' a-z]{0,60}$/u), (xml) => {
        expect(bare(textOf(xml).join(''))).toBe(bare(xml));
      }),
    );
  });
});

describe('clauseOf', () => {
  it('names the document of the payload', () => {
    expect(clauseOf("<iq><query xmlns='http://jabber.org/protocol/bytestreams'/></iq>")).toBe(
      'XEP-0065',
    );
    expect(clauseOf("<jingle xmlns='urn:xmpp:jingle:1'/>")).toBe('XEP-0166');
    expect(clauseOf('<message><body>hi</body></message>')).toBeUndefined();
  });
});
