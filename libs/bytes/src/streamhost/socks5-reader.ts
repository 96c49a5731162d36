/** What a SOCKS5 server answers to a request. @see RFC 1928 §6 */
export const REPLY = {
  succeeded: 0x00,
  generalFailure: 0x01,
  notAllowed: 0x02,
  commandNotSupported: 0x07,
  addressTypeNotSupported: 0x08,
} as const;
export type ReplyCode = (typeof REPLY)[keyof typeof REPLY];

/** Longest dialogue that is read, in bytes. Ours takes 50; the rest is room for a long list of methods. */
export const MAX_HANDSHAKE_BYTES = 300;

const VERSION = 0x05;
const NO_AUTHENTICATION = 0x00;
const CONNECT = 0x01;
const ADDRESS_LENGTHS: Readonly<Record<number, number>> = { 0x01: 4, 0x04: 16 };
const DOMAIN_NAME = 0x03;
const HASH = /^[0-9a-f]{40}$/;

const METHOD_CHOSEN = Buffer.from([VERSION, NO_AUTHENTICATION]);
const NO_METHOD_FITS = Buffer.from([VERSION, 0xff]);

/** What one piece of input led to. */
export interface SocksProgress {
  /** Bytes of the piece that belong to the handshake; what follows them is the peer's own data. */
  readonly consumed: number;
  /** To be sent now. */
  readonly reply: Buffer | undefined;
  /**
   * `requested`: the destination address is known and waits for our verdict, see {@link Socks5Reader.replyWith};
   * `refused`: the connection is to be closed after the reply.
   */
  readonly outcome: 'incomplete' | 'requested' | 'refused';
}

/**
 * Reads the client's side of a SOCKS5 handshake in pieces of any size: RFC 1928 cut down to what XEP-0065 uses,
 * which is no authentication, CONNECT, and a domain name of 40 lower-case hex digits with port 0. Pure: it
 * returns what is to be sent. Holds no more than {@link MAX_HANDSHAKE_BYTES}.
 * @see RFC 1928 §3, §4, §6; XEP-0065 1.8.2 §10.2
 */
export class Socks5Reader {
  private state: 'version' | 'count' | 'methods' | 'head' | 'length' | 'address' | 'done' =
    'version';
  private total = 0;
  private left = 0;
  private methodOffered = false;
  private greeted = false;
  /** The request, kept because the reply echoes it. */
  private readonly request: number[] = [];

  /** The destination address, once it was requested. */
  address: string | undefined;

  /** Takes the next bytes. Nothing is consumed any more once the outcome was `requested` or `refused`. */
  write(piece: Uint8Array): SocksProgress {
    let outcome: SocksProgress['outcome'] | Buffer = 'incomplete';
    let at = 0;
    this.greeted = false;
    while (at < piece.length && outcome === 'incomplete' && this.state !== 'done') {
      if (++this.total > MAX_HANDSHAKE_BYTES) outcome = 'refused';
      else outcome = this.take(piece[at] ?? 0);
      at++;
    }
    if (outcome !== 'incomplete') this.state = 'done';
    if (typeof outcome === 'string') {
      return { consumed: at, reply: this.greeted ? METHOD_CHOSEN : undefined, outcome };
    }
    const reply = this.greeted ? Buffer.concat([METHOD_CHOSEN, outcome]) : outcome;
    return { consumed: at, reply, outcome: 'refused' };
  }

  /**
   * The answer to the request that was read. Success and errors have the same shape: clients read exactly as many
   * bytes as they sent.
   * @see XEP-0065 §6.3.4: BND.ADDR and BND.PORT are those of the request
   */
  replyWith(code: ReplyCode): Buffer {
    const reply = Buffer.from(this.request);
    reply[1] = code;
    reply[2] = 0;
    return reply;
  }

  private take(byte: number): 'incomplete' | 'requested' | 'refused' | Buffer {
    switch (this.state) {
      case 'version':
        this.state = 'count';
        return byte === VERSION ? 'incomplete' : 'refused';
      case 'count':
        this.left = byte;
        this.state = 'methods';
        return byte === 0 ? NO_METHOD_FITS : 'incomplete';
      case 'methods':
        return this.takeMethod(byte);
      case 'head':
        return this.takeHead(byte);
      case 'length':
        this.request.push(byte);
        this.expect(byte + 2);
        return 'incomplete';
      case 'address':
        this.request.push(byte);
        return --this.left === 0 ? this.judge() : 'incomplete';
      case 'done':
        return 'refused';
    }
  }

  private takeMethod(byte: number): 'incomplete' | Buffer {
    if (byte === NO_AUTHENTICATION) this.methodOffered = true;
    if (--this.left > 0) return 'incomplete';
    if (!this.methodOffered) return NO_METHOD_FITS;
    this.greeted = true;
    this.state = 'head';
    return 'incomplete';
  }

  private takeHead(byte: number): 'incomplete' | 'refused' | Buffer {
    this.request.push(byte);
    if (this.request.length === 1) return byte === VERSION ? 'incomplete' : 'refused';
    if (this.request.length < 4) return 'incomplete';
    if (byte === DOMAIN_NAME) {
      this.state = 'length';
      return 'incomplete';
    }
    const length = ADDRESS_LENGTHS[byte];
    // of an unknown address type not even the length is known: there is nothing to echo
    if (length === undefined)
      return Buffer.from([VERSION, REPLY.addressTypeNotSupported, 0, 1, 0, 0, 0, 0, 0, 0]);
    this.expect(length + 2);
    return 'incomplete';
  }

  private expect(bytes: number): void {
    this.left = bytes;
    this.state = 'address';
  }

  private judge(): 'requested' | Buffer {
    const { request } = this;
    if (request[1] !== CONNECT) return this.replyWith(REPLY.commandNotSupported);
    if (request[3] !== DOMAIN_NAME) return this.replyWith(REPLY.addressTypeNotSupported);
    const name = Buffer.from(request).toString('latin1', 5, request.length - 2);
    const port = (request.at(-2) ?? 0) * 256 + (request.at(-1) ?? 0);
    // XEP-0065 §6.3.4: DST.ADDR is the hash, DST.PORT is 0
    if (port !== 0 || !HASH.test(name)) return this.replyWith(REPLY.notAllowed);
    this.address = name;
    return 'requested';
  }
}
