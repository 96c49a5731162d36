/** XEP-0020: Feature Negotiation, version 1.6, as SI uses it: one field, `stream-method`. */
import { NS, xml, type Element } from '@waybill/core';
import { decodeForm, encodeForm, formField } from './data-forms.js';
import { childNode, type XmlNode } from './markup.js';

const STREAM_METHOD = 'stream-method';

/** What is offered, or what was chosen. */
export interface StreamMethods {
  readonly offered: readonly string[];
  readonly chosen?: string | undefined;
}

/** Reads `<feature xmlns='…/feature-neg'/>`; an absent one offers and chooses nothing. */
export function decodeStreamMethods(feature: XmlNode | undefined): StreamMethods {
  const x = feature && childNode(feature, 'x', NS.dataForms);
  const field = x && formField(decodeForm(x), STREAM_METHOD);
  return { offered: field?.options ?? [], chosen: field?.values[0] };
}

/** The form that offers several methods. @see XEP-0095 §3.2 */
export function encodeMethodOffer(methods: readonly string[]): Element {
  const field = { var: STREAM_METHOD, type: 'list-single', values: [], options: methods };
  return feature(encodeForm({ type: 'form', fields: [field] }));
}

/** The form that chooses one. @see XEP-0095 §3.2 */
export function encodeMethodChoice(method: string): Element {
  const field = { var: STREAM_METHOD, values: [method], options: [] };
  return feature(encodeForm({ type: 'submit', fields: [field] }));
}

function feature(form: Element): Element {
  return xml('feature', { xmlns: NS.featureNegotiation }, form);
}
