import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { ChannelBindings } from './sasl/scram-exchange.js';

const EXPORTER_BYTES = 32;

/** Signature algorithms by the DER of their object identifier, with the hash RFC 5929 §4.1 asks for. */
const SIGNATURE_HASHES: Readonly<Record<string, string>> = {
  // MD5 and SHA-1 count as SHA-256
  '2a864886f70d010104': 'sha256',
  '2a864886f70d010105': 'sha256',
  '2a8648ce3d0401': 'sha256',
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};

interface DerValue {
  readonly start: number;
  readonly end: number;
}

/** Reads tag and length at `at`. @returns where the value lies, or undefined for what is no DER */
function derAt(der: Buffer, at: number): DerValue | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > der.length) return undefined;
  const start = at + 2 + count;
  return { start, end: start + der.readUIntBE(at + 2, count) };
}

/**
 * The hash of a certificate that `tls-server-end-point` binds to.
 * @returns undefined for signatures without a single hash of their own (Ed25519, RSA-PSS)
 * @see RFC 5929 §4.1
 */
export function endPointHash(certificate: Buffer): Buffer | undefined {
  // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OID, … }, signature }
  const outer = derAt(certificate, 0);
  const tbs = outer && derAt(certificate, outer.start);
  const algorithm = tbs && derAt(certificate, tbs.end);
  const oid = algorithm && derAt(certificate, algorithm.start);
  if (oid === undefined) return undefined;
  const hash = SIGNATURE_HASHES[certificate.toString('hex', oid.start, oid.end)];
  return hash === undefined ? undefined : createHash(hash).update(certificate).digest();
}

/** The types that are told to clients; others are accepted from those who choose them unasked. */
export const ADVERTISED_BINDINGS: ReadonlySet<string> = new Set([
  'tls-exporter',
  'tls-server-end-point',
]);

/**
 * The first Finished message: the client's, or the server's where a session was resumed.
 * @see RFC 5929 §3.1
 */
function firstFinished(socket: TLSSocket): Buffer | undefined {
  return socket.isSessionReused() ? socket.getFinished() : socket.getPeerFinished();
}

/**
 * What an encrypted stream can be bound to.
 * @see RFC 9266 (tls-exporter, TLS 1.3 only here), RFC 5929 (tls-server-end-point), XEP-0440
 */
export function channelBindings(socket: TLSSocket): ChannelBindings {
  const bindings = new Map<string, Buffer>();
  if (socket.getProtocol() === 'TLSv1.3') {
    const label = 'EXPORTER-Channel-Binding';
    bindings.set(
      'tls-exporter',
      socket.exportKeyingMaterial(EXPORTER_BYTES, label, Buffer.alloc(0)),
    );
  }
  const own = socket.getCertificate();
  const hash =
    own !== null && 'raw' in own && own.raw instanceof Buffer ? endPointHash(own.raw) : undefined;
  if (hash !== undefined) bindings.set('tls-server-end-point', hash);
  // COMPAT(slixmpp 1.8): takes a -PLUS mechanism with tls-unique, in TLS 1.3 too, whatever is advertised
  const finished = firstFinished(socket);
  if (finished !== undefined) bindings.set('tls-unique', finished);
  return bindings;
}
