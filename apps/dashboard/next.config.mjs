import { fileURLToPath } from 'node:url';

/** The dashboard is exported to static files; the server hands them out beside its API. */
const config = {
  output: 'export',
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
};

export default config;
