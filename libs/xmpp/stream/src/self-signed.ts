import { generate } from 'selfsigned';
import type { CertificatePair } from './certificates.js';

const VALID_DAYS = 825;
const DAY_MS = 86_400_000;

/**
 * Makes a certificate that nobody else vouches for, so that a new server can be reached encrypted at once.
 * @param names domains and host names; the first is the subject
 */
export async function makeSelfSigned(names: readonly string[]): Promise<CertificatePair> {
  const [subject = 'localhost'] = names;
  const pems = await generate([{ name: 'commonName', value: subject }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  return { certificate: pems.cert, key: pems.private };
}
