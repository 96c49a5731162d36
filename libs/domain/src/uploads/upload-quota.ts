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

const within = (bytes: number, limit: number) => limit === 0 || bytes <= limit;

/** Looks whether an account may upload that much more. What open slots promise counts as stored. */
export async function checkQuota(
  state: UploadState,
  wish: { readonly account: string; readonly domain: string; readonly sizeBytes: number },
): Promise<QuotaVerdict> {
  const { quotas } = state.parts.settings;
  const { account, domain, sizeBytes } = wish;
  const now = state.parts.clock.now();
  const standing = await state.parts.register.standing(account, now - DAY_MS);
  const day = await checkDay(state, { account, sizeBytes, standing }, now);
  if (day !== undefined) return { ok: false, over: 'day', retryAt: day };
  if (quotas.storedPerDomain > 0) {
    const { bytes } = await state.parts.register.holdings('domain', domain);
    const total = bytes + state.slots.promised(domain).bytes + sizeBytes;
    if (!within(total, quotas.storedPerDomain)) {
      return { ok: false, over: 'domain', retryAt: now + RETRY_MS };
    }
  }
  if (quotas.storedPerAccount === 0) return { ok: true };
  if (sizeBytes > quotas.storedPerAccount) {
    return { ok: false, over: 'hopeless', retryAt: now + DAY_MS };
  }
  const excess =
    standing.bytes + state.slots.promised(account).bytes + sizeBytes - quotas.storedPerAccount;
  if (excess <= 0) return { ok: true };
  return { ok: false, over: 'stored', excess, retryAt: await roomAt(state, account, now) };
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
