import { roleMay, type Operator } from '@waybill/domain';

/** Whether file names are shown as they are, or shortened. */
export type NameView = 'names' | 'masked';

/** How an operator sees file names. */
export function nameViewOf({ operator }: { readonly operator: Operator }): NameView {
  return roleMay(operator.role, 'transfers:names') ? 'names' : 'masked';
}
