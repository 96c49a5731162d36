import { listenAddress, type AttachConfig, type Config } from '@waybill/platform';
import { hostToken } from '../auth-api/host-client.js';
import type { KitAuth } from './attach-kit.js';

/**
 * How the host server of an attachment asks about its accounts; its token is made where there is none.
 * @returns undefined where they are not kept here
 */
export async function kitAuth(
  { dataDir, authApi }: Pick<Config, 'dataDir' | 'authApi'>,
  { accounts, domain }: AttachConfig,
): Promise<KitAuth | undefined> {
  if (accounts !== 'kept-here') return undefined;
  const { host = '127.0.0.1', port } = listenAddress(authApi.listen) ?? { port: 8082 };
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}/auth`;
  return { url, name: domain, token: await hostToken(dataDir, domain) };
}
