/** XEP-0199 XMPP Ping 2.0.1: answered, and sent. */
import { NS, payload, StanzaError, type Jid } from '@waybill/core';
import type { Feature, IqHandler, StanzaRouter } from '@waybill/routing';

/** Answers pings to a domain and to accounts. */
export function ping(): Feature {
  const handler: IqHandler = { ns: NS.ping, name: 'ping', get: () => undefined };
  const disco = { features: [NS.ping] };
  return {
    name: 'ping',
    xeps: [{ number: '0199', title: 'XMPP Ping', version: '2.0.1' }],
    disco: { server: disco, account: disco },
    service: { iq: [handler] },
    account: {
      iq: [
        { ...handler, get: (iq) => (iq.from?.bare === iq.to?.bare ? undefined : errors.notYours) },
      ],
    },
  };
}

export const errors = {
  // RFC 6120 §13.11: whether an account exists is not told to others
  notYours: new StanzaError('cancel', 'service-unavailable'),
};

/**
 * Asks whether somebody is there. Any answer of the peer's own says so, an error as well (XEP-0199 §4.1).
 * @param from an address of ours
 * @returns false when nobody answered in time or the address is gone
 */
export async function sendPing(router: StanzaRouter, from: Jid, to: Jid): Promise<boolean> {
  const reply = await router.request(from, to, 'get', payload('ping', NS.ping));
  if (reply.type === 'result') return true;
  const error = reply.child(NS.client, 'error');
  const names = ['remote-server-timeout', 'remote-server-not-found', 'service-unavailable'];
  return !names.some((name) => error?.getChild(name, NS.stanzaErrors) !== undefined);
}
