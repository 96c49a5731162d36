/** An answer that was asked for before any script of the dashboard was there. */
interface EarlyAnswer {
  /** Path and sorted query. */
  readonly address: string;
  /** On the clock of `performance`. */
  readonly askedAt: number;
  /** Undefined for a refusal, and where nobody answered: then whoever wants it asks again, and learns why. */
  readonly body: Promise<unknown>;
  /** What `body` came to, once it has. */
  read?: unknown;
}

declare global {
  interface Window {
    waybillEarly?: EarlyAnswer[];
  }
}

/**
 * Asks for what the page at this address shows first. Runs as an inline script of the exported pages, while the browser
 * still fetches the others; so it is written out by `toString` and can use nothing but its argument.
 */
export function askEarly(page: Window): void {
  const { pathname, search } = page.location;
  const addresses = ['/api/v1/session'];
  const asked = new URLSearchParams(search);
  asked.delete('row');
  // Moments and ids are put in other words before they are asked for.
  if (pathname === '/transfers' && !['since', 'until', 'id'].some((key) => asked.has(key))) {
    if (!asked.has('sort')) asked.set('sort', '-time');
    if (!asked.has('limit')) asked.set('limit', '50');
    asked.sort();
    addresses.push(`/api/v1/transfers?${asked.toString()}`);
  } else if (pathname === '/' || /^\/transfers\/[^/]+$/.test(pathname)) {
    addresses.push(`/api/v1${pathname === '/' ? '/overview' : pathname}`);
  }
  page.waybillEarly = addresses.map((address) => {
    const early: EarlyAnswer = {
      address,
      askedAt: page.performance.now(),
      body: page.fetch(address).then(
        (answer) => (answer.ok ? answer.json() : undefined),
        () => undefined,
      ),
    };
    early.body.then(
      (body) => {
        early.read = body;
      },
      () => undefined,
    );
    return early;
  });
}

/** Longer ago is not news. */
const FRESH_MS = 5_000;

function find(address: string, fits: (early: EarlyAnswer) => boolean): EarlyAnswer | undefined {
  const all = typeof window === 'undefined' ? undefined : window.waybillEarly;
  const at = all?.findIndex((early) => early.address === address && fits(early)) ?? -1;
  const found = at < 0 ? undefined : all?.splice(at, 1)[0];
  return found !== undefined && performance.now() - found.askedAt < FRESH_MS ? found : undefined;
}

/** @param query in any order; empty for none */
export function earlyAddress(
  path: string,
  query: Readonly<Record<string, string | number | boolean>> = {},
): string {
  const params = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  );
  params.sort();
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}

/** What was answered at this address before anybody wanted it. It is given out once. */
export function earlyBody<Body>(address: string): Body | undefined {
  return find(address, ({ read }) => read !== undefined)?.read as Body | undefined;
}

/** The same for an answer that may still be on its way; `ask` is called where none is. */
export async function earlyOr<Body>(address: string, ask: () => Promise<Body>): Promise<Body> {
  const body = await find(address, () => true)?.body.catch(() => undefined);
  return body === undefined ? ask() : (body as Body);
}
