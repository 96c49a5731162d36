import { describe, expect, it } from 'vitest';
import { X509Certificate } from 'node:crypto';
import { Certificates, type CertificatePair } from './certificates.js';
import { endPointHash } from './channel-binding.js';
import { makeSelfSigned } from './self-signed.js';

describe('certificates', () => {
  it('of our own making name all domains and are no authority', async () => {
    const { certificate, key } = await makeSelfSigned(['example.org', 'proxy.example.org']);
    const read = new X509Certificate(certificate);
    expect(read.subjectAltName).toBe('DNS:example.org, DNS:proxy.example.org');
    expect(read.ca).toBe(false);
    expect(read.checkHost('proxy.example.org')).toBeDefined();
    expect(String(key)).toContain('PRIVATE KEY');
  });

  it('are reloaded, and stay when what is there now is no good', async () => {
    let pair: CertificatePair = await makeSelfSigned(['localhost']);
    const certificates = await Certificates.open(() => Promise.resolve(pair));
    const first = certificates.current;
    pair = await makeSelfSigned(['localhost']);
    await certificates.reload();
    const second = certificates.current;
    expect(second).not.toBe(first);
    pair = { certificate: 'nonsense', key: pair.key };
    await expect(certificates.reload()).rejects.toThrow();
    expect(certificates.current).toBe(second);
  });

  it('are bound to by the hash of their signature', async () => {
    const { certificate } = await makeSelfSigned(['localhost']);
    const der = new X509Certificate(certificate).raw;
    expect(endPointHash(der)).toEqual(
      Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex'),
    );
    expect(endPointHash(Buffer.alloc(0))).toBeUndefined();
    expect(endPointHash(der.subarray(0, 20))).toBeUndefined();
  });
});
