import { z } from 'zod';
import {
  ACCOUNT_MODES,
  ATTACHMENT_ORIGINS,
  HOST_SERVERS,
  LINK_PHASES,
} from '../attachments/attachment-desk.js';
import { count, instant, named } from './common.js';

const domain = z.string().min(1).max(1023);

const shape = {
  server: z.enum(HOST_SERVERS),
  address: z.string().min(1).max(300).describe('of the component listener, such as 127.0.0.1:5347'),
  hosts: z
    .array(domain)
    .min(1)
    .max(100)
    .describe('virtual hosts whose users are served, and whose copies are believed'),
  accounts: z.enum(ACCOUNT_MODES),
  name: z.string().min(1).max(200).nullable().describe('what clients show for the relay'),
  links: z.int().min(1).max(16).describe('connections at once; more than one with ejabberd only'),
};

export const attachment = named(
  'Attachment',
  z.object({
    domain: domain.describe('of our component'),
    ...shape,
    origin: z
      .enum(ATTACHMENT_ORIGINS)
      .describe('only what comes from `dashboard` can be changed or removed here'),
    phase: z.enum(LINK_PHASES),
    since: instant.describe('when that phase began'),
    problem: z
      .object({ code: z.string(), text: z.string(), fix: z.string() })
      .nullable()
      .describe('what keeps it from being linked'),
    handshakeMs: count.nullable(),
    reconnects: count,
    mirroring: z.object({
      seen: z.boolean().describe('a copy has come since the start'),
      lastCopyAt: instant.nullable(),
      copies: count,
      shed: count.describe('not looked at, because too many came at once'),
    }),
  }),
);
export type AttachmentItem = z.output<typeof attachment>;

export const attachmentList = named('AttachmentList', z.object({ items: z.array(attachment) }));
/** Event `attachments` of the stream: the whole list, whenever something about it has changed. */
export type AttachmentsEvent = z.output<typeof attachmentList>;

export const newAttachmentBody = named(
  'NewAttachment',
  z.strictObject({
    domain,
    ...shape,
    accounts: shape.accounts.default('none'),
    name: shape.name.default(null),
    links: shape.links.default(1),
  }),
);

export const patchAttachmentBody = named(
  'AttachmentPatch',
  z.strictObject(shape).partial().describe('what is left out stays'),
);

export const attachmentParams = z.strictObject({ domain });

export const attachmentSnippet = named(
  'AttachmentSnippet',
  z.object({
    parts: z.array(
      z.object({
        title: z.string(),
        file: z.string(),
        language: z.enum(['lua', 'yaml', 'text']),
        text: z.string(),
      }),
    ),
    reload: z.string().describe('the command that takes it into use'),
  }),
);
