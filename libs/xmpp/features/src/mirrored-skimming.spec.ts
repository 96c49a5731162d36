import { Element, NS, parseXml, Stanza } from '@waybill/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { MirrorReader } from './mirrored-stanzas/mirror-reader.js';

const FILES = 'files.example.org';
const [ALICE, BOB] = ['alice@example.org/a', 'bob@exämple.org/b'];
const bytesOf = (text: string) => Buffer.from(text).toString('latin1');
const wrap = (inner: string, tag = `from='example.org' to='${FILES}' id='7'`) =>
  `<message ${tag}><forwarded xmlns='${NS.forward}'>${inner}</forwarded></message>`;
const iq = (type: string, id: string, inner: string, from = ALICE, to = BOB) =>
  `<iq xmlns='jabber:client' type='${type}' id='${id}' from='${from}' to='${to}'>${inner}</iq>`;
const offer = (id: string) => iq('set', id, `<si xmlns='${NS.si}' id='s-${id}'/>`);
const chat = `<message xmlns='jabber:client' from='${ALICE}' to='${BOB}'><body>hi</body></message>`;

let shown: string[];
let delivered: (string | undefined)[];
let reader: MirrorReader;
beforeEach(() => {
  shown = [];
  delivered = [];
  const ignore = () => undefined;
  reader = new MirrorReader({
    hosts: new Set(['example.org']),
    ownDomains: new Set([FILES]),
    mirror: (stanza) => void shown.push(stanza.toString()),
    delivered: ({ id }) => void delivered.push(id),
    onGap: ignore,
    log: { error: ignore, warn: ignore, info: ignore, debug: ignore },
  });
});

/** What the link does: looks, and reads where that did not do. @returns whether it was read */
function arrives(written: string): boolean {
  // a tree is written with these quotes, so that the markup stays the same
  const wrapper = written.replaceAll("'", '"');
  if (reader.skim(bytesOf(wrapper))) return false;
  const tree = parseXml(wrapper);
  const made = tree instanceof Element ? Stanza.fromElement(tree) : tree;
  if (made instanceof Stanza) reader.take(made);
  return true;
}

describe('what need not be read', () => {
  it.each([
    ['a chat', chat],
    ['presence', `<presence xmlns='jabber:client' from='${ALICE}' to='${BOB}'/>`],
    ['a request for a roster', iq('get', '1', `<query xmlns='jabber:iq:roster'/>`)],
    ['a chat about namespaces', chat.replace('hi', `${NS.si} ${NS.ibb}`)],
  ])('%s is not, and counts as a copy', (_, inner) => {
    expect(reader.skim(wrap(inner))).toBe(true);
    expect(reader.skim(wrap(inner).replaceAll("'", '"'))).toBe(true);
    expect(reader.figures).toMatchObject({ copies: 2, ignored: 2, shown: 0 });
    expect(reader.lastCopyAt).toBeDefined();
  });

  it('an answer is not, unless what it answers was kept', () => {
    const [bob, other] = ['bob@example.org/b', 'other@example.org/o'];
    arrives(wrap(iq('set', '1', `<si xmlns='${NS.si}'/>`, 'Alice@Example.org/a', bob)));
    expect(arrives(wrap(iq('result', '2', '', bob, ALICE)))).toBe(false);
    expect(arrives(wrap(iq('result', '1', '', other, ALICE)))).toBe(false);
    expect(arrives(wrap(iq('result', '1', `<query xmlns='jabber:iq:roster'/>`, bob, other)))).toBe(
      false,
    );
    expect(arrives(wrap(iq('result', '1', '', bob, ALICE)))).toBe(true);
    expect(shown).toHaveLength(2);
  });

  it('the second copy is not, once the host has shown something twice', () => {
    const read = ['1', '1', '2', '2', '3', '3'].map((id, n) =>
      arrives(wrap(offer(id), `from='example.org' to='${FILES}' id='${n}'`)),
    );
    // nothing is remembered for a host that shows everything once
    expect(read).toEqual([true, true, true, false, true, false]);
    expect(shown).toHaveLength(3);
    expect(delivered).toEqual(['1', '2', '3']);
    expect(reader.figures).toMatchObject({ copies: 6, delivered: 3 });
  });

  it('a third copy is the same stanza sent once more', () => {
    for (const id of ['1', '1', '2', '2', '2', '2']) arrives(wrap(offer(id)));
    expect(shown).toHaveLength(3);
    expect(delivered).toEqual(['1', '2', '2']);
  });

  it('nothing is, when it is closed', () => {
    reader.close();
    expect(reader.skim(wrap(chat))).toBe(false);
  });
});

describe('what only the reader can judge', () => {
  const own = `to='${FILES}'`;
  it.each([
    ['an offer', wrap(offer('1'))],
    ['an answer about a file', wrap(iq('result', '1', `<si xmlns='${NS.si}'/>`))],
    ['a user', wrap(chat, `from='mallory@example.org/x' ${own}`)],
    ['another host', wrap(chat, `from='example.net' ${own}`)],
    ['a domain of others', wrap(chat, `from='example.org' to='example.org'`)],
    ['an address at our domain', wrap(chat, `from='example.org' to='x@${FILES}'`)],
    ['nobody', wrap(chat, own)],
    ['a name that an id pretends', wrap(chat, `id=" from='example.org' " ${own}`)],
    ['a second name in an id', wrap(chat, `from='m@example.net' id="' from='example.org" ${own}`)],
    ['a name with references', wrap(chat, `from='ex&#97;mple.org' ${own}`)],
    ['a tag that is written unusually', wrap(chat, `from ='example.org' ${own}`)],
    ['an error', wrap(iq('error', '1', '<error/>'))],
    ['an answer between accounts of two alphabets', wrap(iq('result', '1', ''))],
    ['an answer with references', wrap(iq('result', '&lt;', '', ALICE, 'bob@example.org/b'))],
    ['another namespace', wrap(chat, `from='example.org' xmlns='jabber:client' ${own}`)],
    ['a prefix', wrap(chat, `from='example.org' xmlns:p='${NS.si}' ${own}`)],
    ['words to us', `<message from='example.org' ${own}><body>hi</body></message>`],
    ['a stanza that is no message', wrap(chat).replaceAll('message', 'iq')],
    ['a declaration with a prefix', wrap(`<iq xmlns:s='${NS.si}' type='set'><s:si/></iq>`)],
  ])('%s', (_, wrapper) => {
    expect(reader.skim(bytesOf(wrapper))).toBe(false);
    expect(reader.figures.copies).toBe(0);
  });

  it('counts a forgery that was shown to it before, as every other', () => {
    for (const from of ['example.org', 'example.org', 'mallory@example.org/x']) {
      arrives(wrap(offer('1'), `from='${from}' to='${FILES}'`));
    }
    expect(arrives(wrap(offer('1'), `from='mallory@example.org/x' to='${FILES}'`))).toBe(true);
    expect(reader.figures).toMatchObject({ shown: 1, delivered: 1, forged: 2 });
  });
});
