import type { UploadState } from './upload-parts.js';
import type { Standing } from './upload-register.js';

export const DAY_MS = 86_400_000;
/** When nothing says when there will be room. */
const RETRY_MS = 600_000;

/** What stands in the way of one more upload. */
export type QuotaVerdict =
  | { readonly ok: true }
  /** Bytes of stored files of the account that have to go first. */
  | {
      readonly ok: false;
      readonly over: 'stored';
      readonly excess: number;
      readonly retryAt: number;
    }
  | { readonly ok: false; readonly over: 'day' | 'domain' | 'hopeless'; readonly retryAt: number };

interface Wish {
  readonly account: string;
  readonly domain: string;
  readonly sizeBytes: number;
}

/** Looks whether an account may upload that much more. What open slots promise counts as stored. */
export async function checkQuota(state: UploadState, wish: Wish): Promise<QuotaVerdict> {
  const { standings } = state;
  const full = await domainIsFull(state, wish);
  if (full !== undefined) return full;
  if (excessOf(state, wish, await standings.atMost(wish.account)) <= 0) return { ok: true };
  return verdictOn(state, wish, await standings.exactly(wish.account));
}

/** By how much the account would be over the narrower of its bounds; 0 or less where it is over none. */
function excessOf(state: UploadState, wish: Wish, standing: Standing): number {
  const { storedPerAccount, bytesPerDay } = state.parts.settings.quotas;
  const { account, sizeBytes } = wish;
  const stored = standing.bytes + state.slots.promised(account).bytes + sizeBytes;
  const over = (bytes: number, limit: number) => (limit === 0 ? -Infinity : bytes - limit);
  return Math.max(
    over(stored, storedPerAccount),
    over(standing.grantedBytes + sizeBytes, bytesPerDay),
  );
}

async function verdictOn(
  state: UploadState,
  wish: Wish,
  standing: Standing,
): Promise<QuotaVerdict> {
  const { storedPerAccount } = state.parts.settings.quotas;
  const { account, sizeBytes } = wish;
  const now = state.parts.clock.now();
  const day = await checkDay(state, { account, sizeBytes, standing }, now);
  if (day !== undefined) return { ok: false, over: 'day', retryAt: day };
  if (storedPerAccount === 0) return { ok: true };
  if (sizeBytes > storedPerAccount) return { ok: false, over: 'hopeless', retryAt: now + DAY_MS };
  const excess =
    standing.bytes + state.slots.promised(account).bytes + sizeBytes - storedPerAccount;
  if (excess <= 0) return { ok: true };
  return { ok: false, over: 'stored', excess, retryAt: await roomAt(state, account, now) };
}

async function domainIsFull(
  state: UploadState,
  { domain, sizeBytes }: Wish,
): Promise<QuotaVerdict | undefined> {
  const { storedPerDomain } = state.parts.settings.quotas;
  if (storedPerDomain === 0) return undefined;
  const { bytes } = await state.parts.register.holdings('domain', domain);
  if (bytes + state.slots.promised(domain).bytes + sizeBytes <= storedPerDomain) return undefined;
  return { ok: false, over: 'domain', retryAt: state.parts.clock.now() + RETRY_MS };
}

/** @returns when the day's quota has room for it; undefined when it has room now */
async function checkDay(
  state: UploadState,
  wish: { readonly account: string; readonly sizeBytes: number; readonly standing: Standing },
  now: number,
): Promise<number | undefined> {
  const { bytesPerDay } = state.parts.settings.quotas;
  let total = wish.sizeBytes + wish.standing.grantedBytes;
  if (bytesPerDay === 0 || total <= bytesPerDay) return undefined;
  const granted = await state.parts.register.grantedSince(wish.account, now - DAY_MS);
  for (const { at, bytes } of granted) {
    total -= bytes;
    if (total <= bytesPerDay) return at + DAY_MS + 1000;
  }
  return now + DAY_MS;
}

/** When the oldest file of an account goes by itself. */
async function roomAt(state: UploadState, account: string, now: number): Promise<number> {
  const { register } = state.parts;
  const filter = { account, states: ['stored'] } as const;
  const { uploads } = await register.list(filter, 'time', 1);
  const [oldest] = uploads;
  const days = oldest === undefined ? undefined : (await state.retention())[oldest.purpose];
  if (oldest?.storedAt === undefined || days === undefined) return now + RETRY_MS;
  return Math.max(now + 60_000, oldest.storedAt + days * DAY_MS);
}
