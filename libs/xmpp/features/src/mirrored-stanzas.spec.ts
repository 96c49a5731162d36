import { Element, NS, parseXml, Stanza } from '@waybill/core';
import type { LogFields, MirrorNote } from '@waybill/routing';
import { describe, expect, it } from 'vitest';
import { mirroredStanzas } from './mirrored-stanzas/mirrored-stanzas.feature.js';
import type {
  MirrorGap,
  MirrorReader,
  MirrorReaderOptions,
} from './mirrored-stanzas/mirror-reader.js';

function stanza(markup: string): Stanza {
  const tree = parseXml(markup);
  const made = tree instanceof Element ? Stanza.fromElement(tree) : tree;
  if (!(made instanceof Stanza)) throw new Error(`not a stanza: ${markup}`);
  return made;
}

const ALICE = 'alice@example.org/a';
const BOB = 'bob@example.org/b';
const copy = (inner: string, from = 'example.org') =>
  stanza(
    `<message from='${from}' to='files.example.org'><forwarded xmlns='${NS.forward}'>${inner}</forwarded></message>`,
  );
const iq = (type: string, id: string, inner: string, from = ALICE, to = BOB) =>
  `<iq xmlns='jabber:client' type='${type}' id='${id}' from='${from}' to='${to}'>${inner}</iq>`;
const message = (inner: string) =>
  `<message xmlns='jabber:client' type='chat' from='${ALICE}' to='${BOB}'>${inner}</message>`;
const offer = (id: string) =>
  iq('set', id, `<si xmlns='${NS.si}' id='s-${id}' profile='${NS.siFileTransfer}'/>`);

class Desk {
  now = 1_000;
  readonly shown: { readonly text: string; readonly note: MirrorNote | undefined }[] = [];
  readonly gaps: MirrorGap[] = [];
  readonly log: LogFields[] = [];
  readonly reader: MirrorReader;
  readonly feature;

  constructor(changes: Partial<MirrorReaderOptions> = {}) {
    const note = (fields: LogFields) => void this.log.push(fields);
    const { feature, reader } = mirroredStanzas({
      hosts: new Set(['example.org']),
      ownDomains: new Set(['files.example.org']),
      mirror: (shown, about) => void this.shown.push({ text: shown.toString(), note: about }),
      onGap: (gap) => void this.gaps.push(gap),
      log: { error: note, warn: note, info: note, debug: note },
      now: () => this.now,
      ...changes,
    });
    this.reader = reader;
    this.feature = feature;
  }

  /** Hands copies in and waits until they have been looked at. */
  async takes(...copies: readonly Stanza[]): Promise<readonly string[]> {
    const before = this.shown.length;
    for (const one of copies) expect(this.reader.take(one)).toBe(true);
    await this.settled();
    return this.shown.slice(before).map(({ text }) => text);
  }

  async settled(): Promise<void> {
    do await new Promise((done) => setImmediate(done));
    while (this.reader.figures.queued > 0);
  }
}

describe('who is believed', () => {
  it('shows what a configured host forwards of its users', async () => {
    const desk = new Desk();
    const [shown] = await desk.takes(copy(offer('1')));
    expect(shown).toContain(`from="${ALICE}"`);
    expect(shown).toContain(NS.si);
  });

  it('tells of the first copy that is believed, once', async () => {
    let told = 0;
    const desk = new Desk({ onFirstCopy: () => void told++ });
    await desk.takes(copy(offer('1'), 'mallory@example.org/x'));
    expect(told).toBe(0);
    await desk.takes(copy(offer('1')), copy(offer('2')));
    expect(told).toBe(1);
  });

  it.each([
    ['a user', 'mallory@example.org/x'],
    ['a bare account', 'mallory@example.org'],
    ['a resource of the host', 'example.org/admin'],
    ['another host', 'example.net'],
    ['a domain that ends alike', 'evil-example.org'],
  ])('drops a forward that comes from %s', async (_, from) => {
    const desk = new Desk();
    expect(await desk.takes(copy(offer('1'), from))).toEqual([]);
    expect(desk.reader.figures.forged).toBe(1);
    expect(desk.log).toMatchObject([{ event: 'forged_forward', from }]);
  });

  it('drops what concerns none of the host’s users, or names nobody', async () => {
    const desk = new Desk();
    const si = `<si xmlns='${NS.si}'/>`;
    await desk.takes(
      copy(iq('set', '1', si, 'a@other.example/x', 'b@third.example/y')),
      copy(`<iq xmlns='jabber:client' type='set' id='2'>${si}</iq>`),
    );
    expect(desk.shown).toEqual([]);
    expect(desk.reader.figures.forged).toBe(2);
  });

  it('does not believe a user who writes often into the log more than now and then', async () => {
    const desk = new Desk();
    for (let i = 0; i < 100; i++) await desk.takes(copy(offer('1'), 'mallory@example.org/x'));
    expect(desk.log).toHaveLength(1);
    desk.now += 10_000;
    await desk.takes(copy(offer('1'), 'mallory@example.org/x'));
    expect(desk.log[1]).toMatchObject({ total: 101 });
  });

  it('drops forwards inside forwards and wrappers that hold no stanza', async () => {
    const desk = new Desk();
    const nested = message(`<forwarded xmlns='${NS.forward}'>${offer('1')}</forwarded>`);
    await desk.takes(copy(nested), copy(''), copy(offer('1') + offer('2')));
    expect(desk.shown).toEqual([]);
    expect(desk.reader.figures.malformed).toBe(3);
  });

  it('takes no other message, and refuses it', () => {
    const desk = new Desk();
    const plain = stanza(
      `<message from='${ALICE}' to='files.example.org'><body>hi</body></message>`,
    );
    expect(desk.reader.take(plain)).toBe(false);
    expect(desk.feature.service?.message?.(plain)).toMatchObject({
      condition: 'service-unavailable',
    });
    expect(desk.feature.service?.message?.(copy(offer('1')))).toBeUndefined();
  });
});

