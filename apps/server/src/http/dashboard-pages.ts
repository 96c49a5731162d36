import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';

/** Where the build leaves the dashboard, seen from `apps/server/dist/src/http` and from `apps/server/src/http`. */
const PLACES = ['../../../../dashboard/out', '../../../dashboard/out'];

const YEAR_SECONDS = 31_536_000;

/** The folder of the exported dashboard. @returns undefined when it was not built */
export function dashboardFolder(): string | undefined {
  return PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((folder) =>
    existsSync(join(folder, 'index.html')),
  );
}

/**
 * The CSP sources of the scripts that stand inside the exported pages: their hashes, so that nothing else inline can
 * run.
 */
export function inlineScriptHashes(folder: string): readonly string[] {
  const hashes = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.html')) continue;
    const page = readFileSync(join(folder, name), 'utf8');
    for (const [, attributes = '', script = ''] of page.matchAll(
      /<script([^>]*)>([^]*?)<\/script>/g,
    )) {
      if (/\ssrc=/.test(attributes) || script === '') continue;
      hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    }
  }
  return [...hashes];
}

/** The paths of the pages, as `/transfers` for `transfers.html`. */
function exportedPages(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => `/${name.slice(0, -'.html'.length).replaceAll('\\', '/')}`);
}

/** Pages with a parameter are exported once, for `_`. */
function dynamicRoutes(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => /^(.*)[\\/]_(?:\.html|[\\/]index\.html)$/.exec(name)?.[1])
    .filter((route) => route !== undefined)
    .map((route) => route.replaceAll('\\', '/'));
}

/**
 * Serves the exported dashboard: each page under its own path, `/transfers/<anything>` with the page made for `_`, and
 * files whose name holds their hash for a year.
 */
export function dashboardPages(folder: string): RequestHandler {
  const files = express.static(folder, {
    extensions: ['html'],
    index: 'index.html',
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      const immutable = path.includes('/_next/static/');
      response.setHeader(
        'Cache-Control',
        immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  const routes = dynamicRoutes(folder);
  const pages = new Set(exportedPages(folder));
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith('/api/') || !/^(GET|HEAD)$/.test(request.method)) {
      next();
      return;
    }
    files(request, response, (error?: unknown) => {
      if (error !== undefined) {
        next(error);
        return;
      }
      const rewritten = rewrite(request.path, routes) ?? request.path;
      // Beside every page lies a folder of the same name, which `extensions` would stop at.
      const page = pages.has(rewritten) ? `${rewritten}.html` : rewritten;
      if (page === request.path) {
        next();
        return;
      }
      request.url = page;
      files(request, response, next);
    });
  };
}

/** `/transfers/wb-1/__next.tree.txt` → `/transfers/_/__next.tree.txt` */
function rewrite(path: string, routes: readonly string[]): string | undefined {
  for (const route of routes) {
    const prefix = `/${route}/`;
    if (!path.startsWith(prefix)) continue;
    const [first = '', ...rest] = path.slice(prefix.length).split('/');
    if (first === '' || first === '_' || first.startsWith('_next')) continue;
    // the siblings of a page lie beside it: wb-1.txt is _.txt, wb-1/x is _/x
    const own = first.endsWith('.txt') ? '_.txt' : '_';
    return [prefix.slice(0, -1), own, ...rest].join('/');
  }
  return undefined;
}
