import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config, Log } from '@waybill/platform';
import { Certificates, makeSelfSigned, type CertificatePair } from '@waybill/stream';
import { StartFault, writePrivate } from './private-file.js';

interface Files {
  readonly certificate: string;
  readonly key: string;
}

async function readPair({ certificate, key }: Files): Promise<CertificatePair> {
  const [certificatePem, keyPem] = await Promise.all([
    readFile(certificate, 'utf8'),
    readFile(key, 'utf8'),
  ]);
  return { certificate: certificatePem, key: keyPem };
}

/** Makes the pair once. A first start that was cut off between the two files makes both anew in the next. */
async function ensureSelfSigned(files: Files, domains: readonly string[], log: Log): Promise<void> {
  const there = await readPair(files).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (there !== undefined) return;
  const made = await makeSelfSigned(domains);
  // the certificate last: where it is, the key is too
  await writePrivate(files.key, String(made.key));
  await writePrivate(files.certificate, String(made.certificate));
  log.warn(
    { event: 'certificate_self_signed', file: files.certificate, domains: domains.join(',') },
    'no certificate is configured: made a self-signed one, which clients will ask about',
  );
}

/** What the server shows to its clients. */
export interface ServerCertificates {
  readonly certificates: Certificates;
  /** The chain in use, PEM. */
  current(): Promise<string>;
}

/**
 * Opens the configured certificate, or one that this server made for itself.
 * @throws StartFault when it cannot be read or does not go with its key
 */
export async function openCertificates(config: Config, log: Log): Promise<ServerCertificates> {
  const { certificateFile, privateKeyFile, domains } = config.standalone;
  const own: Files = {
    certificate: join(config.dataDir, 'tls', 'certificate.pem'),
    key: join(config.dataDir, 'tls', 'private-key.pem'),
  };
  const configured =
    certificateFile !== undefined && privateKeyFile !== undefined
      ? { certificate: certificateFile, key: privateKeyFile }
      : undefined;
  // a server that is only attached has none of its own
  const names = domains.length === 0 ? ['localhost'] : domains;
  if (configured === undefined) await ensureSelfSigned(own, names, log);
  const files = configured ?? own;
  try {
    const certificates = await Certificates.open(() => readPair(files));
    warnOfExpiry(await readFile(files.certificate, 'utf8'), files.certificate, log);
    return { certificates, current: () => readFile(files.certificate, 'utf8') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const fix = 'check standalone.certificateFile and standalone.privateKeyFile';
    throw new StartFault(`cannot use the certificate ${files.certificate}: ${why}; ${fix}`);
  }
}

const SOON_MS = 14 * 86_400_000;

function warnOfExpiry(pem: string, file: string, log: Log): void {
  const { validTo } = new X509Certificate(pem);
  const left = Date.parse(validTo) - Date.now();
  if (left > SOON_MS) return;
  const message = left < 0 ? 'the certificate has expired' : 'the certificate expires soon';
  log.warn({ event: 'certificate_expiry', file, validTo }, message);
}
