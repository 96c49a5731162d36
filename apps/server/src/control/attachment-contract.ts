import type { AttachmentChange, AttachmentItem, AttachmentWish } from '@waybill/admin-api';

interface DomainParams {
  readonly domain: string;
}

/** What the control socket can be asked about attachments; they look as in the API. */
export interface AttachmentContract {
  'attachments.list': { params: object; result: { readonly items: readonly AttachmentItem[] } };
  'attachments.add': { params: AttachmentWish; result: AttachmentItem };
  'attachments.change': {
    params: DomainParams & { readonly change: AttachmentChange };
    result: AttachmentItem;
  };
  'attachments.remove': { params: DomainParams; result: DomainParams };
}
