import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
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

/** Pages with a parameter are exported once, for `_`. */
function dynamicRoutes(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => /^(.*)[\\/]_(?:\.html|[\\/]index\.html)$/.exec(name)?.[1])
    .filter((route) => route !== undefined)
    .map((route) => route.replaceAll('\\', '/'));
}

/** Smallest first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const COMPRESSED = /\.(?:br|gz)$/;

function setHeaders(response: Response, path: string): void {
  const immutable = path.includes('/_next/static/');
  const lifetime = immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
  response.setHeader('Cache-Control', lifetime);
  response.vary('Accept-Encoding');
  if (!COMPRESSED.test(path)) return;
  response.setHeader('Content-Encoding', path.endsWith('.br') ? 'br' : 'gzip');
  response.type(extname(path.replace(COMPRESSED, '')));
}

/** The files of the folder, by their paths on the web. */
function filesOf(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(names.map((name) => `/${name.replaceAll('\\', '/')}`));
}

/** The file that answers a path: itself, or the page of that name. Beside every page lies a folder of its name. */
function fileFor(path: string, files: ReadonlySet<string>): string | undefined {
  if (path === '/') return '/index.html';
  if (files.has(`${path}.html`)) return `${path}.html`;
  return files.has(path) && !COMPRESSED.test(path) ? path : undefined;
}

/**
 * Serves the exported dashboard: each page under its own path, `/transfers/<anything>` with the page made for `_`, and
 * files whose name holds their hash for a year. What the build compressed goes out as it lies there.
 */
export function dashboardPages(folder: string): RequestHandler {
  const serve = express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders,
  });
  const routes = dynamicRoutes(folder);
  const files = filesOf(folder);
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith('/api/') || !/^(GET|HEAD)$/.test(request.method)) {
      next();
      return;
    }
    const file =
      fileFor(request.path, files) ?? fileFor(rewrite(request.path, routes) ?? '', files);
    if (file === undefined) {
      next();
      return;
    }
    // browsers name gzip first and mean nothing by it: the smaller one, where they take it
    const suffix = ENCODINGS.find(
      ([encoding, ending]) =>
        files.has(file + ending) && request.acceptsEncodings(encoding) === encoding,
    )?.[1];
    request.url = file + (suffix ?? '');
    serve(request, response, next);
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
