import { describe, expect, it } from 'vitest';
import { readStreamhosts, writeStreamhosts } from './streamhosts-text.js';

const streamhosts = [
  { jid: 'alice@example.org/Psi, at home', host: '192.168.1.5', port: 1080 },
  { jid: 'alice@example.org/Psi, at home', host: '2001:db8::5', port: 1080 },
  { jid: 'proxy.example.org', host: 'proxy.example.org', port: 7777 },
];

describe('streamhosts in a step', () => {
  it('are read as they were written, commas and colons within', () => {
    expect(readStreamhosts(writeStreamhosts(streamhosts))).toEqual(streamhosts);
  });

  it('end with the last that fits whole', () => {
    const many = Array.from({ length: 64 }, (_, i) => ({
      jid: `alice@example.org/${'r'.repeat(60)}`,
      host: '192.0.2.1',
      port: 10_000 + i,
    }));
    const text = writeStreamhosts(many);
    expect(text.length).toBeLessThanOrEqual(2_048);
    const read = readStreamhosts(text);
    expect(read.length).toBeGreaterThan(15);
    expect(read).toEqual(many.slice(0, read.length));
  });

  it('are none in a text that is none', () => {
    expect(readStreamhosts('')).toEqual([]);
    expect(readStreamhosts('nothing of the kind')).toEqual([]);
  });
});
