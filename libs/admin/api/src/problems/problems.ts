/** Every refusal of the admin API, by slug. @see RFC 9457 */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'invalid-jid': { status: 400, title: 'The JID is not valid' },
  'cursor-mismatch': { status: 400, title: 'The cursor belongs to another list' },
  'bad-path': { status: 400, title: 'The path is not in canonical form' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'Name or password is wrong' },
  'second-factor-needed': { status: 401, title: 'The code of the second factor is needed' },
  'wrong-setup-token': { status: 401, title: 'The setup link is not valid' },
  'not-permitted': { status: 403, title: 'Your role does not allow this' },
  'step-up-needed': { status: 403, title: 'Prove again that it is you' },
  'names-hidden': { status: 403, title: 'Your role does not see file names' },
  'cross-site-request': { status: 403, title: 'The request does not come from the dashboard' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'link-invalid': { status: 404, title: 'The link does not work (any more)' },
  'setup-done': { status: 404, title: 'Setup is done' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'account-exists': { status: 409, title: 'The account is there already' },
  'operator-exists': { status: 409, title: 'The name is taken' },
  'last-owner': { status: 409, title: 'The last owner stays an owner' },
  'second-factor-on': { status: 409, title: 'The second factor is on already' },
  'second-factor-off': { status: 409, title: 'The second factor is off' },
  'count-changed': { status: 409, title: 'Another number of them matches by now' },
  'host-cannot': { status: 409, title: 'The host server cannot do this' },
  'no-legacy-sign-in': { status: 409, title: 'The account has no legacy sign-in' },
  'attachment-exists': { status: 409, title: 'That domain is attached already' },
  'attachment-read-only': { status: 409, title: 'The attachment stands in the configuration' },
  'no-attachment-secret': { status: 409, title: 'The secret cannot be read' },
  'test-transfer-failed': { status: 409, title: 'The test transfer did not work' },
  'transfer-ended': { status: 409, title: 'The transfer has ended already' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of another type' },
  'bad-csv': { status: 422, title: 'The file is not the CSV that was expected' },
  'unknown-domain': { status: 422, title: 'The domain is not hosted here' },
  'wrong-code': { status: 422, title: 'The code is wrong' },
  'invalid-attachment': { status: 422, title: 'Such an attachment is not possible' },
  'weak-password': { status: 422, title: 'The password is not acceptable' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'too-many': { status: 422, title: 'There are too many' },
  'too-many-streams': { status: 429, title: 'Too many streams are open' },
  'internal-error': { status: 500, title: 'The server failed' },
  'host-refused': { status: 502, title: 'The host server did not do this' },
  'host-unreachable': { status: 503, title: 'The host server does not answer' },
  'storage-unavailable': { status: 503, title: 'The database does not take this now' },
} as const satisfies Readonly<Record<string, { status: number; title: string }>>;

export type ProblemSlug = keyof typeof PROBLEMS;

/** The `type` of a problem document. */
export function problemType(slug: ProblemSlug): string {
  return `urn:waybill:problem:${slug}`;
}
