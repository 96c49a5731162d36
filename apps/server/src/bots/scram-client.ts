import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { sameSecret } from '@waybill/domain';

export type ScramName = 'SCRAM-SHA-1' | 'SCRAM-SHA-256';

/** The client's side of SCRAM, without channel binding. @see RFC 5802 */
export class ScramClient {
  private readonly nonce = randomBytes(18).toString('base64');
  private readonly bare: string;
  private serverSignature = Buffer.alloc(0);

  constructor(
    private readonly mechanism: ScramName,
    user: string,
    private readonly password: string,
  ) {
    this.bare = `n=${user.replace(/=/g, '=3D').replace(/,/g, '=2C')},r=${this.nonce}`;
  }

  get first(): string {
    return `n,,${this.bare}`;
  }

  /** Answers the server's first message. */
  final(challenge: string): string {
    const fields = new Map(challenge.split(',').map((part) => [part[0], part.slice(2)]));
    const hash = this.mechanism === 'SCRAM-SHA-1' ? 'sha1' : 'sha256';
    const length = hash === 'sha1' ? 20 : 32;
    const salt = Buffer.from(fields.get('s') ?? '', 'base64');
    const salted = pbkdf2Sync(this.password, salt, Number(fields.get('i')), length, hash);
    const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest();
    const clientKey = hmac(salted, 'Client Key');
    const storedKey = createHash(hash).update(clientKey).digest();
    const withoutProof = `c=biws,r=${fields.get('r') ?? ''}`;
    const message = `${this.bare},${challenge},${withoutProof}`;
    const signature = hmac(storedKey, message);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    this.serverSignature = hmac(hmac(salted, 'Server Key'), message);
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** Whether the server knows the password too. */
  confirms(outcome: string): boolean {
    const given = Buffer.from(outcome.replace(/^v=/, ''), 'base64');
    return sameSecret(given, this.serverSignature);
  }
}
