import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TRANSFER_REASONS } from '@waybill/domain';
import { configurationPage } from '../src/docs/configuration-page.js';
import { xepTable } from '../src/docs/xep-table.js';
import { World } from './support/world.js';

const page = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.end());

describe('generated pages (node tools/docs.mjs writes them)', () => {
  it('docs/xeps.md is what the mounted features say of themselves', () => {
    expect(page('xeps.md')).toBe(xepTable(world.server.features));
  });

  it('docs/configuration.md is what the schema says', () => {
    expect(page('configuration.md')).toBe(configurationPage());
  });
});

describe('docs/reasons.md', () => {
  it('explains every reason, and no other', () => {
    const headings = page('reasons.md').match(/^## .*$/gm) ?? [];
    const explained = headings.flatMap((heading) => heading.slice(3).split(', '));
    expect(explained.toSorted()).toEqual([...TRANSFER_REASONS].sort());
  });
});
