import { z } from 'zod';
import { parseListenAddress } from './listen-address.js';
import { legacyAuth } from './schema-legacy-auth.js';
import { count, domain, listen, optionalListen, section } from './schema-parts.js';

const preAuthLimits = section({
  maxStanzaBytes: count(10_240, 10_000).describe(
    'Largest element before login, bytes (RFC 6120 §13.12)',
  ),
  maxElements: count(32).describe('Elements in one stanza before login'),
  maxDepth: count(8).describe('Nesting of elements before login'),
  maxTotalBytes: count(65_536).describe('Bytes a connection may send in all before login'),
  deadlineSeconds: count(30).describe(
    'Time a connection has to log in; traffic does not extend it',
  ),
}).describe('Bounds on a connection that has not logged in');

const c2sLimits = section({
  maxStanzaBytes: count(262_144, 10_000).describe(
    'Largest stanza, bytes; at least 10 000 (RFC 6120 §13.12)',
  ),
  maxElements: count(2_048).describe('Elements in one stanza'),
  maxDepth: count(64).describe('Nesting of elements in one stanza'),
  maxAttributes: count(32).describe('Attributes of one element'),
  maxAttrBytes: count(16_384).describe('Bytes of one attribute value'),
  maxNameBytes: count(256).describe('Bytes of one element or attribute name'),
  preAuth: preAuthLimits,
  tlsHandshakeTimeoutSeconds: count(10).describe('Time for a TLS handshake'),
  maxConnections: count(5_000).describe('Client connections in all'),
  maxConnectionsPerAddress: count(50).describe(
    'Client connections from one IP address (IPv6: one /64)',
  ),
  maxUnauthenticated: count(512).describe('Connections that have not logged in, in all'),
  maxUnauthenticatedPerAddress: count(10).describe(
    'Connections that have not logged in, from one address',
  ),
  attemptsPerMinutePerAddress: count(60).describe('New connections a minute from one address'),
  bytesPerSecond: count(32_768).describe(
    'Bytes a second that a session is read at; reading pauses above it',
  ),
  burstBytes: count(262_144).describe('Bytes that a quiet session may send at once'),
  preAuthBytesPerSecond: count(4_096).describe('The same before login'),
  preAuthBurstBytes: count(16_384).describe('The same before login'),
  stanzasPerSecond: count(50).describe(
    'Stanzas a second that a session is read at; reading pauses above it',
  ),
  burstStanzas: count(200).describe('Stanzas that a quiet session may send at once'),
  sendBufferSoftBytes: count(1_048_576).describe(
    'Unsent bytes above which whoever sends to the session waits',
  ),
  sendBufferHardBytes: count(8_388_608).describe('Unsent bytes above which the session is closed'),
  sendStallSeconds: count(60).describe(
    'Time without any byte taken after which a full session is closed',
  ),
  idlePingSeconds: count(300).describe('Silence after which the server pings (RFC 6120 §4.6)'),
  pingTimeoutSeconds: count(60).describe('Time to answer that ping'),
}).describe('Client streams');

const authLimits = section({
  attemptsPerStream: count(3).describe('Failed logins after which the stream is closed'),
  failuresPerHourPerAddress: count(20).describe(
    'Failed logins an hour after which an address is blocked',
  ),
  blockMinutes: count(15).describe('How long such an address is blocked'),
  failuresBeforeDelay: count(5).describe(
    'Failures of one account from one address before answers slow down',
  ),
  maxDelaySeconds: count(60).describe('Longest of those delays; they double from one second'),
  scramIterations: count(10_000, 4_096).describe('Rounds of the keys made for new passwords'),
}).describe('Logging in');

const messagingLimits = section({
  maxRosterItems: count(1_000).describe('Contacts of one account'),
  maxOfflineMessages: count(100, 0).describe('Messages kept for one account while it is away'),
  maxOfflineBytes: count(1_048_576, 0).describe('Bytes of messages kept for one account'),
  offlineDays: count(30).describe('Days that such a message is kept'),
  maxPendingSubscriptions: count(100).describe(
    'Unanswered subscription requests kept for one account',
  ),
}).describe('Contacts and messages');

