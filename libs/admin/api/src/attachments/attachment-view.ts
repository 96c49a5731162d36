import type { AttachmentItem } from '../schemas/attachments.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';
import type { AttachmentView } from './attachment-desk.js';

/** An attachment as the API shows it. */
export function toAttachment(view: AttachmentView): AttachmentItem {
  const { mirroring, problem } = view;
  return {
    domain: view.domain,
    server: view.server,
    address: view.address,
    hosts: [...view.hosts],
    accounts: view.accounts,
    name: view.name ?? null,
    links: view.links,
    origin: view.origin,
    phase: view.phase,
    since: isoOf(view.since),
    problem: problem === undefined ? null : { ...problem },
    handshakeMs: view.handshakeMs ?? null,
    reconnects: view.reconnects,
    mirroring: {
      seen: mirroring.copies > 0,
      lastCopyAt: isoOrNull(mirroring.lastCopyAt),
      copies: mirroring.copies,
      shed: mirroring.shed,
    },
  };
}
