import { escapeXml } from './element.js';
import { StrictParser, type Tag, type XmlEvents, type XmlLimits } from './strict-parser.js';

/**
 * Writes the content of an element anew so that it depends on nothing outside: elements without prefixes, each with
 * its namespace where it differs from the one around it, and prefixed attributes with their own declaration.
 */
class SelfContainedWriter implements XmlEvents {
  out = '';
  private readonly defaults: string[] = [];

  constructor(private readonly contentNs: string) {}

  open(tag: Tag, depth: number): void {
    if (depth < 2) return;
    const around = depth === 2 ? this.contentNs : (this.defaults[depth - 1] ?? '');
    this.defaults[depth] = tag.uri;
    this.out += `<${tag.local}`;
    if (tag.uri !== around) this.out += ` xmlns="${escapeXml(tag.uri)}"`;
    this.out += `${writeAttributes(tag)}>`;
  }

  close(tag: Tag, depth: number): void {
    if (depth >= 2) this.out += `</${tag.local}>`;
  }

  text(text: string, depth: number): void {
    if (depth >= 2) this.out += escapeXml(text);
  }
}

function writeAttributes(tag: Tag): string {
  const declared = new Set<string>();
  let out = '';
  for (const { name, prefix, uri, value } of Object.values(tag.attributes)) {
    if (name === 'xmlns' || prefix === 'xmlns') continue;
    if (prefix !== '' && prefix !== 'xml' && !declared.has(prefix)) {
      declared.add(prefix);
      out += ` xmlns:${prefix}="${escapeXml(uri)}"`;
    }
    out += ` ${name}="${escapeXml(value)}"`;
  }
  return out;
}

/**
 * The content of an element that has been read once already, in a form that means the same on any stream.
 * @param markup the whole element, start tag to end tag
 * @param declarations the namespace declarations around it, as attributes
 * @param contentNs the default namespace where the result will stand
 * @throws XmlFaultError only if the markup is not what the parser let through before
 */
export function selfContained(
  markup: string,
  declarations: string,
  contentNs: string,
  limits: XmlLimits,
): string {
  const writer = new SelfContainedWriter(contentNs);
  const parser = new StrictParser(writer, {
    ...limits,
    maxDepth: limits.maxDepth + 1,
    maxElements: limits.maxElements + 1,
    maxAttributes: Number.MAX_SAFE_INTEGER,
    maxAttrBytes: Number.MAX_SAFE_INTEGER,
  });
  parser.write(`<content ${declarations}>${markup}</content>`).close();
  return writer.out;
}