const streamhostLimits = section({
  handshakeSeconds: count(10).describe('Time for the SOCKS5 greeting and request'),
  activationSeconds: count(60).describe('Time from the first connection to the activation'),
  idleSeconds: count(120).describe('Silence after which a relay ends'),
  lingerSeconds: count(30).describe('Silence after which a relay ends that one side has closed'),
  maxPendingPerAddress: count(16).describe('Connections waiting for activation, from one address'),
  maxPending: count(1_024).describe('Connections waiting for activation, in all'),
  maxActivePerAccount: count(8).describe('Relays running for one account'),
  maxActive: count(512).describe('Relays running in all'),
  maxBufferBytes: count(67_108_864, 1_048_576).describe('Memory that all relays may read into'),
}).describe('The file relay');

const transferLimits = section({
  offerTimeoutMinutes: count(15).describe('Time after which an unanswered offer expires'),
  startTimeoutMinutes: count(5).describe('Time from the acceptance to the first byte'),
  maxOpen: count(50_000).describe('Transfers in progress, in all'),
  maxOpenPerSender: count(256).describe('Transfers in progress of one client'),
  maxStanzaBytes: count(8_192).describe('Bytes kept of each stanza in a timeline'),
}).describe('The record of transfers');

const standalone = section({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether clients can log in here; false for a server that is only attached to others',
    ),
  domains: z
    .array(domain)
    .min(1)
    .default(['localhost'])
    .describe('Domains whose accounts are kept here'),
  listen: listen('*:5222').describe('Client connections, with STARTTLS'),
  listenTls: optionalListen('*:5223').describe(
    'Client connections in TLS from the first byte (XEP-0368); or off',
  ),
  certificateFile: z
    .string()
    .optional()
    .describe('PEM certificate chain; without one a self-signed one is made'),
  privateKeyFile: z.string().optional().describe('PEM key of that certificate'),
  requireTls: z.boolean().default(false).describe('Refuse to log anybody in without TLS'),
  allowPlaintext: z.boolean().default(false).describe('SASL PLAIN on connections without TLS'),
  legacyAuth,
  maxSessionsPerAccount: count(10).describe('Resources of one account at a time'),
}).describe('The server that clients log in to');

/** One entry of `attach`. */
export const attachSchema = z
  .strictObject({
    domain,
    server: z.enum(['prosody', 'ejabberd']),
    address: z
      .string()
      .refine(
        (text) => (parseListenAddress(text)?.host ?? '') !== '' && !text.endsWith(':0'),
        'write the address and port of the component listener, such as 127.0.0.1:5347',
      ),
    secret: z.string().min(1, 'an empty secret is none').optional(),
    secretFile: z.string().min(1).optional(),
    hosts: z.array(domain).min(1, 'name at least one virtual host whose users are served'),
    accounts: z.enum(['none', 'managed-there', 'kept-here']).default('none'),
    name: z.string().min(1).optional(),
    links: z.number().int().min(1).max(16).default(1),
  })
  .refine(
    ({ server, links }) => links === 1 || server === 'ejabberd',
    'links: Prosody takes one connection for a domain, only ejabberd spreads stanzas over several',
  )
  .refine(
    ({ secret, secretFile }) => (secret === undefined) !== (secretFile === undefined),
    'give either secretFile or secret',
  );

const attach = z
  .array(attachSchema)
  .default([])
  .refine(
    (all) => new Set(all.map((one) => one.domain)).size === all.length,
    'each component domain can be attached once',
  )
  .describe(
    'Host servers that Waybill is a component of. Each has: `domain` of the component, `server` (prosody, ejabberd), ' +
      '`address` of its component listener, `secretFile` (or `secret`), `hosts` (virtual hosts whose users may use ' +
      'the relay), `accounts` (managed-there: the host server keeps them and Waybill administers them; kept-here: the ' +
      'host server asks Waybill; none), a `name` for service discovery if wished, ' +
      'and `links` (ejabberd: how many connections at once)',
  );

