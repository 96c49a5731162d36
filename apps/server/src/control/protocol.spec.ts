import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineReader, parseLine } from './protocol.js';

describe('control protocol', () => {
  it('reads the same lines however they are cut', () => {
    const text = '{"id":1}\n\n{"id":2,"verb":"状态"}\n';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
        const lines: string[] = [];
        const read = lineReader((line) => lines.push(line));
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        places.slice(1).forEach((end, i) => read(text.slice(places[i], end)));
        expect(lines).toEqual(['{"id":1}', '{"id":2,"verb":"状态"}']);
      }),
    );
  });

  it('stops at a line without end', () => {
    const read = lineReader(() => undefined);
    const chunk = 'x'.repeat(1024 * 1024);
    const answers = Array.from({ length: 17 }, () => read(chunk));
    expect(answers.lastIndexOf(true)).toBe(15);
    expect(answers.at(-1)).toBe(false);
  });

  it('takes objects and nothing else', () => {
    expect(parseLine('{"id":1}')).toEqual({ id: 1 });
    for (const bad of ['', '{', '1', '"x"', 'null']) expect(parseLine(bad)).toBeUndefined();
  });
});
