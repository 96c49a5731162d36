import { StoreFault, type StoreFaultCode } from '@waybill/domain';

const SQLITE: Readonly<Record<string, StoreFaultCode>> = {
  SQLITE_FULL: 'disk-full',
  SQLITE_READONLY: 'read-only',
  SQLITE_CANTOPEN: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_CORRUPT: 'corrupt',
  SQLITE_NOTADB: 'corrupt',
  SQLITE_IOERR: 'unavailable',
  SQLITE_BUSY: 'in-use',
};
// PostgreSQL error codes, appendix A of its manual
const POSTGRES: readonly (readonly [RegExp, StoreFaultCode])[] = [
  [/^53100$/, 'disk-full'],
  [/^25006$/, 'read-only'],
  [/^XX00[12]$/, 'corrupt'],
  [/^(08|57P|53)/, 'unavailable'],
  [/^E(CONN|PIPE|HOST|NOTFOUND|TIMEDOUT)/, 'unavailable'],
];
const TEXTS: Readonly<Partial<Record<StoreFaultCode, string>>> = {
  'disk-full': 'the disk is full',
  'read-only': 'the database file or its folder cannot be written',
  corrupt: 'the file is damaged or not a Waybill database; restore the latest backup',
  'in-use': 'the database is locked by another program',
  unavailable: 'the database does not answer',
};

/** What storage trouble an error of a driver means; undefined when it is about the statement. */
export function faultOf(error: unknown): StoreFault | undefined {
  if (error instanceof StoreFault) return error;
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string') {
    const lost =
      error instanceof Error && /Connection terminated|not queryable/.test(error.message);
    return lost
      ? new StoreFault('unavailable', 'the database does not answer', { cause: error })
      : undefined;
  }
  const known = SQLITE[code] ?? POSTGRES.find(([pattern]) => pattern.test(code))?.[1];
  if (known === undefined) return undefined;
  return new StoreFault(known, TEXTS[known] ?? known, { cause: error });
}
