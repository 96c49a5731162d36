import type { Readable, Writable } from 'node:stream';
import { answerFrame, callOf, FrameReader, type Call } from './frames.js';

/**
 * Answers ejabberd's frames until its side closes, in the order in which they came.
 * @param ask what says yes or no; never throws
 */
export async function bridge(
  input: Readable,
  output: Writable,
  ask: (call: Call) => Promise<boolean>,
): Promise<void> {
  const reader = new FrameReader();
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const asked = reader.take(chunk).map((text) => {
      const call = callOf(text);
      return call === undefined ? Promise.resolve(false) : ask(call);
    });
    for (const answer of asked) output.write(answerFrame(await answer));
  }
}
