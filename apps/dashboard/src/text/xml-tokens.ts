/** A coloured piece of a stanza. */
export interface XmlToken {
  readonly kind: 'punctuation' | 'tag' | 'attribute' | 'value' | 'text';
  readonly text: string;
}

export interface XmlLine {
  readonly depth: number;
  readonly tokens: readonly XmlToken[];
}

const PIECE = /<[^>]*>?|[^<]+/gu;
const ATTRIBUTE = /(\s+)([^\s=/>]+)(\s*=\s*)("[^"]*"?|'[^']*'?)/gu;

function tagTokens(tag: string): XmlToken[] {
  const open = /^<[/?]?/u.exec(tag)?.[0] ?? '<';
  const close = /[/?]?>$/u.exec(tag.slice(open.length))?.[0] ?? '';
  const body = tag.slice(open.length, tag.length - close.length);
  const name = /^[^\s]*/u.exec(body)?.[0] ?? '';
  const tokens: XmlToken[] = [
    { kind: 'punctuation', text: open },
    { kind: 'tag', text: name },
  ];
  let end = name.length;
  // Whatever is no attribute (a stanza that was cut) is shown as it stands.
  const asItStands = (rest: string): void => {
    if (rest.trim() !== '') tokens.push({ kind: 'text', text: rest.trimEnd() });
  };
  for (const match of body.matchAll(ATTRIBUTE)) {
    const [whole, , key = '', equals = '=', value = ''] = match;
    asItStands(body.slice(end, match.index));
    tokens.push({ kind: 'text', text: ' ' });
    tokens.push({ kind: 'attribute', text: key });
    tokens.push({ kind: 'punctuation', text: equals.trim() });
    tokens.push({ kind: 'value', text: value });
    end = match.index + whole.length;
  }
  asItStands(body.slice(end));
  if (close !== '') tokens.push({ kind: 'punctuation', text: close });
  return tokens;
}

/**
 * A stanza as indented lines of coloured pieces. Made for looking: it reads what it can of a stanza that was cut
 * short and refuses nothing.
 */
export function xmlLines(xml: string): readonly XmlLine[] {
  const lines: { depth: number; tokens: XmlToken[] }[] = [];
  let depth = 0;
  let openLine: { depth: number; tokens: XmlToken[] } | undefined;
  for (const [piece] of xml.matchAll(PIECE)) {
    if (!piece.startsWith('<')) {
      if (piece.trim() === '') continue;
      const token: XmlToken = { kind: 'text', text: piece };
      if (openLine === undefined) lines.push({ depth, tokens: [token] });
      else openLine.tokens.push(token);
      continue;
    }
    const tokens = tagTokens(piece);
    if (piece.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      if (openLine === undefined) lines.push({ depth, tokens });
      else openLine.tokens.push(...tokens);
      openLine = undefined;
      continue;
    }
    const line = { depth, tokens };
    lines.push(line);
    const standsAlone = /[/?]>$/u.test(piece);
    openLine = standsAlone ? undefined : line;
    if (!standsAlone) depth += 1;
  }
  return lines;
}

/** Where each payload is defined, by its namespace. The first that a stanza names is what it is about. */
const CLAUSES: readonly (readonly [string, string])[] = [
  ['urn:ietf:params:xml:ns:xmpp-stanzas', 'RFC 6120 §8.3'],
  ['urn:xmpp:jingle:apps:file-transfer:', 'XEP-0234'],
  ['http://jabber.org/protocol/si/profile/file-transfer', 'XEP-0096'],
  ['urn:xmpp:jingle:transports:s5b:', 'XEP-0260'],
  ['urn:xmpp:jingle:transports:ibb:', 'XEP-0261'],
  ['http://jabber.org/protocol/si', 'XEP-0095'],
  ['http://jabber.org/protocol/bytestreams', 'XEP-0065'],
  ['http://jabber.org/protocol/ibb', 'XEP-0047'],
  ['urn:xmpp:jingle:', 'XEP-0166'],
  ['jabber:iq:oob', 'XEP-0066'],
  ['urn:xmpp:http:upload:', 'XEP-0363'],
  ['jabber:x:oob', 'XEP-0066'],
];

/** The document that a stanza's payload comes from; undefined if it is none of those that move files. */
export function clauseOf(xml: string): string | undefined {
  return CLAUSES.find(([namespace]) => xml.includes(namespace))?.[1];
}
