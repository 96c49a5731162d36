import { createSecureContext, type SecureContext } from 'node:tls';

/** A certificate chain and its key, PEM. */
export interface CertificatePair {
  readonly certificate: string | Buffer;
  readonly key: string | Buffer;
}

/** Where the certificate comes from: files, or one made at first start. */
export type CertificateLoader = () => Promise<CertificatePair>;

/**
 * The certificate that new handshakes use. Reloading changes nothing for streams that are up, and a bad file leaves
 * the old certificate in place.
 */
export class Certificates {
  private constructor(
    private readonly load: CertificateLoader,
    private context: SecureContext,
  ) {}

  /** @throws Error when certificate and key cannot be read or do not belong together */
  static async open(load: CertificateLoader): Promise<Certificates> {
    return new Certificates(load, contextOf(await load()));
  }

  get current(): SecureContext {
    return this.context;
  }

  /** @throws Error as `open`; the certificate in use stays */
  async reload(): Promise<void> {
    this.context = contextOf(await this.load());
  }
}

/** RFC 7590 §3: TLS 1.2 at least; compression and older protocols are off in Node. */
function contextOf({ certificate, key }: CertificatePair): SecureContext {
  return createSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' });
}
