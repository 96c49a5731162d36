import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('@waybill/server/package.json') as {
  readonly version: string;
};

/** As package.json says: a release is named in one place. */
export const VERSION: string = manifest.version;