describe('what is kept', () => {
  it.each([
    ['a chat', message('<body>the secret word</body>')],
    ['presence', `<presence xmlns='jabber:client' from='${ALICE}' to='${BOB}'/>`],
    ['a roster', iq('result', '1', "<query xmlns='jabber:iq:roster'/>")],
    [
      'a new password',
      iq('set', '1', "<query xmlns='jabber:iq:register'><password>x</password></query>"),
    ],
    ['a chat about namespaces', message(`<body>${NS.si} ${NS.oobMessage}</body>`)],
    ['an answer to nothing', iq('result', 'none', `<si xmlns='${NS.si}'/>`)],
    ['an offer to ourselves', iq('set', '1', `<si xmlns='${NS.si}'/>`, ALICE, 'files.example.org')],
  ])('drops %s', async (_, inner) => {
    const desk = new Desk();
    expect(await desk.takes(copy(inner))).toEqual([]);
    expect(JSON.stringify(desk.log)).not.toContain('secret');
  });

  it('keeps the link of a message and drops its words', async () => {
    const desk = new Desk();
    const [shown] = await desk.takes(
      copy(
        message(
          `<body>the secret word</body><x xmlns='${NS.oobMessage}'><url>https://e.org/a</url></x>`,
        ),
      ),
    );
    expect(shown).toContain('https://e.org/a');
    expect(shown).not.toContain('secret');
  });

  it('keeps answers to what it kept, whatever they hold', async () => {
    const desk = new Desk();
    await desk.takes(copy(offer('1')), copy(offer('2')));
    const refusal = `<error type='cancel'><forbidden xmlns='${NS.stanzaErrors}'/></error>`;
    const answers = await desk.takes(
      copy(iq('error', '1', refusal, BOB, ALICE)),
      copy(iq('result', '2', '', BOB, ALICE)),
      copy(iq('result', '1', '', 'mallory@example.org/x', ALICE)),
    );
    expect(answers).toHaveLength(2);
    expect(answers[0]).toContain('<forbidden');
  });

  it('hands on what our companion module says of a stanza', async () => {
    const desk = new Desk();
    const seen = `<seen xmlns='${NS.mirrorNote}' address='192.0.2.7'/>`;
    const text = copy(offer('1')).toString().replace('</message>', `${seen}</message>`);
    await desk.takes(stanza(text));
    expect(desk.shown[0]?.note?.address).toBe('192.0.2.7');
  });
});

