/** RFC 6121 section 2: roster management with versioning (once XEP-0237). */
import { decodeRosterGet, decodeRosterSet, encodeRoster, type RosterItem } from '@waybill/codecs';
import { Jid, NS, Stanza, StanzaError } from '@waybill/core';
import {
  seesAccount,
  seesContact,
  type Roster,
  type RosterBook,
  type RosterEntry,
  type RosterPush,
} from '@waybill/domain';
import type { Feature, IqReply, SessionRegistry, StanzaRouter } from '@waybill/routing';

export interface RosterOptions {
  readonly rosters: RosterBook;
  readonly registry: SessionRegistry;
  readonly router: StanzaRouter;
}

export const errors = {
  // RFC 6121 §2.1.5, §2.3.3: only the account itself reads or changes its roster
  foreign: new StanzaError('auth', 'forbidden'),
  self: new StanzaError('cancel', 'not-allowed', 'nobody is a contact of their own'),
  // XEP-0205 §4.8
  full: new StanzaError('wait', 'resource-constraint', 'the roster is full'),
  // RFC 6121 §2.5.3
  noSuchItem: new StanzaError('cancel', 'item-not-found'),
};

/** Keeps rosters, and tells each interested client of every change. */
export function roster(options: RosterOptions): Feature {
  const desk = new RosterDesk(options);
  options.rosters.listen((push) => desk.push(push));
  return {
    name: 'roster',
    xeps: [{ number: '0237', title: 'Roster Versioning', version: '1.3', note: 'as in RFC 6121' }],
    account: {
      iq: [
        {
          ns: NS.roster,
          name: 'query',
          get: (iq) => desk.get(iq),
          set: (iq) => desk.set(iq),
        },
      ],
    },
  };
}

/** Empties the roster of an account that is about to go, and tells its contacts. @see XEP-0077 §3.2 */
export async function leaveRosters(options: RosterOptions, account: Jid): Promise<void> {
  const { entries } = await options.rosters.clear(account.bare);
  const desk = new RosterDesk(options);
  for (const entry of entries.values()) await desk.part(account, entry);
}

class RosterDesk {
  constructor(private readonly options: RosterOptions) {}

  /** RFC 6121 §2.1.3, §2.6: the roster, or nothing when the client has this version. */
  async get(iq: Stanza): Promise<IqReply> {
    const { from, to, payload } = iq;
    if (from === undefined || payload === undefined || from.bare !== to?.bare) {
      return errors.foreign;
    }
    const known = decodeRosterGet(payload);
    const current = await this.options.rosters.read(from.bare);
    const session = this.options.registry.find(from.full);
    // RFC 6121 §2.2: who has asked for the roster wants to hear of changes
    if (session !== undefined) session.interested = true;
    if (known === String(current.version)) return undefined;
    return encodeRoster(
      listed(current).map(toItem),
      known === undefined ? undefined : String(current.version),
    );
  }

  async set(iq: Stanza): Promise<IqReply> {
    const { from, to, payload } = iq;
    if (from === undefined || payload === undefined || from.bare !== to?.bare) {
      return errors.foreign;
    }
    const change = decodeRosterSet(payload);
    if (change instanceof StanzaError) return change;
    if (change.contact.bare === from.bare) return errors.self;
    const { rosters } = this.options;
    if (change.remove) {
      const removed = await rosters.remove(from.bare, change.contact.bare);
      if (removed === undefined) return errors.noSuchItem;
      await this.part(from.toBare(), removed);
      return undefined;
    }
    const { name, groups } = change;
    const edited = await rosters.edit(from.bare, { contact: change.contact.bare, name, groups });
    return edited === 'full' ? errors.full : undefined;
  }

  /** RFC 6121 §2.1.6: to every client that has asked for the roster. */
  push({ account, version, contact, entry }: RosterPush): void {
    const item = entry === undefined ? goneItem(contact) : toItem(entry);
    const query = encodeRoster([item], String(version));
    const from = Jid.from(account);
    for (const session of this.options.registry.of(account)) {
      if (!session.interested) continue;
      const head = { from, to: session.jid, type: 'set', id: `push-${version}` };
      void this.options.router.route(Stanza.make('iq', head, query));
    }
  }

  /** RFC 6121 §2.5.2: ends both directions of a subscription that a removed item had. */
  async part(account: Jid, entry: RosterEntry): Promise<void> {
    const { router, registry } = this.options;
    const to = Jid.from(entry.contact);
    const send = (from: Jid, type: string) =>
      router.route(Stanza.make('presence', { from, to, type }));
    if (seesContact(entry) || entry.ask) await send(account, 'unsubscribe');
    if (!seesAccount(entry)) return;
    for (const session of registry.of(account.bare)) {
      if (session.presence !== undefined) await send(session.jid, 'unavailable');
    }
    await send(account, 'unsubscribed');
  }
}

function listed(current: Roster): readonly RosterEntry[] {
  return [...current.entries.values()].filter((entry) => entry.listed);
}

function toItem(entry: RosterEntry): RosterItem {
  const { contact, name, groups, subscription, ask, approved } = entry;
  return { contact, name, groups, subscription, ask, approved };
}

function goneItem(contact: string): RosterItem {
  return {
    contact,
    name: undefined,
    groups: [],
    subscription: 'remove',
    ask: false,
    approved: false,
  };
}
