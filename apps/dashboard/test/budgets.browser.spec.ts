import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const OUT = fileURLToPath(new URL('../out', import.meta.url));
const KIB = 1024;
const BUDGET = { script: 250 * KIB, style: 20 * KIB, fonts: 60 * KIB, palette: 20 * KIB };
/** What only the palette has. */
const PALETTE_SIGN = '?do=lock';

const files = existsSync(OUT) ? readdirSync(OUT, { recursive: true, encoding: 'utf8' }) : [];
const pages = files.filter((name) => name.endsWith('.html'));
const zipped = new Map<string, number>();

/** Bytes of a file of the export after gzip. */
function gzipBytes(path: string): number {
  const known = zipped.get(path);
  if (known !== undefined) return known;
  const bytes = gzipSync(readFileSync(join(OUT, path)), { level: 9 }).length;
  zipped.set(path, bytes);
  return bytes;
}

function linked(page: string, pattern: RegExp): readonly string[] {
  const html = readFileSync(join(OUT, page), 'utf8');
  return [
    ...new Set([...html.matchAll(pattern)].map(([, path]) => (path ?? '').split('?')[0] ?? '')),
  ];
}

const total = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipBytes(path), 0);

describe('what the exported pages weigh', () => {
  it('was exported', () => {
    expect(pages).toContain('index.html');
    expect(pages).toContain(join('transfers', '_.html'));
  });

  // Scripts marked noModule are for browsers that never load the others.
  const SCRIPTS = /<script(?![^>]*noModule)[^>]*\ssrc="([^"]+)"/gu;

  it.each(pages)('%s loads at most 250 KiB of script', (page) => {
    const scripts = linked(page, SCRIPTS);
    expect(scripts.length).toBeGreaterThan(3);
    expect(total(scripts)).toBeLessThanOrEqual(BUDGET.script);
  });

  it('keeps the palette out of every page, and below 20 KiB', () => {
    const parts = files.filter(
      (name) =>
        name.endsWith('.js') && readFileSync(join(OUT, name), 'utf8').includes(PALETTE_SIGN),
    );
    expect(parts).toHaveLength(1);
    expect(total(parts)).toBeLessThanOrEqual(BUDGET.palette);
    for (const page of pages) {
      expect(linked(page, SCRIPTS).map((path) => path.slice(1))).not.toContain(parts[0]);
    }
  });

  it.each(pages)('%s loads at most 20 KiB of style', (page) => {
    const styles = linked(page, /<link rel="stylesheet" href="([^"]+)"/gu);
    expect(styles.length).toBeGreaterThan(0);
    expect(total(styles)).toBeLessThanOrEqual(BUDGET.style);
  });

  it('ships two fonts, 60 KiB together, and preloads both', () => {
    const fonts = files.filter((name) => name.endsWith('.woff2'));
    expect(fonts).toHaveLength(2);
    const bytes = fonts.reduce((sum, name) => sum + statSync(join(OUT, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(BUDGET.fonts);
    expect(linked('transfers.html', /<link rel="preload" href="([^"]+\.woff2)"/gu)).toHaveLength(2);
  });
});

describe('what the exported pages may do', () => {
  it.each(pages)('%s has no inline style, which the policy would refuse', (page) => {
    const html = readFileSync(join(OUT, page), 'utf8');
    expect(html).not.toMatch(/<style|\sstyle="/u);
  });

  // It would be there before it does anything: a click would be lost, and the page seem broken.
  it.each(pages)('%s has no control before its scripts have drawn it', (page) => {
    const html = readFileSync(join(OUT, page), 'utf8').replaceAll(/<script[^]*?<\/script>/gu, '');
    expect(html).not.toMatch(/<(?:a|button|input|select|textarea|summary)[\s>]|tabindex=/iu);
  });

  it('asks no third party for anything', () => {
    for (const page of pages) {
      const html = readFileSync(join(OUT, page), 'utf8');
      expect(html, page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
    }
  });

  it('ships no validator to the browser', () => {
    const scripts = files.filter((name) => name.endsWith('.js'));
    for (const name of scripts) {
      const source = readFileSync(join(OUT, name), 'utf8');
      expect(source, name).not.toMatch(/ZodError|\$ZodType/u);
    }
  });
});
