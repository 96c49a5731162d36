import { z } from 'zod';
import { network, section } from './schema-parts.js';

/** This machine, and addresses that no network outside has. @see RFC 1918, RFC 3927, RFC 4193, RFC 4291 §2.5.6 */
const PRIVATE_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
] as const;

/** `standalone.legacyAuth`. */
export const legacyAuth = section({
  digest: z
    .boolean()
    .default(true)
    .describe('Digest login for accounts that were given a legacy sign-in'),
  plaintext: z
    .boolean()
    .default(false)
    .describe('jabber:iq:auth with the password itself, inside TLS'),
  cleartextFrom: z
    .array(network)
    .default([...PRIVATE_NETWORKS])
    .describe('Networks that such clients may log in from without TLS; from elsewhere only inside'),
}).describe('The login of clients from before 2004 (XEP-0078)');