const streamhost = section({
  listen: optionalListen('*:7777').describe('SOCKS5 relay for file transfers; or off'),
  advertise: z
    .array(
      z.string().regex(/^[^\s/]+$/, 'write an IP address or a host name, with :port if it differs'),
    )
    .default([])
    .describe('Addresses that clients are told; empty: found from the machine'),
  instance: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'write a short name of letters, digits, dots and hyphens')
    .optional()
    .describe(
      'Name of this process in the address of its relay, where several share a component domain; without one it is made from machine and data folder',
    ),
  forceRelay: z
    .boolean()
    .default(false)
    .describe(
      'Take every other way out of the offers of our own accounts, so that all bytes are seen; ' +
        'for the users of a Prosody, waybill_force_relay of the companion module does it',
    ),
  hash: z.boolean().default(false).describe('Compute the SHA-256 of what is relayed'),
  bytesPerSecond: count(0, 0).describe('Rate of all relays together; 0: no bound'),
  bytesPerSecondPerAccount: count(0, 0).describe('Rate of the relays of one account; 0: no bound'),
})
  .refine(({ forceRelay, listen }) => !forceRelay || listen !== 'off', {
    message: 'the relay is off: nothing could be sent through it',
    path: ['forceRelay'],
  })
  .describe('The file relay');

const http = section({
  listen: optionalListen('127.0.0.1:8080').describe('Dashboard and API; or off'),
  publicUrl: z
    .url()
    .optional()
    .describe('How browsers reach the dashboard, when a proxy stands before it'),
  trustedProxies: z
    .array(z.string())
    .default([])
    .describe('Addresses whose X-Forwarded-For is believed'),
  metricsFrom: z
    .array(z.string())
    .default(['127.0.0.1', '::1'])
    .describe('Addresses that may read /metrics'),
}).describe('Dashboard and API');

const retention = section({
  transferDays: count(365, 0).describe(
    'Days that transfers are kept in the record; totals by day stay. 0: for ever',
  ),
}).describe('How long records are kept');

const backup = section({
  daily: z
    .boolean()
    .default(false)
    .describe('A backup each day while the server runs (SQLite; PostgreSQL has pg_dump)'),
  folder: z.string().min(1).optional().describe('Where backups go; backups in the data folder'),
  keepDaily: count(7).describe('Days whose last daily backup is kept'),
  keepWeekly: count(4, 0).describe('Weeks whose last daily backup is kept'),
  withSecrets: z
    .boolean()
    .default(false)
    .describe('Whether daily backups hold the keys and secrets of the data folder'),
}).describe('Backups: `waybill backup`');

const authApi = section({
  listen: optionalListen('127.0.0.1:8082').describe(
    'Where host servers ask; opened only while accounts of a host are kept here; or off',
  ),
  hosts: z
    .array(domain)
    .default([])
    .describe('Hosts whose accounts are kept here without an attachment'),
}).describe(
  'The HTTP API by which host servers check passwords of accounts kept here (`accounts: kept-here`)',
);

const database = section({
  url: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'write sqlite:<file> or postgres://user@host/name')
    .optional()
    .describe('sqlite:<file> or postgres://…; without it waybill.db in the data folder'),
}).describe('Where accounts and transfers are kept');

const log = section({
  level: z
    .enum(['error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least severe lines to write'),
  format: z
    .enum(['auto', 'pretty', 'logfmt', 'json'])
    .default('auto')
    .describe('auto: pretty on a terminal, logfmt elsewhere'),
  fileNames: z
    .enum(['full', 'extension', 'hash', 'off'])
    .default('extension')
    .describe('How much of a file name a log line may show'),
}).describe('Log lines on standard error');

const bootstrap = section({
  user: z
    .string()
    .min(1)
    .optional()
    .describe('Name of the first administrator, made only while there is none'),
  password: z
    .string()
    .min(1)
    .optional()
    .describe('Its password; better given as WAYBILL_ADMIN__PASSWORD_FILE'),
}).describe('The first administrator, for installations without hands');

const external = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,32}$/, 'write lower-case letters, digits and hyphens'),
  domain,
  secretFile: z.string().min(1),
  host: domain.optional(),
});

