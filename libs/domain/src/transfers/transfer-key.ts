/** A line break stands in no JID, and what the peer chose freely comes last. */
const join = (...parts: readonly string[]) => parts.join('\n');

/**
 * An SI offer is found by who sends and the stream id, which is unique for that sender only.
 * @param receiverBareJid only where a sender has used one id for two receivers
 */
export function siKey(senderFullJid: string, sid: string, receiverBareJid?: string): string {
  return receiverBareJid === undefined
    ? join('si', senderFullJid, sid)
    : join('si', senderFullJid, receiverBareJid, sid);
}

/** A Jingle file is found by who started the session, the session id and the content's name. */
export function jingleKey(initiatorFullJid: string, sid: string, contentName: string): string {
  return join('jingle', initiatorFullJid, String(sid.length), sid, contentName);
}

/** A URL that was handed over is found by the request that carried it. */
export function oobKey(senderFullJid: string, receiverFullJid: string, iqId: string): string {
  return join('oob', senderFullJid, receiverFullJid, iqId);
}

/** An in-band bytestream is found by its two parties and its id, whoever opens it. */
export function ibbKey(oneFullJid: string, otherFullJid: string, sid: string): string {
  return oneFullJid < otherFullJid
    ? join('ibb', oneFullJid, otherFullJid, sid)
    : join('ibb', otherFullJid, oneFullJid, sid);
}
