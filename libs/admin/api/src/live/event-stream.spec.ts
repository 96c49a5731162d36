import { EventEmitter } from 'node:events';
import { TransferLedger } from '@waybill/domain';
import type { Response } from 'express';
import { expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.js';
import { MemoryTransfers } from '../testing/memory-transfers.js';
import { EventStream } from './event-stream.js';
import { LiveBoard } from './live-board.js';

/** A browser whose network has stopped: nothing that is written to it goes away. */
class StuckResponse extends EventEmitter {
  readonly written: string[] = [];
  readonly writableEnded = false;
  readonly destroyed = false;
  full = false;

  status = () => this;
  setHeader = () => this;
  flushHeaders = () => undefined;

  write(text: string): boolean {
    this.written.push(text);
    return !this.full;
  }
}

function stream() {
  const clock = new ManualClock();
  const ledger = new TransferLedger(new MemoryTransfers(), { clock });
  const counters = { transfersToday: 0, failedToday: 0, live: 0, sessions: 0, relay: null };
  const fail = (error: unknown) => {
    throw error;
  };
  const board = new LiveBoard(ledger, () => Promise.resolve(counters), clock, fail);
  const response = new StuckResponse();
  const made = new EventStream({
    response: response as unknown as Response,
    view: 'names',
    board,
    clock,
    stillAllowed: () => Promise.resolve(true),
    onFault: fail,
  });
  return { clock, board, response, stream: made };
}

it('sends nothing to a reader who does not keep up, and everything once he has', () => {
  const { clock, response, stream: one } = stream();
  one.open(undefined, () => undefined);
  response.full = true;
  clock.advance(2000);
  const before = response.written.length;
  clock.advance(3_600_000);
  expect(response.written).toHaveLength(before);
  response.full = false;
  response.emit('drain');
  expect(response.written[before]).toContain('"full":true');
  clock.advance(2000);
  expect(response.written.at(-1)).toContain('event: heartbeat');
});

it('leaves no timer and no viewer behind when the reader goes', () => {
  const { clock, response, stream: one } = stream();
  let closed = 0;
  one.open(undefined, () => closed++);
  response.emit('close');
  const before = response.written.length;
  clock.advance(60_000);
  expect(response.written).toHaveLength(before);
  expect(closed).toBe(1);
});
