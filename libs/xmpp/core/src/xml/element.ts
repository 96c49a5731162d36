import xmlPackage from '@xmpp/xml';

/** An XML element as `@xmpp/xml` builds and serialises it. */
export type Element = xmlPackage.Element;
/** The class, for `instanceof` and for trees built from parser events. */
export const Element = xmlPackage.Element;

/** What may stand inside an element. */
export type XmlChild = Element | string | number | undefined;

/** Builds an element: `xml('query', { xmlns: NS.roster }, child, 'text')`. */
export function xml(
  name: string,
  attrs: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly XmlChild[]
): Element {
  const element = new Element(name, { ...attrs });
  for (const child of children) {
    if (child === undefined) continue;
    if (child instanceof Element) element.append(child);
    else element.t(String(child));
  }
  return element;
}

/** Child elements of `element`, without text nodes. */
export function childElements(element: Element): readonly Element[] {
  return element.children.filter((child): child is Element => child instanceof Element);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const NEEDS_ESCAPE = /[&<>"'\t\n\r]/;

/** Text or attribute value with every character escaped that could end or change it. */
export function escapeXml(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text;
  return text.replace(/[&<>"'\t\n\r]/g, (c) => ESCAPES[c] ?? `&#${c.charCodeAt(0)};`);
}
