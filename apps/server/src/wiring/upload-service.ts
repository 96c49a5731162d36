import { Jid } from '@waybill/core';
import type { QuotaWarning, UploadDesk } from '@waybill/domain';
import { httpUpload, plainUrl, quotaNotice, sharedLinks } from '@waybill/features';
import type { Log } from '@waybill/platform';
import type { Assembly, Feature, SessionRegistry } from '@waybill/routing';

/** Name of the upload service below a domain with accounts. */
export const uploadDomainOf = (domain: string): string => `upload.${domain}`;

/** The upload service of an account (bare JID) that is kept here. */
export const uploadServiceOf = (account: string): string =>
  uploadDomainOf(account.slice(account.indexOf('@') + 1));

/** Where an upload service is met. */
export interface UploadPlace {
  /** What the ledger calls it. */
  readonly host: string;
  /** Domains whose accounts may upload. */
  readonly domains: readonly string[];
  readonly name?: string | undefined;
  /** Where its clients are connected, if that is here. */
  readonly registry?: SessionRegistry | undefined;
}

/** The service that gives slots. */
export function uploadService(desk: UploadDesk, place: UploadPlace): Feature {
  const { host, domains, name, registry } = place;
  const ours = new Set(domains);
  return httpUpload({
    desk,
    host,
    name,
    mayUse: (requester) => requester.local !== undefined && ours.has(requester.domain),
    addressOf: (requester) => registry?.find(requester.full)?.facts.address,
  });
}

/** What follows the links to uploads in messages. */
export function uploadObserver(desk: UploadDesk, log: Log): Feature {
  const onFault = (err: unknown) =>
    log.error({ event: 'upload_share_failed', err }, 'a shared link could not be dealt with');
  return sharedLinks({ desk, onFault });
}

/** Whether a URL is one of ours, which is on record as an upload already. */
export function isUpload(desk: UploadDesk): (url: string) => Promise<boolean> {
  return async (url) => (await desk.findByUrl(plainUrl(url))) !== undefined;
}

/** Tells an account that its storage fills up, in the name of the service that it uploads to. */
export function tellQuota(
  { router }: Pick<Assembly, 'router'>,
  service: string,
  warning: QuotaWarning,
  log: Log,
): void {
  const [from, to] = [Jid.parse(service), Jid.parse(warning.account)];
  if (!(from instanceof Jid) || !(to instanceof Jid)) return;
  Promise.resolve(router.route(quotaNotice(from, to, warning))).catch((err: unknown) =>
    log.error({ event: 'quota_not_told', err }, 'an account was not told of its quota'),
  );
}
