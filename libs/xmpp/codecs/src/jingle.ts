/** XEP-0166: Jingle, version 1.1.2. */
import { NS, StanzaError, xml, type Element } from '@waybill/core';
import { childNode, type XmlNode } from './markup.js';

export const jingleErrors = {
  // XEP-0166 §7.1: both name the session and what is asked for
  noSession: new StanzaError('modify', 'bad-request', 'a sid of 1 to 1024 characters is needed'),
  noAction: new StanzaError('modify', 'bad-request', 'an action is needed'),
  // XEP-0166 §7.2: contents are told apart by their names
  badContent: new StanzaError('modify', 'bad-request', 'a content needs a name and a creator'),
  // not a rule of the XEP: a bound on what one stanza may make us remember
  tooManyContents: new StanzaError('modify', 'not-acceptable', 'at most 32 contents in a stanza'),
};

/** Who made a content, or who sends in it. */
export type JingleSenders = 'initiator' | 'responder' | 'both' | 'none';

export interface JingleContent {
  readonly name: string;
  readonly creator: 'initiator' | 'responder';
  /** `both` by default. @see XEP-0166 §7.3 */
  readonly senders: JingleSenders;
  readonly description?: XmlNode | undefined;
  readonly transport?: XmlNode | undefined;
}

export interface Jingle {
  /** Such as `session-initiate`; as written. */
  readonly action: string;
  readonly sid: string;
  /** As written; may be absent, and is not to be trusted over the stanza's `from`. */
  readonly initiator?: string | undefined;
  readonly responder?: string | undefined;
  readonly contents: readonly JingleContent[];
  /** Name of the reason's condition. */
  readonly reason?: string | undefined;
  readonly reasonText?: string | undefined;
  /** Payload of `session-info`. */
  readonly info?: XmlNode | undefined;
}

const MAX_ID_LENGTH = 1_024;
const MAX_CONTENTS = 32;
const MAX_TEXT_LENGTH = 512;
const SENDERS = new Set(['initiator', 'responder', 'both', 'none']);

/**
 * Reads `<jingle/>`.
 * @returns its content; `bad-request` without action, sid or a content's name; `not-acceptable` for too many contents
 * @see XEP-0166 §7
 */
export function decodeJingle(jingle: XmlNode): Jingle | StanzaError {
  const { action, sid, initiator, responder } = jingle.attrs;
  if (action === undefined) return jingleErrors.noAction;
  if (sid === undefined || sid === '' || sid.length > MAX_ID_LENGTH) return jingleErrors.noSession;
  const nodes = jingle.children.filter(
    (child) => child.name === 'content' && child.ns === NS.jingle,
  );
  if (nodes.length > MAX_CONTENTS) return jingleErrors.tooManyContents;
  const contents: JingleContent[] = [];
  for (const node of nodes) {
    const content = decodeContent(node);
    if (content instanceof StanzaError) return content;
    contents.push(content);
  }
  const reason = childNode(jingle, 'reason');
  const condition = reason?.children.find(
    (child) => child.ns === NS.jingle && child.name !== 'text',
  );
  const reasonText = reason && childNode(reason, 'text')?.text.slice(0, MAX_TEXT_LENGTH);
  const info = jingle.children.find((child) => child.ns !== NS.jingle);
  return {
    action,
    sid,
    ...(initiator !== undefined && { initiator }),
    ...(responder !== undefined && { responder }),
    contents,
    ...(condition !== undefined && { reason: condition.name }),
    ...(reasonText !== undefined && reasonText !== '' && { reasonText }),
    ...(info !== undefined && { info }),
  };
}

function decodeContent(node: XmlNode): JingleContent | StanzaError {
  const { name, senders, creator } = node.attrs;
  if (name === undefined || name.length > MAX_ID_LENGTH) return jingleErrors.badContent;
  const description = node.children.find((child) => child.name === 'description');
  const transport = node.children.find((child) => child.name === 'transport');
  return {
    name,
    // COMPAT: required, and left out by some; the initiator is by far the usual one
    creator: creator === 'responder' ? 'responder' : 'initiator',
    senders: SENDERS.has(senders ?? '') ? (senders as JingleSenders) : 'both',
    ...(description !== undefined && { description }),
    ...(transport !== undefined && { transport }),
  };
}

/** A content to be written: its parts are elements. */
export interface JingleContentElement {
  readonly name: string;
  readonly creator: 'initiator' | 'responder';
  readonly senders?: JingleSenders | undefined;
  readonly description?: Element | undefined;
  readonly transport?: Element | undefined;
}

/** Writes `<jingle/>`. @see XEP-0166 §7 */
export function encodeJingle(
  jingle: Pick<Jingle, 'action' | 'sid' | 'initiator' | 'responder' | 'reason' | 'reasonText'> & {
    readonly contents?: readonly JingleContentElement[] | undefined;
    readonly info?: Element | undefined;
  },
): Element {
  const { action, sid, initiator, responder, reason, reasonText } = jingle;
  return xml(
    'jingle',
    { xmlns: NS.jingle, action, initiator, responder, sid },
    ...(jingle.contents ?? []).map(({ name, creator, senders, description, transport }) =>
      xml('content', { creator, name, senders }, description, transport),
    ),
    reason === undefined
      ? undefined
      : xml(
          'reason',
          {},
          xml(reason),
          reasonText === undefined ? undefined : xml('text', {}, reasonText),
        ),
    jingle.info,
  );
}
