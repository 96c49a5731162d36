import { describe, expect, it } from 'vitest';
import { createLog, type LogFormat } from './log.js';

function capture(format: LogFormat) {
  const lines: string[] = [];
  const log = createLog('info', format, { write: (line: string) => lines.push(line) });
  return { log, lines };
}

const failure = {
  event: 'auth.fail',
  ip: '203.0.113.9',
  via: 'c2s',
  mech: 'legacy-digest',
  reason: 'bad-credentials',
  user: 'mallory" ip=198.51.100.1\nevt=auth.fail ip=198.51.100.2 \u202e',
};

describe('log', () => {
  it('writes logfmt by default, the address before any text of a stranger', () => {
    const { log, lines } = capture('auto');
    log.warn(failure, 'login failed');
    expect(lines.join('')).toContain(
      ' evt=auth.fail ip=203.0.113.9 via=c2s mech=legacy-digest reason=bad-credentials user="mallory\\" ',
    );
  });

  it('keeps a forged user name on one line and in quotes', () => {
    const { log, lines } = capture('logfmt');
    log.warn(failure, 'login failed');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\r\u202e]/);
    expect(lines[0]?.match(/(?<= )evt=auth\.fail ip=/g)).toHaveLength(1);
  });

  it('writes lists as people do', () => {
    const { log, lines } = capture('logfmt');
    log.info({ event: 'x', listen: ['127.0.0.1:7777', '[::1]:7777'], parts: [{ a: 1 }] }, 'up');
    expect(lines[0]).toContain(' listen=127.0.0.1:7777,[::1]:7777 parts="[{\\"a\\":1}]" msg=');
  });

  it('writes JSON with event, level and time', () => {
    const { log, lines } = capture('json');
    log.info({ event: 'server.ready', port: 5222 }, 'ready');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      event: 'server.ready',
      port: 5222,
      msg: 'ready',
    });
  });

  it('gives the stack of an error in every format', () => {
    for (const format of ['json', 'logfmt', 'pretty'] as const) {
      const { log, lines } = capture(format);
      log.error({ event: 'server.fault', err: new Error('broken') }, 'it broke');
      expect(lines[0]).toContain('broken');
      expect(lines[0]).toContain('log.spec');
    }
  });

  it('changes its level while it runs', () => {
    const { log, lines } = capture('logfmt');
    log.debug({ event: 'x' }, 'unseen');
    log.setLevel('debug');
    log.debug({ event: 'x' }, 'seen');
    expect(lines).toHaveLength(1);
  });
});
