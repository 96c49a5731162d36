import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFile, stat, statfs } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Finding, FindingArea } from '@waybill/admin-api';
import type { Config } from '@waybill/platform';
import { bytesText } from '../commands/format.js';
import { backupFolder, listBackups } from '../backup/backup-folder.js';
import { FULL_DISK_BYTES, LOW_DISK_BYTES } from '../wiring/disk-watch.js';
import { LATE, within } from './within.js';

/** What the server's own checks look at. */
export interface ServerFacts {
  readonly config: Config;
  /** Settings that do not have their default. */
  readonly given: number;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<unknown>;
  readonly databaseKind: string;
  /** Of the client port, PEM; undefined where there is none. */
  readonly certificate: () => Promise<string | undefined>;
  readonly now: () => number;
}

const PROBE_TIMEOUT_MS = 3_000;
const DAY_MS = 86_400_000;
const LOW_DISK_SHARE = 0.1;
const EXPIRES_SOON_DAYS = 14;
const MAX_BACKUP_DAYS = 7;

function checkConfig({ config, given }: ServerFacts): readonly Finding[] {
  const text = `valid, ${String(given)} settings given, ${String(config.attach.length)} attachments`;
  return [{ area: 'config', check: 'valid', level: 'ok', text }];
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Files that only this user may read. */
async function checkPermissions({ config }: ServerFacts): Promise<readonly Finding[]> {
  const { dataDir, attach } = config;
  const secrets = attach.flatMap(({ secretFile }) => secretFile ?? []);
  const paths = [dataDir, join(dataDir, 'waybill.db'), join(dataDir, 'keys'), ...secrets];
  const findings: Finding[] = [];
  for (const path of paths) {
    const mode = await modeOf(path);
    if (mode === undefined || (mode & 0o077) === 0 || path.endsWith('.db')) continue;
    findings.push({
      area: 'perms',
      check: 'private-files',
      subject: path,
      level: 'warn',
      text: `others on this machine may look into ${path} (mode ${mode.toString(8)})`,
      fix: `chmod go-rwx ${path}`,
    });
  }
  if (findings.length > 0) return findings;
  return [{ area: 'perms', check: 'private-files', level: 'ok', text: `${dataDir} is private` }];
}

async function checkDatabase({ ping, databaseKind }: ServerFacts): Promise<Finding> {
  const head = { area: 'db', check: 'answers' } as const;
  const answer = await within(
    PROBE_TIMEOUT_MS,
    ping().then(
      () => undefined,
      (error: Error) => error.message,
    ),
  );
  if (answer === undefined) return { ...head, level: 'ok', text: `${databaseKind} answers` };
  const why = answer === LATE ? 'does not answer in time' : answer;
  return { ...head, level: 'fail', text: `${databaseKind}: ${why}`, where: 'database.url' };
}

async function checkDisk({ config }: ServerFacts): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(config.dataDir);
  const free = bavail * bsize;
  const share = blocks === 0 ? 1 : bavail / blocks;
  const text = `${bytesText(free)} free (${String(Math.round(share * 100))} %)`;
  const head = { area: 'db', check: 'disk-space', subject: config.dataDir, text } as const;
  if (free >= LOW_DISK_BYTES && share >= LOW_DISK_SHARE) return { ...head, level: 'ok' };
  const fix = 'free some space, or move dataDir to a larger disk';
  if (free >= FULL_DISK_BYTES) return { ...head, level: 'warn', fix };
  return { ...head, level: 'fail', text: `${text}: new transfers are refused`, fix };
}

/** Only where backups are switched on; PostgreSQL has its own. */
async function checkBackups({ config, databaseKind, now }: ServerFacts): Promise<Finding[]> {
  if (!config.backup.daily || databaseKind !== 'sqlite') return [];
  const folder = backupFolder(config);
  const [newest] = await listBackups(folder);
  const head = { area: 'db', check: 'backup-age', subject: folder, where: 'backup.daily' } as const;
  const fix = 'waybill backup create, and look for backup in the log';
  if (newest === undefined)
    return [{ ...head, level: 'warn', text: 'there is no backup yet', fix }];
  const days = Math.floor((now() - newest.createdAt) / DAY_MS);
  const text = `the newest backup is of ${new Date(newest.createdAt).toISOString().slice(0, 10)}`;
  if (days < MAX_BACKUP_DAYS) return [{ ...head, level: 'ok', text }];
  return [{ ...head, level: 'warn', text: `${text}, ${String(days)} days old`, fix }];
}

