/** RFC 6121 sections 5 and 8, XEP-0160 Best Practices for Handling Offline Messages 1.0.1. */
import { StanzaError, type Jid, type Stanza } from '@waybill/core';
import type { AccountDirectory } from '@waybill/domain';
import type { Feature, Session, SessionRegistry } from '@waybill/routing';
import type { OfflineMailbox } from './offline-mailbox.js';
import { isStorable } from './storable.js';

export interface MessagesOptions {
  readonly registry: SessionRegistry;
  readonly accounts: Pick<AccountDirectory, 'find'>;
  readonly mailbox: OfflineMailbox;
}

export const errors = {
  // RFC 6121 §8.5.1, §8.5.2.1.1, §8.5.3.2.1; XEP-0160 §2: the same for unknown, offline and full
  unavailable: new StanzaError('cancel', 'service-unavailable'),
};

/** Delivers messages to accounts, or keeps them until somebody is there. */
export function messages(options: MessagesOptions): Feature {
  return {
    name: 'messages',
    xeps: [
      { number: '0160', title: 'Best Practices for Handling Offline Messages', version: '1.0.1' },
      { number: '0203', title: 'Delayed Delivery', version: '2.0' },
      { number: '0334', title: 'Message Processing Hints', version: '1.0.0', note: 'storage only' },
    ],
    disco: { server: { features: ['msgoffline'] } },
    account: { message: (message) => deliver(options, message) },
  };
}

/** A message for a bare JID, or for a resource that is not connected. */
function deliver(
  options: MessagesOptions,
  message: Stanza,
): void | StanzaError | Promise<void | StanzaError> {
  const to = message.to;
  if (to === undefined) return errors.unavailable;
  switch (message.type) {
    case 'error':
      // RFC 6121 §8.5.2.1.1: nobody asked
      return;
    case 'groupchat':
      return errors.unavailable;
    case 'headline':
      if (!to.isBare) return errors.unavailable;
      return toAll(options.registry.of(to.bare).filter(isReachable), message);
    case 'chat':
      return toBest(options, to, message);
    case undefined:
    default:
      // RFC 6121 §5.2.2: an unknown type is 'normal'; §8.5.3.2.1: which goes to no other resource
      return to.isBare ? toBest(options, to, message) : errors.unavailable;
  }
}

function isReachable(session: Session): boolean {
  return session.presence !== undefined && session.priority >= 0;
}

/**
 * To the resources of the highest non-negative priority, all of them when several share it.
 * @see RFC 6121 §8.5.2.1.1; docs/decisions/0010-messages-to-a-bare-jid.md
 */
function toBest(
  options: MessagesOptions,
  to: Jid,
  message: Stanza,
): void | Promise<void | StanzaError> {
  const best = options.registry.best(to.bare);
  if (best === undefined) return toNobody(options, to.toBare(), message);
  const sessions = options.registry.of(to.bare);
  if (sessions.length === 1) return best.deliver(message);
  return toAll(
    sessions.filter((one) => isReachable(one) && one.priority === best.priority),
    message,
  );
}

function toAll(sessions: readonly Session[], message: Stanza): void | Promise<void> {
  let pending: Promise<void>[] | undefined;
  for (const session of sessions) {
    const done = session.deliver(message);
    if (done instanceof Promise) (pending ??= []).push(done);
  }
  if (pending !== undefined) return Promise.all(pending).then(() => undefined);
}

async function toNobody(
  { accounts, mailbox }: MessagesOptions,
  account: Jid,
  message: Stanza,
): Promise<void | StanzaError> {
  if ((await accounts.find(account)) === undefined) return errors.unavailable;
  // a chat state for somebody who is away is no error, and no news later
  if (!isStorable(message)) return;
  return (await mailbox.keep(account, message)) === 'full' ? errors.unavailable : undefined;
}
