import { payload, NS, Stanza, xml, type Jid } from '@waybill/core';

/** How full an account's storage is. */
export interface QuotaNotice {
  readonly usedBytes: number;
  readonly maxBytes: number;
}

const MIB = 1024 * 1024;

/** The message by which the upload service tells an account that its storage fills up. */
export function quotaNotice(service: Jid, account: Jid, notice: QuotaNotice): Stanza {
  const { usedBytes, maxBytes } = notice;
  const percent = String(Math.floor((usedBytes / maxBytes) * 100));
  const mib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
  const text =
    `Your uploads take ${mib(usedBytes)} of ${mib(maxBytes)} (${percent} %). ` +
    'Delete what you no longer need with the command "Delete my uploads" of this service.';
  return Stanza.make(
    'message',
    { from: service, to: account, type: 'headline' },
    payload('subject', NS.client, {}, 'Your upload storage fills up'),
    xml('body', { xmlns: NS.client }, text),
  );
}