const upload = section({
  listen: optionalListen('*:8081').describe('Uploads and downloads over HTTP(S); or off'),
  publicUrl: z
    .url()
    .optional()
    .describe(
      'How clients reach it, when a proxy stands before it; must be https for most clients',
    ),
  tls: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe("HTTPS with the server's certificate; auto: unless publicUrl is set"),
  folder: z.string().min(1).optional().describe('Folder of the files; uploads in the data folder'),
  maxFileBytes: count(104_857_600).describe('Largest file, bytes'),
  slotTtlSeconds: count(300).describe('How long a slot waits for its file (XEP-0363 §8)'),
  maxSlotsPerAccount: count(100).describe('Slots of one account that wait for their files'),
  maxSlots: count(20_000).describe('Slots of all accounts that wait for their files'),
  bytesPerDay: count(1_073_741_824, 0).describe('Bytes of one account in 24 hours; 0: no bound'),
  storedPerAccount: count(5_368_709_120, 0).describe('Bytes kept for one account; 0: no bound'),
  storedPerDomain: count(0, 0).describe('Bytes kept for the accounts of one domain; 0: no bound'),
  whenFull: z
    .enum(['refuse', 'delete-oldest'])
    .default('refuse')
    .describe('What happens when an account has no room: no slot, or its oldest files go'),
  retentionDays: section({
    message: count(7, 0).describe('Files sent in messages'),
    profile: count(0, 0).describe('Pictures of profiles'),
    ephemeral: count(1, 0).describe('Files that are meant to be gone soon'),
    permanent: count(0, 0).describe('Files that are meant to stay'),
  }).describe('Days that files of each purpose are kept; 0: for ever'),
  allow: z
    .array(z.string())
    .default([])
    .describe('Accounts and domains that may upload; none named: all whom the service is for'),
  deny: z.array(z.string()).default([]).describe('Accounts and domains that may not upload'),
  blockTypes: z
    .array(z.string())
    .default([])
    .describe('Types that are not taken, declared or found: video/mp4, application/*'),
  blockExtensions: z
    .array(z.string())
    .default([])
    .describe('Endings of names that are not taken, without the dot'),
  globalReserve: count(536_870_912, 0).describe('Free bytes below which nothing is taken'),
  trustedProxies: z
    .array(z.string())
    .default([])
    .describe('Addresses whose X-Forwarded-For is believed'),
  headSeconds: count(15).describe('Time for a TLS handshake, and for the head of a request'),
  idleSeconds: count(60).describe('Silence after which a connection ends'),
  minBytesPerSecond: count(256, 0).describe('What a sender has to bring, on average'),
  slowSeconds: count(30).describe('Time over which that is measured'),
  maxConnections: count(2_000).describe('Connections in all'),
  maxConnectionsPerAddress: count(64).describe('Connections from one address (IPv6: one /64)'),
  external: z
    .array(external)
    .default([])
    .describe(
      "Upload services of other servers whose files are kept here (Prosody's mod_http_upload_external, ejabberd's " +
        'external_secret). Each has: `name` (their base URL is this service with /external/<name>/), `domain` of ' +
        'their users, `secretFile`, and `host` as the ledger calls the place',
    ),
}).describe('Files that are uploaded over HTTP (XEP-0363)');

/**
 * Everything that can be configured: keys, defaults, bounds, and the sentences that the reference shows.
 * @see docs/manual/configuration.md
 */
export const configSchema = z.strictObject({
  dataDir: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder of database, certificates, keys and control socket'),
  standalone,
  attach,
  streamhost,
  upload,
  http,
  authApi,
  database,
  retention,
  backup,
  log,
  admin: bootstrap,
  limits: section({
    c2s: c2sLimits,
    auth: authLimits,
    messaging: messagingLimits,
    streamhost: streamhostLimits,
    transfers: transferLimits,
  }).describe('Bounds; each refusal is an error to the peer and a line in the log'),
});

export type Config = z.output<typeof configSchema>;
/** One host server that Waybill is a component of. */
export type AttachConfig = Config['attach'][number];
