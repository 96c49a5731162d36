import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config } from '@waybill/platform';

/**
 * What tells this process from others that answer at the same component domain: as configured, or eight digits that
 * stay the same as long as machine and data folder do.
 */
export function instanceName({ streamhost, dataDir }: Config): string {
  const { instance } = streamhost;
  if (instance !== undefined) return instance;
  const place = `${hostname()}\n${resolve(dataDir)}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 8);
}
