/** XEP-0004: Data Forms, version 2.13.2 (fields with values and options; no reported items). */
import { NS, xml, type Element } from '@waybill/core';
import type { XmlNode } from './markup.js';

export interface FormField {
  readonly var: string;
  readonly type?: string | undefined;
  /** For people. */
  readonly label?: string | undefined;
  readonly values: readonly string[];
  readonly options: readonly string[];
  /** What people are shown for each option, in the options' order. */
  readonly optionLabels?: readonly string[] | undefined;
}

export interface DataForm {
  /** `form`, `submit`, `cancel` or `result`; whatever the peer wrote. */
  readonly type: string;
  /** For people. */
  readonly title?: string | undefined;
  /** For people, one entry a paragraph; left out when there are none. */
  readonly instructions?: readonly string[] | undefined;
  readonly fields: readonly FormField[];
}

const textsOf = (node: XmlNode, name: string) =>
  node.children.filter((child) => child.name === name).map((child) => child.text);
const valuesOf = (node: XmlNode) => textsOf(node, 'value');

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
    const { type, label } = node.attrs;
    fields.push({
      var: name,
      ...(type !== undefined && { type }),
      ...(label !== undefined && { label }),
      values: valuesOf(node),
      options,
    });
  }
  const title = textsOf(x, 'title')[0];
  const instructions = textsOf(x, 'instructions');
  return {
    type: x.attrs['type'] ?? 'form',
    ...(title !== undefined && { title }),
    ...(instructions.length > 0 && { instructions }),
    fields,
  };
}

/** @see XEP-0004 §3 */
export function encodeForm(form: DataForm): Element {
  const value = (text: string) => xml('value', {}, text);
  return xml(
    'x',
    { xmlns: NS.dataForms, type: form.type },
    ...(form.title === undefined ? [] : [xml('title', {}, form.title)]),
    ...(form.instructions ?? []).map((text) => xml('instructions', {}, text)),
    ...form.fields.map((field) =>
      xml(
        'field',
        { var: field.var, type: field.type, label: field.label },
        ...field.values.map(value),
        ...field.options.map((option, index) =>
          xml('option', { label: field.optionLabels?.[index] }, value(option)),
        ),
      ),
    ),
  );
}

/** The field of that name. */
export function formField(form: DataForm, name: string): FormField | undefined {
  return form.fields.find((field) => field.var === name);
}

/** The kind of form it is, for readers that take one kind only. @see XEP-0068 §3 */
export function formType(form: DataForm): string | undefined {
  return formField(form, 'FORM_TYPE')?.values[0];
}
