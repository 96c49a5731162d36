import { hash } from 'node:crypto';

/**
 * The SOCKS5 destination address of a bytestream: 40 lower-case hex digits. JIDs as used in the IQ exchange, prepared.
 * @see XEP-0065 §5.3.2
 */
export function bytestreamAddress(sid: string, requester: string, target: string): string {
  return hash('sha1', sid + requester + target);
}

const ADDRESS = /^[0-9a-f]{40}$/;

/** Whether `text` has the form of a destination address. */
export function isBytestreamAddress(text: string): boolean {
  return ADDRESS.test(text);
}
