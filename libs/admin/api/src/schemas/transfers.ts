import { z } from 'zod';
import { TRANSFER_REASONS, TRANSFER_STEP_KINDS } from '@waybill/domain';
import { bytes, count, cursor, instant, limit, named, next, total } from './common.js';
import { commaList, instantQuery, sizeRange } from './query-grammar.js';
import { REMEDIES } from '../transfers/explanation.js';
import { WAY_KINDS, WAY_OUTCOMES } from '../transfers/ways.js';

export const METHODS = [
  'si-socks5',
  'si-ibb',
  'jingle-socks5',
  'jingle-ibb',
  'http-upload',
  'oob',
  'socks5-proxy',
  'si',
  'jingle',
] as const;
export const STATES = [
  'offered',
  'accepted',
  'streaming',
  'stored',
  'completed',
  'handed-over',
  'declined',
  'failed',
  'cancelled',
  'expired',
] as const;
const PATHS = ['direct', 'relayed', 'in-band', 'stored', 'unknown'] as const;

export const transferMethod = named('TransferMethod', z.enum(METHODS));
export const transferState = named('TransferState', z.enum(STATES));
export const transferReason = named('TransferReason', z.enum(TRANSFER_REASONS));

const party = named(
  'TransferParty',
  z.object({
    jid: z.string().describe('bare JID'),
    fullJid: z.string().nullable(),
    address: z.string().nullable().describe('IP address, where a connection was seen'),
  }),
);

const file = named(
  'TransferFile',
  z.object({
    name: z.string().nullable().describe('as sent, unaltered; null where it was not seen'),
    nameMasked: z.boolean().describe('the name is shortened: the operator may not see names'),
    size: bytes.nullable().describe('declared by the sender, bytes'),
    type: z.string().nullable().describe('media type, as declared'),
  }),
);

const summaryShape = {
  id: z.string().describe('UUIDv7'),
  shortId: z.string().describe('wb-…'),
  method: transferMethod,
  path: z.enum(PATHS),
  state: transferState,
  reason: transferReason.nullable(),
  evidence: z.enum(['observed', 'claimed', 'unknown']),
  visibility: z.enum(['full', 'proxy-only', 'signalling-only']),
  sender: party,
  receiver: party,
  file,
  bytes: bytes
    .nullable()
    .describe('measured, sender to receiver; null where they took another way'),
  offeredAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  percent: z.number().min(0).max(100).nullable(),
  rateBytesPerSecond: z
    .number()
    .min(0)
    .nullable()
    .describe('now, of a running transfer; mean, of an ended one'),
  host: z.string().describe('`standalone`, or the attachment the transfer was seen at'),
};

export const transferSummary = named('TransferSummary', z.object(summaryShape));
export type TransferSummary = z.output<typeof transferSummary>;

export const liveTransfer = named(
  'LiveTransfer',
  z.object({ ...summaryShape, etaSeconds: z.number().min(0).nullable() }),
);
export type LiveTransfer = z.output<typeof liveTransfer>;

const transferStep = named(
  'TransferStep',
  z.object({
    seq: z.int().min(0),
    at: instant,
    sinceOfferMs: z.int().describe('milliseconds since the offer'),
    lane: z.enum(['sender', 'server', 'receiver']),
    kind: z.enum(TRANSFER_STEP_KINDS),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    stanza: z
      .string()
      .nullable()
      .describe('as it was forwarded, capped; null where there is none or names are masked'),
  }),
);

const explanation = named(
  'TransferExplanation',
  z.object({
    cause: transferReason,
    remedy: z.enum(REMEDIES),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .describe('values for the texts'),
  }),
);

const transferWay = named(
  'TransferWay',
  z.object({
    kind: z.enum(WAY_KINDS).describe("an address of a party's own client, or a proxy"),
    streamhost: z.string().describe('its JID'),
    addresses: z.array(z.string()).describe('`host:port` of each'),
    outcome: z
      .enum(WAY_OUTCOMES)
      .describe(
        'used; reached, but another was used; not reached, as a client says; or offered, and no more known of it',
      ),
  }),
);

export const transferDetail = named(
  'TransferDetail',
  z.object({
    ...summaryShape,
    acceptedAt: instant.nullable(),
    sid: z.string().nullable(),
    contentName: z.string().nullable(),
    streamhostJid: z.string().nullable(),
    declared: z.object({
      hash: z.string().nullable(),
      hashAlgorithm: z.string().nullable(),
      description: z.string().nullable(),
      range: z.object({ offset: bytes, length: bytes.nullable() }).nullable(),
    }),
    measured: z.object({
      bytesSenderToReceiver: bytes.nullable(),
      bytesReceiverToSender: bytes.nullable(),
      sha256: z.string().nullable(),
    }),
    ways: z.array(transferWay).describe('streamhosts that the clients offered each other'),
    steps: z.array(transferStep),
    explanation: explanation.nullable(),
  }),
);
export type TransferDetail = z.output<typeof transferDetail>;

