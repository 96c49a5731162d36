import { linkStatus, type MadeLink, type OneTimeLink } from '@waybill/domain';
import { isoOf, isoOrNull } from '../schemas/instants.js';

/** An invitation as the list shows it. */
export function toInvite(link: OneTimeLink, now: number) {
  const { id, uses, maxUses, createdBy } = link;
  return {
    id,
    domain: link.domain ?? '',
    note: link.note ?? null,
    uses,
    maxUses,
    createdBy,
    createdAt: isoOf(link.createdAt),
    expiresAt: isoOf(link.expiresAt),
    lastUsedAt: isoOrNull(link.lastUsedAt),
    status: linkStatus(link, now),
  };
}

/** The token stands behind `#`: browsers send that to nobody. */
export function toMadeLink({ link, token }: MadeLink, publicUrl: string | undefined) {
  const path = `/${link.kind === 'invite' ? 'join' : 'reset'}#${token}`;
  const url = publicUrl === undefined ? null : publicUrl.replace(/\/$/, '') + path;
  return { id: link.id, token, path, url, expiresAt: isoOf(link.expiresAt) };
}
