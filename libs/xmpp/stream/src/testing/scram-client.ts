import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { WireClient } from './wire-client.js';

const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

/** How a client of a spec does SCRAM. */
export interface ScramScript {
  readonly mechanism: string;
  readonly user: string;
  readonly password: string;
  /** `n,,`, `y,,` or `p=<type>,,`. */
  readonly gs2?: string;
  readonly bindingData?: Buffer;
}

/** Plays a SCRAM client to the end. @returns `<success …>` or `<failure …>` as received */
export async function scram(client: WireClient, script: ScramScript): Promise<string> {
  const { mechanism, user, password, gs2 = 'n,,', bindingData = Buffer.alloc(0) } = script;
  const digest = mechanism.includes('SHA-256') ? 'sha256' : 'sha1';
  const bare = `n=${user},r=${randomBytes(9).toString('base64url')}`;
  const first = Buffer.from(gs2 + bare).toString('base64');
  await client.send(`<auth ${SASL} mechanism='${mechanism}'>${first}</auth>`);
  const answer = await client.until(/<\/(challenge|failure)>/);
  const encoded = /<challenge[^>]*>([^<]*)</.exec(answer)?.[1];
  if (encoded === undefined) return answer;
  const serverFirst = Buffer.from(encoded, 'base64').toString();
  const [, nonce = '', salt = '', rounds = '0'] =
    /r=([^,]*),s=([^,]*),i=(\d+)/.exec(serverFirst) ?? [];
  const bound = Buffer.concat([Buffer.from(gs2), bindingData]).toString('base64');
  const withoutProof = `c=${bound},r=${nonce}`;
  const size = digest === 'sha1' ? 20 : 32;
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), size, digest);
  const clientKey = createHmac(digest, salted).update('Client Key').digest();
  const storedKey = createHash(digest).update(clientKey).digest();
  const message = `${bare},${serverFirst},${withoutProof}`;
  const signature = createHmac(digest, storedKey).update(message).digest();
  const proof = clientKey.map((byte, i) => byte ^ (signature[i] ?? 0));
  const final = `${withoutProof},p=${Buffer.from(proof).toString('base64')}`;
  await client.send(`<response ${SASL}>${Buffer.from(final).toString('base64')}</response>`);
  return client.until(/<\/(success|failure)>/);
}
