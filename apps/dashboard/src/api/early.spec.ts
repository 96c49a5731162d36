import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askEarly, earlyAddress, earlyBody, earlyOr } from './early';

const SESSION = '/api/v1/session';

/** A page at an address, whose server answers what it is told to. */
function open(address: string, answers: Readonly<Record<string, Response | Error>> = {}) {
  const { pathname, search } = new URL(address, 'http://localhost');
  const clock = { now: 0 };
  const asked: string[] = [];
  const page = {
    location: { pathname, search },
    performance: { now: () => clock.now },
    fetch: (path: string) => {
      asked.push(path);
      const answer = answers[path] ?? Response.json({ path });
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  vi.stubGlobal('window', page);
  vi.stubGlobal('performance', page.performance);
  askEarly(page as unknown as Window);
  return { asked, clock };
}

const nobody = () => Promise.reject(new Error('was asked again'));

/** Lets what is under way arrive. */
const arrived = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what a page asks for before its scripts are there', () => {
  it.each([
    ['/', ['/api/v1/overview']],
    ['/transfers', ['/api/v1/transfers?limit=50&sort=-time']],
    ['/transfers?row=wb-1', ['/api/v1/transfers?limit=50&sort=-time']],
    ['/transfers?sort=-bytes&after=c', ['/api/v1/transfers?after=c&limit=50&sort=-bytes']],
    [
      '/transfers?q=合同&status=failed',
      [
        earlyAddress('/api/v1/transfers', {
          q: '合同',
          status: 'failed',
          sort: '-time',
          limit: 50,
        }),
      ],
    ],
    ['/transfers?since=7d', []],
    ['/transfers/wb-1', ['/api/v1/transfers/wb-1']],
    ['/users', []],
    ['/login', []],
  ])('at %s: the session, and %j', (address, more) => {
    expect(open(address).asked).toEqual([SESSION, ...more]);
  });

  it('is a function that can be written into a page', () => {
    const page = { location: { pathname: '/', search: '' }, performance, fetch: nobody };
    runInNewContext(`(${askEarly.toString()})(window)`, { window: page, URLSearchParams });
    expect(page).toHaveProperty('waybillEarly.length', 2);
  });
});

describe('the answer', () => {
  it('is given out at once if it is there, and only once', async () => {
    open('/login');
    expect(earlyBody(SESSION)).toBeUndefined();
    await arrived();
    expect(earlyBody(SESSION)).toEqual({ path: SESSION });
    expect(earlyBody(SESSION)).toBeUndefined();
  });

  it('is waited for if it is on its way', async () => {
    open('/login');
    expect(await earlyOr(SESSION, nobody)).toEqual({ path: SESSION });
    expect(await earlyOr(SESSION, () => Promise.resolve('anew'))).toBe('anew');
  });

  it.each([
    ['was refused', new Response('{}', { status: 401 })],
    ['never came', new TypeError('Failed to fetch')],
    ['is no JSON', new Response('<html>')],
  ])('is asked for again if it %s', async (_, answer) => {
    open('/login', { [SESSION]: answer });
    await arrived();
    expect(earlyBody(SESSION)).toBeUndefined();
    expect(await earlyOr(SESSION, () => Promise.resolve('anew'))).toBe('anew');
  });

  it('is no news after five seconds', async () => {
    const { clock } = open('/login');
    await arrived();
    clock.now = 5_000;
    expect(await earlyOr(SESSION, () => Promise.resolve('anew'))).toBe('anew');
  });
});

it('names a question the same in whichever order it is put', () => {
  expect(earlyAddress('/a', { b: 1, a: '合' })).toBe(earlyAddress('/a', { a: '合', b: 1 }));
  expect(earlyAddress('/a')).toBe('/a');
});