export const transferPage = named(
  'TransferPage',
  z.object({ items: z.array(transferSummary), next, total }),
);
export const liveList = named('LiveList', z.object({ items: z.array(liveTransfer) }));

/** Words for `method` that name the way which the bytes took. */
export const WAYS = {
  proxy: 'relayed',
  direct: 'direct',
  'in-band': 'in-band',
  upload: 'stored',
} as const satisfies Readonly<Record<string, (typeof PATHS)[number]>>;

/** The URL grammar of the list. @see DASHBOARD 3.4 */
export const transfersQuery = z.strictObject({
  q: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('part of the file name, two characters or more; or a waybill id'),
  from: z
    .string()
    .min(1)
    .max(3071)
    .optional()
    .describe("the sender's bare JID; a name alone means one of the first domain here"),
  to: z.string().min(1).max(3071).optional().describe("the receiver's bare JID"),
  party: z.string().min(1).max(3071).optional().describe('bare JID of either side'),
  status: commaList(STATES).optional(),
  method: commaList([...METHODS, ...Object.keys(WAYS)] as [string, ...string[]])
    .optional()
    .describe('methods, or ways that the bytes took: proxy, direct, in-band, upload'),
  path: commaList(PATHS).optional(),
  reason: commaList(TRANSFER_REASONS).optional(),
  size: sizeRange.optional(),
  since: instantQuery('from this instant, or from the start of this UTC day').optional(),
  until: instantQuery('before this instant, or to the end of this UTC day').optional(),
  sort: z.enum(['-time', '-bytes', '-duration', '-rate']).default('-time'),
  limit,
  after: cursor.optional(),
});
export const facetsQuery = transfersQuery.omit({ sort: true, limit: true, after: true });
const facetOf = <T extends z.ZodType>(value: T) =>
  z
    .array(z.object({ value, transfers: count }))
    .describe('most first; what finds nothing is left out');
export const transferFacets = named(
  'TransferFacets',
  z.object({
    status: facetOf(transferState),
    method: facetOf(transferMethod),
    reason: facetOf(transferReason),
    capped: z.boolean().describe('only the newest were looked at: the counts are lower bounds'),
  }),
);
export const relatedTransfers = named(
  'RelatedTransfers',
  z.object({
    samePair: z.array(transferSummary).describe('between the two, newest first, ten at most'),
    sameFile: z.array(transferSummary).describe('with the same hash, newest first, ten at most'),
  }),
);
export type TransfersQuery = z.output<typeof transfersQuery>;

export const dailyTotal = named(
  'DailyTotal',
  z.object({
    day: z.iso.date().describe('UTC day'),
    method: transferMethod,
    state: transferState,
    reason: transferReason.nullable(),
    transfers: count,
    bytes,
  }),
);

export const overview = named(
  'Overview',
  z.object({
    sentence: z.object({
      transfersToday: count,
      failedToday: count,
      topReason: z.object({ reason: transferReason, transfers: count }).nullable(),
    }),
    live: z.array(transferSummary),
    days: z.array(dailyTotal),
    sessions: count,
    accounts: count,
    streamhost: z.object({ listening: z.boolean(), advertised: z.array(z.string()) }),
    startedAt: instant,
  }),
);
export type Overview = z.output<typeof overview>;

/** Event `live` of the stream. */
export const liveEvent = named(
  'LiveEvent',
  z.object({
    full: z.boolean().describe('`items` is the whole list; otherwise what changed since the last'),
    items: z.array(liveTransfer),
    ended: z.array(z.string()).describe('ids that are no longer live'),
  }),
);
export type LiveEvent = z.output<typeof liveEvent>;

/** Event `counters` of the stream. */
export const countersEvent = named(
  'CountersEvent',
  z.object({
    transfersToday: count,
    failedToday: count,
    live: count,
    sessions: count,
    relay: z
      .object({
        active: count,
        maxActive: count,
        maxBytesPerSecond: count.nullable().describe('of all relays together; null: no bound'),
      })
      .nullable()
      .describe('relays that run, against their bounds; null where none can'),
  }),
);
export type CountersEvent = z.output<typeof countersEvent>;

/** Event `heartbeat` of the stream. */
export const heartbeatEvent = named('HeartbeatEvent', z.object({ at: instant }));
