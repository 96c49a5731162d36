export type { Entity } from './entity.js';
export type { Session, SessionFacts, SessionHost, SignInMechanism } from './session.js';
export type {
  DiscoContribution,
  DiscoForm,
  DiscoIdentity,
  DiscoNode,
  Feature,
  IqHandler,
  IqReply,
  MirrorNote,
  Observer,
  OriginHandlers,
  Passage,
  StanzaHandlers,
  StreamFeature,
  Verdict,
  XepRef,
} from './feature.js';
export type { LogFields, Logger } from './logger.js';
export { ExpiryTable } from './expiry-table.js';
export { replyKey } from './observers.js';
export { Outward } from './outward.js';
export { SessionRegistry } from './session-registry.js';
export { ServiceEntity, type ReplyPort } from './service-entity.js';
export { StanzaRouter, type HostedDomain, type RouterOptions } from './stanza-router.js';
export {
  Assembly,
  type AssemblyOptions,
  type DiscoCatalogue,
  type DiscoInfo,
  type DomainPlan,
} from './assembly.js';
