import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import {
  checkScramProof,
  sameSecret,
  type ScramCredentials,
  type ScramHash,
} from '@waybill/domain';
import { SaslFailure, saslErrors } from './sasl-failure.js';

/** How the stream is encrypted, as far as SCRAM can bind to it: type to data. @see XEP-0440 */
export type ChannelBindings = ReadonlyMap<string, Buffer>;

/** What the client's first message claims. */
export interface ScramClaim {
  readonly authzid: string | undefined;
  readonly username: string;
}

const NONCE_BYTES = 18;
// RFC 5802 §7: gs2-header, then an optional reserved extension, then username and nonce
const CLIENT_FIRST =
  /^(([nyp])(?:=([A-Za-z0-9.-]+))?,(?:a=([^,]+))?,)(n=([^,]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s;
const CLIENT_FINAL =
  /^(c=([A-Za-z0-9+/=]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,[^mp]=[^,]*)*),p=([A-Za-z0-9+/=]+)$/;

/** `=2C` and `=3D` stand for comma and equals sign; no other `=` may be there. */
function readName(text: string): string | undefined {
  if (/=(?!2C|3D)/.test(text)) return undefined;
  return text.replace(/=2C/g, ',').replace(/=3D/g, '=');
}

/**
 * The server's side of one SCRAM exchange: no I/O, no waiting.
 * @see RFC 5802, RFC 7677; RFC 9266 and RFC 5929 for what is bound to
 */
export class ScramExchange {
  private gs2Header = '';
  private bindingType: string | undefined;
  private clientFirstBare = '';
  private serverFirst = '';
  private nonce = '';
  private credentials: ScramCredentials | undefined;

  /**
   * @param plus whether a -PLUS mechanism was chosen
   * @param bindings what this stream can be bound to; where there is any, -PLUS was offered
   * @param serverNonce for vectors; random otherwise
   */
  constructor(
    private readonly hash: ScramHash,
    private readonly plus: boolean,
    private readonly bindings: ChannelBindings,
    private readonly serverNonce = randomBytes(NONCE_BYTES).toString('base64'),
  ) {}

  /**
   * @returns who the client says it is; `malformed-request`; `not-authorized` when channel binding was argued away
   */
  first(message: Buffer): ScramClaim | SaslFailure {
    const parts = isUtf8(message) ? CLIENT_FIRST.exec(message.toString()) : null;
    if (parts === null) return saslErrors.malformed;
    const [, gs2 = '', flag, type, authzid, bare = '', rawName = '', nonce = ''] = parts;
    const refusal = this.checkFlag(flag ?? '', type);
    if (refusal !== undefined) return refusal;
    const username = readName(rawName);
    const claimed = authzid === undefined ? undefined : readName(authzid);
    if (username === undefined || (authzid !== undefined && claimed === undefined)) {
      return saslErrors.malformed;
    }
    this.gs2Header = gs2;
    this.bindingType = type;
    this.clientFirstBare = bare;
    this.nonce = nonce + this.serverNonce;
    return { authzid: claimed, username };
  }

  /** The server's first message. */
  challenge(credentials: ScramCredentials): string {
    this.credentials = credentials;
    const { salt, iterations } = credentials;
    this.serverFirst = `r=${this.nonce},s=${salt.toString('base64')},i=${iterations}`;
    return this.serverFirst;
  }

  /** @returns the server's final message; `malformed-request`; `not-authorized` */
  final(message: Buffer): string | SaslFailure {
    const parts = CLIENT_FINAL.exec(message.toString());
    if (parts === null || this.credentials === undefined) return saslErrors.malformed;
    const [, withoutProof = '', echoed = '', nonce = '', proof = ''] = parts;
    const expected = Buffer.concat([Buffer.from(this.gs2Header), this.bindingData()]);
    const bound = sameSecret(Buffer.from(echoed, 'base64'), expected);
    const fresh = sameSecret(nonce, this.nonce);
    const authMessage = `${this.clientFirstBare},${this.serverFirst},${withoutProof}`;
    const signature = checkScramProof(
      this.hash,
      this.credentials,
      authMessage,
      Buffer.from(proof, 'base64'),
    );
    if (signature === undefined || !bound || !fresh) return saslErrors.notAuthorized;
    return `v=${signature.toString('base64')}`;
  }

  private checkFlag(flag: string, type: string | undefined): SaslFailure | undefined {
    if ((flag === 'p') !== (type !== undefined)) return saslErrors.malformed;
    if (this.plus !== (flag === 'p')) return saslErrors.malformed;
    // RFC 5802 §6: a client that could bind but saw no offer, while there was one, has been deceived
    if (flag === 'y' && this.bindings.size > 0) return saslErrors.notAuthorized;
    if (type !== undefined && !this.bindings.has(type)) return saslErrors.notAuthorized;
    return undefined;
  }

  private bindingData(): Buffer {
    const { bindingType } = this;
    return (
      (bindingType === undefined ? undefined : this.bindings.get(bindingType)) ?? Buffer.alloc(0)
    );
  }
}
