export { Jid } from './jid.js';
export { NS } from './namespaces.js';
export {
  StanzaError,
  isStanzaErrorCondition,
  type StanzaErrorCondition,
  type StanzaErrorType,
} from './stanza-error.js';
export { StreamError, type StreamErrorCondition } from './stream-error.js';
export {
  Stanza,
  payload,
  type PayloadName,
  type StanzaAttrs,
  type StanzaHead,
  type StanzaKind,
} from './stanza.js';
export { Element, childElements, escapeXml, xml, type XmlChild } from './xml/element.js';
export type { XmlNode } from './xml/node.js';
export { selfContained } from './xml/self-contained.js';
export {
  StrictParser,
  XmlFaultError,
  joinPieces,
  type Tag,
  type XmlEvents,
  type XmlFault,
  type XmlLimits,
} from './xml/strict-parser.js';
export { TreeBuilder, parseXml } from './xml/tree.js';
