import { expect, it } from 'vitest';
import { ManualClock } from '../transfers/testing/fakes.js';
import type { Standing, UploadRegister } from './upload-register.js';
import { UploadStandings } from './upload-standings.js';
import { grantedUpload } from './upload.js';

const ALICE = 'alice@example.org';
const NOTHING: Standing = { files: 0, bytes: 0, grantedBytes: 0 };

/** A database that says what it is told to, and when. */
function setUp() {
  const asked: {
    readonly sinceAt: number;
    answer(standing: Standing): void;
    fail(error: Error): void;
  }[] = [];
  const standing = (_account: string, sinceAt: number) =>
    new Promise<Standing>((answer, fail) => asked.push({ sinceAt, answer, fail }));
  const clock = new ManualClock();
  const standings = new UploadStandings({ standing } as unknown as UploadRegister, clock);
  return { standings, asked, clock };
}

function upload(sizeBytes: number, account = ALICE) {
  return grantedUpload({
    ...{ id: 'a', token: 'b', fileName: 'c', sizeBytes, account, domain: 'example.org' },
    ...{ host: 'standalone', purpose: 'message', grantedAt: 0, slotExpiresAt: 1 },
    ...{ contentType: undefined, expireBeforeAt: undefined },
  });
}

it('asks the database once, and counts what comes afterwards or meanwhile', async () => {
  const { standings, asked } = setUp();
  const first = standings.atMost(ALICE);
  standings.granted(upload(5));
  asked[0]?.answer({ files: 1, bytes: 10, grantedBytes: 20 });
  expect(await first).toEqual({ files: 1, bytes: 10, grantedBytes: 25 });
  standings.granted(upload(7));
  standings.stored(upload(5));
  standings.stored(upload(9, 'bob@example.org'));
  expect(await standings.atMost(ALICE)).toEqual({ files: 2, bytes: 15, grantedBytes: 32 });
  expect(asked).toHaveLength(1);
});

it('knows what has left an account once the database is asked again', async () => {
  const { standings, asked, clock } = setUp();
  const first = standings.atMost(ALICE);
  asked[0]?.answer({ files: 2, bytes: 10, grantedBytes: 10 });
  await first;
  clock.advance(86_400_000);
  const again = standings.exactly(ALICE);
  asked[1]?.answer(NOTHING);
  expect(await again).toEqual(NOTHING);
  expect((asked[1]?.sinceAt ?? 0) - (asked[0]?.sinceAt ?? 0)).toBe(86_400_000);
  expect(await standings.atMost(ALICE)).toEqual(NOTHING);
});

it('takes no failure for an answer', async () => {
  const { standings, asked } = setUp();
  const failing = standings.atMost(ALICE);
  asked[0]?.fail(new Error('the database does not answer'));
  await expect(failing).rejects.toThrow('does not answer');
  const next = standings.atMost(ALICE);
  asked[1]?.answer(NOTHING);
  expect(await next).toEqual(NOTHING);
});