describe('two copies of everything', () => {
  it('makes nine events of eighteen copies, and knows that all were delivered', async () => {
    const desk = new Desk();
    const query = `<query xmlns='${NS.bytestreams}' sid='s'/>`;
    const jingle = `<jingle xmlns='${NS.jingle}' sid='j' action='session-info'/>`;
    const all = [
      offer('1'),
      iq('result', '1', `<si xmlns='${NS.si}'/>`, BOB, ALICE),
      iq('set', '2', query),
      iq('result', '2', query, BOB, ALICE),
      iq('set', '3', jingle),
      iq('result', '3', '', BOB, ALICE),
      iq('set', '4', jingle),
      iq('error', '4', `<error type='cancel'/>`, BOB, ALICE),
      message(`<x xmlns='${NS.oobMessage}'><url>https://e.org/a</url></x>`),
    ];
    const shown = await desk.takes(...all.flatMap((one) => [copy(one), copy(one)]));
    expect(shown).toHaveLength(9);
    expect(desk.reader.figures).toMatchObject({ copies: 18, shown: 9, delivered: 9 });
  });

  it('tells the same stanza sent once more from a copy', async () => {
    const desk = new Desk();
    expect(await desk.takes(copy(offer('1')), copy(offer('1')), copy(offer('1')))).toHaveLength(2);
    desk.now += 30_001;
    expect(await desk.takes(copy(offer('1')))).toHaveLength(1);
  });
});

describe('too much at once', () => {
  it('takes 50,000 copies with bounded memory, sheds the rest, and tells of the gap', async () => {
    const desk = new Desk();
    let most = 0;
    for (let i = 0; i < 50_000; i++) {
      desk.reader.take(copy(offer(String(i))));
      most = Math.max(most, desk.reader.figures.queued);
    }
    await desk.settled();
    const { shown, shed, copies } = desk.reader.figures;
    expect(most).toBe(20_000);
    expect(copies).toBe(50_000);
    expect(shown + shed).toBe(50_000);
    expect(desk.gaps).toEqual([{ since: 1_000, until: 1_000, shed }]);
    // and it goes on as before
    expect(await desk.takes(copy(offer('later')))).toHaveLength(1);
  });

  it('gives up file blocks before it gives up negotiation', async () => {
    const desk = new Desk({ limits: { maxQueued: 4, copiesATurn: 1 } });
    const block = (n: number) =>
      copy(iq('set', `b${n}`, `<data xmlns='${NS.ibb}' seq='${n}' sid='s'>AAAA</data>`));
    const shown = await desk.takes(block(0), block(1), block(2), copy(offer('1')), block(3));
    expect(shown).toHaveLength(4);
    expect(shown[3]).toContain(NS.si);
    expect(desk.gaps).toMatchObject([{ shed: 1 }]);
  });

  it('is bounded in characters as well', async () => {
    const desk = new Desk({ limits: { maxQueuedChars: 1_000, copiesATurn: 1 } });
    const long = (id: string) =>
      copy(iq('set', id, `<si xmlns='${NS.si}'>${'x'.repeat(600)}</si>`));
    expect(await desk.takes(long('1'), long('2'), long('3'))).toHaveLength(2);
  });

  it('waits for the disk, not the host for us', async () => {
    const records: (() => void)[] = [];
    const mirror = () => new Promise<void>((resolve) => void records.push(resolve));
    const desk = new Desk({ mirror, limits: { maxUnrecorded: 2, maxQueued: 3 } });
    for (const id of ['1', '2']) desk.reader.take(copy(offer(id)));
    await new Promise((done) => setImmediate(done));
    for (const id of ['3', '4', '5', '6']) desk.reader.take(copy(offer(id)));
    await new Promise((done) => setImmediate(done));
    expect(desk.reader.figures).toMatchObject({ shown: 2, queued: 3, shed: 1 });
    while (desk.reader.figures.queued > 0) {
      for (const recorded of records.splice(0)) recorded();
      await new Promise((done) => setImmediate(done));
    }
    expect(desk.reader.figures.shown).toBe(5);
    expect(desk.gaps).toMatchObject([{ shed: 1 }]);
  });

  it('looks at a copy before the next stanza is read, so that both keep their order', () => {
    const desk = new Desk();
    desk.reader.take(copy(offer('1')));
    expect(desk.shown).toHaveLength(1);
  });

  it('survives an observer that throws', async () => {
    const mirror = () => {
      throw new Error('a bug');
    };
    const desk = new Desk({ mirror });
    await desk.takes(copy(offer('1')));
    expect(desk.log).toMatchObject([{ event: 'mirrored_stanza_failed' }]);
  });

  it('forgets what waits when it is closed, and tells what it shed', () => {
    const desk = new Desk({ limits: { maxQueued: 1, copiesATurn: 1 } });
    desk.reader.take(copy(offer('1')));
    desk.reader.take(copy(offer('2')));
    desk.reader.take(copy(offer('3')));
    desk.reader.close();
    expect(desk.reader.figures.queued).toBe(0);
    expect(desk.gaps).toMatchObject([{ shed: 1 }]);
    expect(desk.reader.take(copy(offer('4')))).toBe(true);
  });
});
