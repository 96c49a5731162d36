import { TotpEngine } from '@waybill/domain';
import { Secret, TOTP } from 'otpauth';

/** What authenticators take without being told; many ignore any other. */
const SETTINGS = { issuer: 'Waybill', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
// RFC 6238 §5.2: one step each way for clocks that differ
const WINDOW = 1;

/** One-time passwords by the `otpauth` library. @see RFC 6238 */
export class OtpauthTotp extends TotpEngine {
  override newSecret(): string {
    return new Secret({ size: SECRET_BYTES }).base32;
  }

  override uriOf(secret: string, name: string): string {
    return totp(secret, name).toString();
  }

  override stepOf(secret: string, code: string, at: number): number | undefined {
    const delta = totp(secret, '').validate({ token: code, timestamp: at, window: WINDOW });
    return delta === null ? undefined : Math.floor(at / 1000 / SETTINGS.period) + delta;
  }
}

const totp = (secret: string, label: string) =>
  new TOTP({
    ...SETTINGS,
    label: label === '' ? 'operator' : label,
    secret: Secret.fromBase32(secret),
  });
