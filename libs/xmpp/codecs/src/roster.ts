/**
 * RFC 6121 section 2: the roster, with the version attribute that was XEP-0237.
 */
import { childElements, Jid, NS, payload, StanzaError, xml, type Element } from '@waybill/core';

/** Bounds on one item. @see RFC 6121 §2.3.3 */
export interface RosterItemLimits {
  readonly maxNameBytes: number;
  readonly maxGroups: number;
  readonly maxGroupBytes: number;
}

export const ROSTER_ITEM_LIMITS: RosterItemLimits = {
  maxNameBytes: 1_023,
  maxGroups: 16,
  maxGroupBytes: 1_023,
};

/** An item as clients are shown it. */
export interface RosterItem {
  readonly contact: string;
  readonly name: string | undefined;
  readonly groups: readonly string[];
  readonly subscription: 'none' | 'to' | 'from' | 'both' | 'remove';
  readonly ask: boolean;
  readonly approved: boolean;
}

/** What a client may change: the item's name and groups, or whether it is there. */
export interface RosterSet {
  readonly contact: Jid;
  readonly remove: boolean;
  readonly name: string | undefined;
  readonly groups: readonly string[];
}

export const rosterErrors = {
  // RFC 6121 §2.3.3, §2.1.5
  oneItem: new StanzaError('modify', 'bad-request', 'a roster set has exactly one item'),
  noJid: new StanzaError('modify', 'bad-request', 'the item has no jid'),
  duplicateGroup: new StanzaError('modify', 'bad-request', 'a group is named twice'),
  emptyGroup: new StanzaError('modify', 'not-acceptable', 'a group has no name'),
  longName: new StanzaError('modify', 'not-acceptable', 'the name is too long'),
  longGroup: new StanzaError('modify', 'not-acceptable', 'the name of a group is too long'),
  manyGroups: new StanzaError('modify', 'not-acceptable', 'the item is in too many groups'),
};

/** The version that the client has, or undefined when it keeps none. @see RFC 6121 §2.6.2 */
export function decodeRosterGet(query: Element): string | undefined {
  return (query.attrs as Readonly<Record<string, string>>)['ver'];
}

/**
 * Reads a roster set. A subscription other than `remove` is the server's to say, and ignored.
 * @returns the change; `bad-request`, `not-acceptable` or `jid-malformed`
 * @see RFC 6121 §2.1.5, §2.3.3
 */
export function decodeRosterSet(
  query: Element,
  limits: RosterItemLimits = ROSTER_ITEM_LIMITS,
): RosterSet | StanzaError {
  const [item, ...more] = childElements(query).filter((child) => child.getName() === 'item');
  if (item === undefined || more.length > 0) return rosterErrors.oneItem;
  const attrs = item.attrs as Readonly<Record<string, string>>;
  if (attrs['jid'] === undefined) return rosterErrors.noJid;
  const contact = Jid.parse(attrs['jid']);
  if (contact instanceof StanzaError) return contact;
  const remove = attrs['subscription'] === 'remove';
  if (remove) return { contact: contact.toBare(), remove, name: undefined, groups: [] };
  const name = attrs['name'] === '' ? undefined : attrs['name'];
  if (name !== undefined && Buffer.byteLength(name) > limits.maxNameBytes) {
    return rosterErrors.longName;
  }
  const groups = decodeGroups(item, limits);
  if (groups instanceof StanzaError) return groups;
  return { contact: contact.toBare(), remove, name, groups };
}

function decodeGroups(item: Element, limits: RosterItemLimits): readonly string[] | StanzaError {
  const groups = childElements(item)
    .filter((child) => child.getName() === 'group')
    .map((group) => group.getText());
  if (groups.length > limits.maxGroups) return rosterErrors.manyGroups;
  if (groups.includes('')) return rosterErrors.emptyGroup;
  if (new Set(groups).size < groups.length) return rosterErrors.duplicateGroup;
  const isLong = groups.some((group) => Buffer.byteLength(group) > limits.maxGroupBytes);
  return isLong ? rosterErrors.longGroup : groups;
}

/** A roster result or push. @see RFC 6121 §2.1 */
export function encodeRoster(items: readonly RosterItem[], version: string | undefined): Element {
  return payload('query', NS.roster, { ver: version }, ...items.map(encodeItem));
}

function encodeItem(item: RosterItem): Element {
  return xml(
    'item',
    {
      jid: item.contact,
      name: item.name,
      subscription: item.subscription,
      ask: item.ask ? 'subscribe' : undefined,
      approved: item.approved ? 'true' : undefined,
    },
    ...item.groups.map((group) => xml('group', {}, group)),
  );
}
