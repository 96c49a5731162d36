import type { Finding } from '@waybill/admin-api';
import { Jid, NS, payload } from '@waybill/core';
import type { Attachment } from '../modes/attached.js';
import { LATE, within } from './within.js';

const PROBE_TIMEOUT_MS = 3_000;
const TOLERANCE_MS = 2_000;

/** Compares our clock with that of a host server, which it tells to whoever asks. @see XEP-0202 */
export async function checkClock(
  { config, assembly, link }: Attachment,
  now: () => number,
): Promise<readonly Finding[]> {
  const [host = ''] = config.hosts;
  const [from, to] = [Jid.parse(config.domain), Jid.parse(host)];
  if (link.state.phase !== 'linked' || !(from instanceof Jid) || !(to instanceof Jid)) return [];
  const startedAt = now();
  const asked = assembly.router.request(from, to, 'get', payload('time', NS.time));
  const reply = await within(PROBE_TIMEOUT_MS, asked);
  if (reply === LATE || reply.type !== 'result') return [];
  const told = Date.parse(reply.child(NS.time, 'time')?.getChildText('utc') ?? '');
  if (Number.isNaN(told)) return [];
  // hosts tell whole seconds: half of one is theirs, and half the way there and back is nobody's
  const offset = Math.round(told + 500 - (startedAt + now()) / 2);
  const head = { area: 'clock', check: 'offset', subject: host } as const;
  const text = `${offset >= 0 ? '+' : ''}${String(offset)} ms against ours`;
  if (Math.abs(offset) <= TOLERANCE_MS) return [{ ...head, level: 'ok', text }];
  const fix = 'timedatectl set-ntp true, on both machines';
  return [{ ...head, level: 'warn', text: `${text}: times in the record will not agree`, fix }];
}
