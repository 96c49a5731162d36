import { basename, dirname } from 'node:path';

/**
 * How operators call this program: by its name where it was installed, by npx in a clone.
 * @param script what Node runs
 */
export function calledAs(script: string): string {
  const isInstalled = basename(script) === 'waybill' && basename(dirname(script)) !== '.bin';
  return isInstalled ? 'waybill' : 'npx waybill';
}

/** The same for this process: what hints that name a command begin with. */
export const WAYBILL = calledAs(process.argv[1] ?? '');
