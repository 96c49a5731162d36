import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ElementSkimmer } from './element-skimmer.js';
import { ParserPool } from './parser-pool.js';
import { READER_LIMITS, Recorder, readAll } from './testing/recorder.js';
import { XmlStream } from './xml-stream.js';

const HEADER = `<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='1'>`;
const LIMITS = { ...READER_LIMITS, maxStanzaBytes: 200_000 };
const DROPPED = '<message drop';

/** Reads chunks behind a skimmer that takes every element which begins so. */
function skimmed(chunks: readonly (string | Buffer)[], begin = DROPPED) {
  const recorder = new Recorder();
  const stream = new XmlStream(recorder, LIMITS, new ParserPool());
  const taken: string[] = [];
  const looked: string[] = [];
  const skimmer = new ElementSkimmer(stream, (element) => {
    looked.push(element);
    if (!element.startsWith(begin)) return false;
    return taken.push(element) > 0;
  });
  for (const chunk of chunks) skimmer.write(Buffer.from(chunk));
  return { events: recorder.events, taken, looked };
}

const long = 'x'.repeat(40_000);
const ELEMENTS: readonly string[] = [
  `<message drop='1'><body>b &lt; c > d</body></message>`,
  `<message a='>' b="/>'"><body c='</message>'/></message>`,
  `<message drop=">"><x a='"/>'><message drop=''/></x >привет, 世界 😀</message >`,
  '<presence/>',
  `<message drop='2'/>`,
  `<iq id='1'><query xmlns='a'>${'<item/>'.repeat(20)}</query></iq>`,
  `<message><body><![CDATA[</body></message><message drop='3'>]]></body></message>`,
  `<message drop='4'><p:a xmlns:p='urn:p'>\r\n<p:b/></p:a></message>`,
  `<iq id='2'><data>${long}</data></iq>`,
  `<message drop='5'>${long}</message>`,
];
const KEPT = ELEMENTS.filter((element) => !element.startsWith(DROPPED));
const splitAt = (bytes: Buffer, at: readonly number[]) => {
  const places = [0, ...at.toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
};

describe('a skimmed stream', () => {
  const whole = Buffer.from(`${HEADER}\n${ELEMENTS.join(' \n')} </stream:stream>`);

  it('shows whole elements, and reads those that are not taken as it does without', () => {
    const elements = ELEMENTS.filter((one) => !one.includes('CDATA'));
    const { events, taken, looked } = skimmed([HEADER, elements.join('\n'), '</stream:stream>']);
    expect(looked.map((one) => Buffer.from(one, 'latin1').toString())).toEqual(elements);
    const dropped = elements.filter((element) => element.startsWith(DROPPED));
    expect(taken).toEqual(dropped.map((one) => Buffer.from(one).toString('latin1')));
    const kept = elements.filter((element) => !element.startsWith(DROPPED));
    expect(events).toEqual(readAll([HEADER, ...kept, '</stream:stream>'], LIMITS).events);
  });

  it('gives the same events however it is split, but for what nobody need read', () => {
    const want = readAll([HEADER, ...KEPT, '</stream:stream>'], LIMITS).events;
    const all = readAll([whole], LIMITS).events;
    const cuts = fc.array(fc.nat(whole.length), { maxLength: 30 });
    fc.assert(
      fc.property(cuts, (at) => {
        const { events, taken } = skimmed(splitAt(whole, at));
        // whatever is strange, and what is long, may be read all the same
        const left = events.filter((event) => !isDropped(event));
        expect(left).toEqual(want);
        expect(events.length + taken.length).toBe(all.length);
      }),
      { numRuns: 200 },
    );
  });

  it('reads byte by byte what it reads at once', () => {
    const elements = ELEMENTS.slice(0, 6);
    const bytes = Buffer.from(HEADER + elements.join(''));
    const { events, looked } = skimmed([...bytes].map((byte) => Buffer.of(byte)));
    expect(looked).toHaveLength(elements.length);
    expect(events).toEqual(skimmed([HEADER, elements.join('')]).events);
  });

  it('finds its way again behind what it does not understand', () => {
    const strange = '<message><![CDATA[</message>]]></message>';
    const { taken } = skimmed([
      HEADER,
      strange,
      '<message drop=""/>',
      `<iq>${long}</iq>`,
      ELEMENTS[0]!,
    ]);
    expect(taken).toHaveLength(2);
  });

  it('shows no part of a long element as an element', () => {
    const outer = `<iq id='1'><a>${long}</a><message drop='1'/></iq>`;
    const { events, taken } = skimmed([HEADER, outer.slice(0, 30_000), outer.slice(30_000)]);
    expect(taken).toEqual([]);
    expect(events).toEqual(readAll([HEADER, outer], LIMITS).events);
  });
});

describe('what is not well-formed', () => {
  it.each([
    ['stray text', 'text<message/>'],
    ['a comment', '<message drop=""><!-- --></message>'],
    ['a declaration', `<?xml version='1.0'?>`],
    ['an end tag of nothing', '</message>'],
    ['an element that ends with another name', '<message></iq>'],
    ['a value without quotes', '<message a=b/>'],
  ])('%s ends the stream as it does without', (_, text) => {
    const { events } = skimmed([HEADER, text, '<presence/>']);
    expect(events).toEqual(readAll([HEADER, text, '<presence/>'], LIMITS).events);
    expect(events.at(-1)).toHaveProperty('error');
  });
});

const isDropped = (event: unknown) =>
  Object.hasOwn((event as { readonly attrs?: object }).attrs ?? {}, 'drop');
