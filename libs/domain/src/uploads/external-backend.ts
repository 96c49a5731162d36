import { createHmac } from 'node:crypto';
import { sameSecret } from '../accounts/constant-time.js';
import { essenceOf } from './upload-settings.js';

/** An upload service of another server that gives slots for us to serve. */
export interface ExternalBackend {
  /** Path segment behind `/external/`. */
  readonly name: string;
  readonly secret: string;
  /** Domain of that server's users. */
  readonly domain: string;
  /** What the ledger calls the place. */
  readonly host: string;
  /** Bare JID that the signed path names; undefined where it names nobody. */
  readonly accountOf: (path: string) => string | undefined;
}

/** What the other server signed, as the PUT tells it. */
export interface ExternalClaims {
  /** Decoded, without a leading slash. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly contentType: string | undefined;
}

const DEFAULT_TYPE = 'application/octet-stream';

/**
 * Checks the signature of Prosody's mod_http_upload_external (`v`, `v2`), ejabberd's `external_secret` (`v`) and
 * Metronome (`token`): HMAC-SHA256 in hex over `path SP size`, or `path NUL size NUL type`. None of them holds an instant, so
 * that what keeps a slot from being used again is the file that was put there.
 */
export function verifyExternal(
  secret: string,
  claims: ExternalClaims,
  query: URLSearchParams,
): boolean {
  const { path, sizeBytes, contentType } = claims;
  const digest = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
  const v1 = query.get('v');
  if (v1 !== null) return sameSecret(v1.toLowerCase(), digest(`${path} ${sizeBytes}`));
  const v2 = query.get('v2') ?? query.get('token');
  if (v2 === null) return false;
  const types = contentType === undefined ? [DEFAULT_TYPE] : [contentType, essenceOf(contentType)];
  return types.some((type) =>
    sameSecret(v2.toLowerCase(), digest(`${path}\0${sizeBytes}\0${type}`)),
  );
}

/** ejabberd's `jid_in_url: node` puts the account's name first; its default is a hash, which names nobody. */
export function accountInPath(path: string, domain: string): string | undefined {
  const segments = path.split('/');
  const [node] = segments;
  if (segments.length !== 3 || node === undefined || /^[0-9a-f]{40}$/.test(node)) return undefined;
  return `${node}@${domain}`;
}
