import { z } from 'zod';
import { Jid } from '@waybill/core';
import { SessionDesk, type ChatSessionView, type SessionDeskParts } from '@waybill/admin-api';
import type { Actor } from '@waybill/domain';
import type { SessionView } from '../contract.js';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'command-line' };

const sessionView = (session: ChatSessionView): SessionView => ({
  id: session.id,
  jid: session.fullJid,
  address: session.address,
  tls: session.tls ?? null,
  mechanism: session.mechanism,
  since: new Date(session.boundAt).toISOString(),
  bytesReceived: session.bytesReceived,
  bytesSent: session.bytesSent,
});

const byAddress = (a: string, b: string) => (a < b ? -1 : 1);
const ended = (found: readonly ChatSessionView[]) => ({
  ended: found.map(({ fullJid }) => fullJid).sort(byAddress),
});

/** The verbs about who is logged in. */
export function sessionVerbs(parts: SessionDeskParts): VerbTable {
  const { sessions } = parts;
  const desk = new SessionDesk(parts);
  return {
    'sessions.list': {
      params: z.object({}),
      run: () => {
        const items = [...sessions.all()].map(sessionView);
        return Promise.resolve({ items: items.sort((a, b) => byAddress(a.jid, b.jid)) });
      },
    },
    'sessions.kick': {
      params: z.object({ jid: z.string() }),
      run: async ({ jid: text }) => {
        const jid = Jid.parse(text);
        if (!(jid instanceof Jid)) return new ControlFault('bad-jid', `"${text}" is no address`);
        if (jid.isBare && sessions.countOf(jid.bare) > 0) {
          return ended(await desk.endAllOf(jid.bare, ACTOR));
        }
        const one = [...sessions.all()].find(({ fullJid }) => fullJid === jid.full);
        if (one === undefined) return new ControlFault('not-found', `${text} is not logged in`);
        await desk.end(one, ACTOR);
        return ended([one]);
      },
    },
    'sessions.kickMatching': {
      params: z.object({
        text: z.string().min(1).max(1000).optional(),
        expected: z.number().int().min(0).optional(),
      }),
      run: async ({ text, expected }) => {
        const found = desk.matching(text);
        if (expected !== undefined && found.length !== expected) {
          return new ControlFault('count-changed', `${found.length} match now, not ${expected}`);
        }
        await desk.endEach(found, ACTOR);
        return ended(found);
      },
    },
  };
}
