import { answer, createAdminClient } from '@waybill/admin-client';

export { ApiProblem } from '@waybill/admin-client';

const signedOut = new Set<() => void>();

/** Calls `listener` whenever the server no longer knows the session. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => {
    signedOut.delete(listener);
  };
}

/** The admin API of the server that this page came from. */
export const api = createAdminClient({
  onSignedOut: () => {
    for (const listener of signedOut) listener();
  },
});

/**
 * The body of an answer, by the name that its schema has. openapi-fetch's own mapping takes read-only arrays for
 * objects, so the type has to be said.
 * @throws {ApiProblem} for every refusal
 */
export async function read<Body>(call: Promise<{ readonly data?: unknown }>): Promise<Body> {
  return (await answer(call)) as Body;
}
