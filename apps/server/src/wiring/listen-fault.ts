import type { ListenAddress } from '@waybill/platform';
import { StartFault } from './private-file.js';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it',
  EACCES: 'this user may not have it (ports below 1024 need a capability)',
  EADDRNOTAVAIL: 'this machine does not have the address',
};

/** Runs what opens a port. @throws StartFault naming the port, why it cannot be had, and the key to change */
export async function listening<T>(
  key: string,
  { host, port }: ListenAddress,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = REASONS[code ?? ''] ?? message;
    // a host server on this machine has the ports for clients
    const other = key.startsWith('standalone.')
      ? ', or set standalone.enabled to false where the users are those of a host server'
      : '';
    throw new StartFault(
      `cannot listen on ${host ?? '*'} port ${port}: ${why}; change ${key}${other}`,
    );
  }
}
