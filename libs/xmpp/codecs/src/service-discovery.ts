/**
 * XEP-0030: Service Discovery, version 2.5, with the forms of XEP-0128: Service Discovery Extensions, version 1.0.1.
 */
import { childElements, NS, payload, xml, type Element } from '@waybill/core';
import { decodeForm, encodeForm, type DataForm } from './data-forms.js';
import { toNode } from './markup.js';

/** What an address is. */
export interface DiscoveredIdentity {
  readonly category: string;
  readonly type: string;
  readonly name: string | undefined;
}

/** What an address is and can do. */
export interface DiscoveredInfo {
  readonly node: string | undefined;
  readonly identities: readonly DiscoveredIdentity[];
  readonly features: readonly string[];
  /** Further facts. @see XEP-0128 */
  readonly forms?: readonly DataForm[] | undefined;
}

/** An address that belongs to another. */
export interface DiscoveredItem {
  readonly jid: string;
  readonly node: string | undefined;
  readonly name: string | undefined;
}

export interface DiscoveredItems {
  readonly node: string | undefined;
  readonly items: readonly DiscoveredItem[];
}

type Attrs = Readonly<Record<string, string>>;

/** The node that a query asks about, undefined for the address itself. @see XEP-0030 §3.2 */
export function decodeDiscoNode(query: Element): string | undefined {
  return (query.attrs as Attrs)['node'];
}

/** @see XEP-0030 §3.1 */
export function encodeDiscoInfo(info: DiscoveredInfo): Element {
  return payload(
    'query',
    NS.discoInfo,
    { node: info.node },
    ...info.identities.map(({ category, type, name }) => xml('identity', { category, type, name })),
    ...info.features.map((feature) => xml('feature', { var: feature })),
    ...(info.forms ?? []).map(encodeForm),
  );
}

/** Reads an answer; identities without category or type and features without a name are left out. */
export function decodeDiscoInfo(query: Element): DiscoveredInfo {
  const identities: DiscoveredIdentity[] = [];
  const features: string[] = [];
  for (const child of childElements(query)) {
    const attrs = child.attrs as Attrs;
    const { category, type, name } = attrs;
    if (child.getName() === 'identity' && category !== undefined && type !== undefined) {
      identities.push({ category, type, name });
    }
    if (child.getName() === 'feature' && attrs['var'] !== undefined) features.push(attrs['var']);
  }
  const forms = childElements(query)
    .filter((child) => child.getName() === 'x' && child.getNS() === NS.dataForms)
    .map((child) => decodeForm(toNode(child)));
  return {
    node: decodeDiscoNode(query),
    identities,
    features,
    ...(forms.length > 0 && { forms }),
  };
}

/** @see XEP-0030 §4.1 */
export function encodeDiscoItems(answer: DiscoveredItems): Element {
  const items = answer.items.map(({ jid, node, name }) => xml('item', { jid, node, name }));
  return payload('query', NS.discoItems, { node: answer.node }, ...items);
}

/** Reads an answer; items without an address are left out. */
export function decodeDiscoItems(query: Element): DiscoveredItems {
  const items: DiscoveredItem[] = [];
  for (const child of childElements(query)) {
    const { jid, node, name } = child.attrs as Attrs;
    if (child.getName() === 'item' && jid !== undefined) items.push({ jid, node, name });
  }
  return { node: decodeDiscoNode(query), items };
}
