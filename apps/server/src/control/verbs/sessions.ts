import { z } from 'zod';
import { Jid, StreamError } from '@waybill/core';
import type { Session, SessionRegistry } from '@waybill/routing';
import type { SessionView } from '../contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const sessionView = ({ jid, facts, traffic }: Session): SessionView => ({
  id: facts.id,
  jid: jid.full,
  address: facts.address,
  tls: facts.tls ?? null,
  mechanism: facts.mechanism,
  since: new Date(facts.boundAt).toISOString(),
  bytesReceived: traffic.received,
  bytesSent: traffic.sent,
});

/** The verbs about who is logged in. */
export function sessionVerbs(registry: SessionRegistry): VerbTable {
  return {
    'sessions.list': {
      params: z.object({}),
      run: () => {
        const items = [...registry.all()].map(sessionView);
        return Promise.resolve({ items: items.sort((a, b) => (a.jid < b.jid ? -1 : 1)) });
      },
    },
    'sessions.kick': {
      params: z.object({ jid: z.string() }),
      run: ({ jid: text }) => {
        const jid = Jid.parse(text);
        if (!(jid instanceof Jid)) {
          return Promise.resolve(new ControlFault('bad-jid', `"${text}" is no address`));
        }
        const one = registry.find(jid.full);
        const found = jid.isBare ? registry.of(jid.bare) : one === undefined ? [] : [one];
        if (found.length === 0) {
          return Promise.resolve(new ControlFault('not-found', `${text} is not logged in`));
        }
        const ended = found.map((session) => session.jid.full);
        for (const session of found) {
          session.close(new StreamError('policy-violation', 'ended by an operator'));
        }
        return Promise.resolve({ ended });
      },
    },
  };
}
