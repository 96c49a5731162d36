import { describe, expect, it } from 'vitest';
import { calledAs } from './called-as.js';

describe('the name in hints', () => {
  it.each([
    ['/usr/local/bin/waybill', 'waybill'],
    ['/opt/waybill/node_modules/.bin/waybill', 'npx waybill'],
    ['/opt/waybill/apps/server/bin/waybill.mjs', 'npx waybill'],
    ['', 'npx waybill'],
  ])('of %s is %s', (script, name) => {
    expect(calledAs(script)).toBe(name);
  });
});
