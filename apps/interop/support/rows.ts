import { expect } from 'vitest';
import type { WaybillServer } from './waybill.js';

const ROW_DEADLINE_MS = 20_000;

/** A transfer with its timeline, as `waybill transfers show --json` prints it. */
export interface Row {
  readonly id: string;
  readonly steps: readonly { readonly kind: string }[];
  readonly [field: string]: unknown;
}

/** The transfer of the file `name`, once it looks as `wanted`. */
export async function rowOf(waybill: WaybillServer, name: string, wanted: object): Promise<Row> {
  const find = async (): Promise<Row> => {
    const list = (await waybill.cli('transfers', 'list')) as { readonly items: readonly Row[] };
    const names = list.items.map(({ file }) => (file as { readonly name: string }).name);
    const found = list.items[names.indexOf(name)];
    if (found === undefined) throw new Error(`no transfer of ${name}, only of ${names.join(', ')}`);
    return (await waybill.cli('transfers', 'show', found.id)) as Row;
  };
  await expect.poll(find, { timeout: ROW_DEADLINE_MS }).toMatchObject(wanted);
  return find();
}
