export type { Entity } from './entity.js';
export type { Session, SessionFacts, SessionHost, SignInMechanism } from './session.js';
export type {
  DiscoContribution,
  DiscoIdentity,
  Feature,
  IqHandler,
  IqReply,
  Observer,
  OriginHandlers,
  Passage,
  StanzaHandlers,
  StreamFeature,
  XepRef,
} from './feature.js';