/** Two sockets a relay, and as many again for everything else. */
async function checkDescriptors({ config }: ServerFacts): Promise<readonly Finding[]> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const soft = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.NaN);
  if (Number.isNaN(soft)) return [];
  const needed = 2 * config.limits.streamhost.maxActive;
  const head = { area: 'proxy', check: 'file-descriptors' } as const;
  const text = `${String(soft)} open files allowed, ${String(needed)} wanted for full load`;
  if (soft >= 2 * needed) return [{ ...head, level: 'ok', text }];
  return [{ ...head, level: 'warn', text, fix: 'LimitNOFILE=65536 in the systemd unit' }];
}

async function checkDns({ config }: ServerFacts): Promise<readonly Finding[]> {
  const names = config.streamhost.advertise
    .map((one) => one.replace(/:\d+$/, ''))
    .filter((one) => isIP(one.replace(/^\[|\]$/g, '')) === 0);
  return Promise.all(
    names.map(async (name): Promise<Finding> => {
      const head = { area: 'dns', check: 'advertised-name', subject: name } as const;
      const found = await within(
        PROBE_TIMEOUT_MS,
        lookup(name).catch(() => undefined),
      );
      if (found !== LATE && found !== undefined) {
        return { ...head, level: 'ok', text: `${name} is ${found.address}` };
      }
      const text = `${name} is told to clients and has no address`;
      return { ...head, level: 'fail', text, where: 'streamhost.advertise', fix: 'add it to DNS' };
    }),
  );
}

async function checkCertificates({ config, certificate, now }: ServerFacts): Promise<Finding[]> {
  if (!config.standalone.enabled) return [];
  const findings: Finding[] = [];
  const pem = await certificate();
  if (pem !== undefined) findings.push(judgeCertificate(new X509Certificate(pem), now()));
  const { legacyAuth, requireTls } = config.standalone;
  if (legacyAuth.digest && !requireTls && legacyAuth.cleartextFrom.length > 0) {
    findings.push({
      area: 'certs',
      check: 'legacy-without-tls',
      level: 'warn',
      where: 'standalone.legacyAuth.cleartextFrom',
      text:
        `accounts with a legacy sign-in may log in without TLS from ${legacyAuth.cleartextFrom.join(', ')}: ` +
        'whoever listens there sees what they send',
      fix: 'standalone: { legacyAuth: { cleartextFrom: [] } }, once no client needs it otherwise',
    });
  }
  return findings;
}

function judgeCertificate(certificate: X509Certificate, now: number): Finding {
  const head = { area: 'certs', check: 'expiry', where: 'standalone.certificateFile' } as const;
  const days = Math.floor((Date.parse(certificate.validTo) - now) / DAY_MS);
  const fix = 'renew it, then: kill -HUP (it is read anew)';
  if (days < 0) return { ...head, level: 'fail', text: 'the certificate has expired', fix };
  const text = `valid for ${String(days)} days`;
  if (days < EXPIRES_SOON_DAYS) return { ...head, level: 'warn', text, fix };
  if (certificate.subject !== certificate.issuer) return { ...head, level: 'ok', text };
  const selfSigned = `${text}, and signed by nobody else: clients ask their users whether to trust it`;
  return {
    ...head,
    level: 'warn',
    text: selfSigned,
    fix: 'give certificateFile and privateKeyFile',
  };
}

function checkExposure({ config }: ServerFacts): readonly Finding[] {
  const { listen, publicUrl } = config.http;
  if (listen === 'off') return [];
  const head = { area: 'exposure', check: 'dashboard', where: 'http.listen' } as const;
  if (/^(127\.|\[::1\]|localhost)/.test(listen)) {
    return [{ ...head, level: 'ok', text: `dashboard on ${listen}, for this machine only` }];
  }
  if (publicUrl?.startsWith('https:') === true) {
    return [{ ...head, level: 'ok', text: `dashboard on ${listen}, reached as ${publicUrl}` }];
  }
  const text = `the dashboard listens on ${listen} without TLS: passwords cross the network readable`;
  const fix = 'http: { listen: 127.0.0.1:8080 }, behind a proxy with TLS';
  return [{ ...head, level: 'warn', text, fix }];
}

/** The areas that need nothing but this machine, each bounded in time. */
export const SERVER_CHECKS: Readonly<
  Partial<Record<FindingArea, (facts: ServerFacts) => Promise<readonly Finding[]>>>
> = {
  config: (facts) => Promise.resolve(checkConfig(facts)),
  perms: checkPermissions,
  db: async (facts) => [
    ...(await Promise.all([checkDatabase(facts), checkDisk(facts)])),
    ...(await checkBackups(facts)),
  ],
  dns: checkDns,
  certs: checkCertificates,
  proxy: checkDescriptors,
  exposure: (facts) => Promise.resolve(checkExposure(facts)),
};
