/** XEP-0004: Data Forms, version 2.13.2 (fields with values and options; no reported items). */
import { NS, xml, type Element } from '@waybill/core';
import type { XmlNode } from './markup.js';

export interface FormField {
  readonly var: string;
  readonly type?: string | undefined;
  readonly values: readonly string[];
  readonly options: readonly string[];
}

export interface DataForm {
  /** `form`, `submit`, `cancel` or `result`; whatever the peer wrote. */
  readonly type: string;
  readonly fields: readonly FormField[];
}

const valuesOf = (node: XmlNode) =>
  node.children.filter((child) => child.name === 'value').map((child) => child.text);

/** Reads `<x xmlns='jabber:x:data'/>`. Fields without a name are left out. @see XEP-0004 §3 */
export function decodeForm(x: XmlNode): DataForm {
  const fields: FormField[] = [];
  for (const node of x.children) {
    const name = node.attrs['var'];
    if (node.name !== 'field' || name === undefined) continue;
    const options: string[] = [];
    for (const child of node.children) {
      if (child.name === 'option') options.push(...valuesOf(child));
    }
    const type = node.attrs['type'];
    fields.push({
      var: name,
      ...(type !== undefined && { type }),
      values: valuesOf(node),
      options,
    });
  }
  return { type: x.attrs['type'] ?? 'form', fields };
}

/** @see XEP-0004 §3 */
export function encodeForm(form: DataForm): Element {
  const value = (text: string) => xml('value', {}, text);
  return xml(
    'x',
    { xmlns: NS.dataForms, type: form.type },
    ...form.fields.map((field) =>
      xml(
        'field',
        { var: field.var, type: field.type },
        ...field.values.map(value),
        ...field.options.map((option) => xml('option', {}, value(option))),
      ),
    ),
  );
}

/** The field of that name. */
export function formField(form: DataForm, name: string): FormField | undefined {
  return form.fields.find((field) => field.var === name);
}
