export { C2sListener, type C2sParts, type C2sPlace } from './c2s-listener.js';
export type { C2sPolicy } from './c2s-context.js';
export { DEFAULT_C2S_LIMITS, type C2sLimits, type PreAuthLimits } from './c2s-limits.js';
export { Certificates, type CertificateLoader, type CertificatePair } from './certificates.js';
export { makeSelfSigned } from './self-signed.js';
export { Networks } from './networks.js';
export { ParserPool } from './parser-pool.js';
export {
  toElement,
  type StreamHeader,
  type WireElement,
  type XmlStreamOwner,
} from './wire-element.js';
export { XmlStream } from './xml-stream.js';
export {
  ComponentLink,
  linkErrors,
  reconnectDelayMs,
  type ComponentLinkOptions,
} from './component-link.js';
export { LinkProblem, type LinkPlace, type LinkProblemCode, type LinkState } from './link-state.js';
