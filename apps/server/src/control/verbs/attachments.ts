import {
  AttachmentFault,
  newAttachmentBody,
  patchAttachmentBody,
  toAttachment,
  type AttachmentDesk,
  type AttachmentView,
} from '@waybill/admin-api';
import type { Actor } from '@waybill/domain';
import { z } from 'zod';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'command-line' };

const fault = ({ code, text }: AttachmentFault) => new ControlFault(code, text);
const shown = (outcome: AttachmentView | AttachmentFault) =>
  outcome instanceof AttachmentFault ? fault(outcome) : toAttachment(outcome);

/** The verbs about host servers that Waybill is a component of: the same desk and the same bounds as the API's. */
export function attachmentVerbs(desk: AttachmentDesk): VerbTable {
  return {
    'attachments.list': {
      params: z.object({}),
      run: () => Promise.resolve({ items: desk.list().map(toAttachment) }),
    },
    'attachments.add': {
      params: newAttachmentBody.transform(({ name, ...wish }) => ({
        ...wish,
        name: name ?? undefined,
      })),
      run: async (wish) => shown(await desk.add(wish, ACTOR)),
    },
    'attachments.change': {
      params: z.object({ domain: z.string(), change: patchAttachmentBody }),
      run: async ({ domain, change }) => shown(await desk.change(domain, change, ACTOR)),
    },
    'attachments.remove': {
      params: z.object({ domain: z.string() }),
      run: async ({ domain }) => {
        const refused = await desk.remove(domain, ACTOR);
        return refused === undefined ? { domain } : fault(refused);
      },
    },
  };
}
