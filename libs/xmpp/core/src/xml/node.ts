/** An element as codecs read it: namespace resolved, text of its own only, entities replaced. */
export interface XmlNode {
  readonly name: string;
  readonly ns: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text directly inside this element. */
  readonly text: string;
}
