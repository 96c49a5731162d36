import { describe, expect, it } from 'vitest';
import { Jid } from './jid.js';
import { StanzaError } from './stanza-error.js';

const full = (text: string) => {
  const jid = Jid.parse(text);
  return jid instanceof StanzaError ? jid.condition : jid.full;
};

// RFC 7622 §3.5, Table 1
const VALID = [
  ['juliet@example.com', 'juliet@example.com'],
  ['juliet@example.com/foo', 'juliet@example.com/foo'],
  ['juliet@example.com/foo bar', 'juliet@example.com/foo bar'],
  ['juliet@example.com/foo@bar', 'juliet@example.com/foo@bar'],
  ['foo\\20bar@example.com', 'foo\\20bar@example.com'],
  ['fussball@example.com', 'fussball@example.com'],
  ['fu\u00dfball@example.com', 'fu\u00dfball@example.com'],
  ['\u03c0@example.com', '\u03c0@example.com'],
  ['\u03a3@example.com/foo', '\u03c3@example.com/foo'],
  ['\u03c3@example.com/foo', '\u03c3@example.com/foo'],
  ['king@example.com/\u265a', 'king@example.com/\u265a'],
  ['example.com', 'example.com'],
  ['example.com/foobar', 'example.com/foobar'],
  ['a.example.com/b@example.net', 'a.example.com/b@example.net'],
  // and beyond the table
  ['Juliet@Example.COM/Foo', 'juliet@example.com/Foo'],
  ['\uff4aulie\uff54@example.com', 'juliet@example.com'],
  ['caf\u00e9@example.com', 'caf\u00e9@example.com'],
  ['cafe\u0301@example.com', 'caf\u00e9@example.com'],
  ['user@example.com.', 'user@example.com'],
  ['user@B\u00dcCHER.example', 'user@b\u00fccher.example'],
  ['user@xn--bcher-kva.example', 'user@b\u00fccher.example'],
  ['user@192.0.2.1', 'user@192.0.2.1'],
  ['user@[2001:DB8::1]/r', 'user@[2001:db8::1]/r'],
  ['user@example.com/a\u00a0b', 'user@example.com/a b'],
  ['user@example.com//', 'user@example.com//'],
  ['\u5f20\u4e09@example.com', '\u5f20\u4e09@example.com'],
] as const;

// RFC 7622 §3.5, Table 2
const INVALID = [
  '"juliet"@example.com',
  'foo bar@example.com',
  'juliet@example.com/ foo\u0000',
  '@example.com/',
  'henry\u2163@example.com',
  '\u265a@example.com',
  'juliet@',
  '/foobar',
  // and beyond the table
  '',
  '@',
  'user@example.com/',
  'a@b@c/d',
  'a&b@example.com',
  "a'b@example.com",
  'a:b@example.com',
  'a<b@example.com',
  'a\u200bb@example.com',
  'a\u202eb@example.com',
  'a\u0001@example.com',
  'user@exam ple.com',
  'user@-example.com',
  'user@example..com',
  'user@example.com/a\u0001',
  'user@example.com/a\ufffe',
  'a\ud800@example.com',
  `${'a'.repeat(1024)}@example.com`,
  `a@example.com/${'r'.repeat(1024)}`,
  `a@example.com/${'\u5f20'.repeat(342)}`,
];

describe('a JID', () => {
  it.each(VALID)('%j is the address %j', (text, expected) => {
    expect(full(text)).toBe(expected);
    // prepared addresses stay as they are
    expect(full(expected)).toBe(expected);
  });

  it.each(INVALID.map((text) => [text.length > 60 ? `${text.slice(0, 20)}…` : text, text]))(
    '%j is malformed',
    (_, text) => {
      expect(full(text ?? '')).toBe('jid-malformed');
    },
  );

  it('may have parts of 1023 bytes each, and not more', () => {
    const local = 'a'.repeat(1023);
    expect(full(`${local}@example.com/${'r'.repeat(1023)}`)).toContain(local);
  });

  it('gives its parts', () => {
    const jid = Jid.from('juliet@example.com/a/b@c');
    expect(jid).toMatchObject({ local: 'juliet', domain: 'example.com', resource: 'a/b@c' });
    expect(jid.bare).toBe('juliet@example.com');
    expect(jid.isBare).toBe(false);
    expect(jid.toBare().full).toBe('juliet@example.com');
    expect(jid.toBare().withResource('x')).toMatchObject({ full: 'juliet@example.com/x' });
    expect(jid.equals(Jid.from('Juliet@EXAMPLE.com/a/b@c'))).toBe(true);
    expect(jid.equals(undefined)).toBe(false);
  });

  it('of our own making has to be well-formed', () => {
    expect(() => Jid.from('a b@c')).toThrow(TypeError);
  });
});
