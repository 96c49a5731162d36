/** XEP-0363 HTTP File Upload 1.2.0: gives slots, and tells what the service takes and keeps. */
import {
  commandErrors,
  dataPolicyForm,
  decodeCommandRequest,
  decodeSlotRequest,
  encodeCommandAnswer,
  encodeSlot,
  PURPOSE_FEATURES,
  retryLaterError,
  tooLargeError,
  toNode,
  UPLOAD_NAMESPACES,
  uploadLimitForm,
  type RetentionHours,
  type UploadNamespace,
} from '@waybill/codecs';
import { NS, StanzaError, type Jid, type Stanza } from '@waybill/core';
import type { SlotRefusal, UploadDesk, UploadLimits } from '@waybill/domain';
import type { DiscoNode, Feature, IqReply } from '@waybill/routing';
import { COMMANDS, UploadCommands } from './upload-commands.js';

export interface HttpUploadOptions {
  readonly desk: UploadDesk;
  /** `standalone`, or the attachment's component domain. */
  readonly host: string;
  /** Whose uploads are kept here: asked for slots and for commands. */
  readonly mayUse: (requester: Jid) => boolean;
  /** IP address of a client whose connection is ours. */
  readonly addressOf?: ((requester: Jid) => string | undefined) | undefined;
  /** What clients show for the service. */
  readonly name?: string | undefined;
}

export const errors = {
  // XEP-0363 §6: not entitled
  forbidden: new StanzaError('auth', 'forbidden', 'this service takes files of its own users'),
  // XEP-0363 §4: what can be no path segment of a URL
  badName: new StanzaError('modify', 'bad-request', 'a file cannot have this name'),
  badSize: new StanzaError('modify', 'bad-request', 'a size of at least one byte is needed'),
  // XEP-0363 §5.3
  expired: new StanzaError('modify', 'bad-request', 'expire-before has passed already'),
  blocked: new StanzaError('modify', 'not-acceptable', 'files of this type are not taken'),
};

const HOURS_A_DAY = 24;

/** The upload service, mounted at a domain of its own or beside the relay. */
export function httpUpload(options: HttpUploadOptions): Feature {
  const { desk, mayUse, name = 'HTTP File Upload' } = options;
  const service = new UploadService(options);
  return {
    name: 'http-upload',
    xeps: [
      { number: '0363', title: 'HTTP File Upload', version: '1.2.0' },
      { number: '0504', title: 'Data Policy', version: '0.1.0' },
      { number: '0050', title: 'Ad-Hoc Commands', version: '1.3.0' },
    ],
    disco: {
      server: {
        identities: [{ category: 'store', type: 'file', name }],
        features: [...UPLOAD_NAMESPACES, ...PURPOSE_FEATURES, NS.commands, NS.dataForms],
        forms: () => [
          ...UPLOAD_NAMESPACES.map((ns) => uploadLimitForm(ns, desk.limits.maxFileBytes)),
          policyForm(desk.limits),
        ],
        nodes: commandNodes(mayUse),
      },
    },
    service: {
      iq: [
        ...UPLOAD_NAMESPACES.map((ns) => ({
          ns,
          name: 'request',
          get: (iq: Stanza) => service.request(iq, ns),
        })),
        { ns: NS.commands, name: 'command', set: (iq) => service.command(iq) },
      ],
    },
  };
}

/** @see XEP-0050 §2.1, §2.2 */
function commandNodes(mayUse: (requester: Jid) => boolean): Readonly<Record<string, DiscoNode>> {
  const list: DiscoNode = {
    identities: [{ category: 'automation', type: 'command-list', name: 'My uploads' }],
    features: [NS.commands],
    items: (requester) => (mayUse(requester) ? COMMANDS : []),
  };
  const each = COMMANDS.map(({ node, name }): [string, DiscoNode] => [
    node,
    {
      identities: [{ category: 'automation', type: 'command-node', name }],
      features: [NS.commands, NS.dataForms],
    },
  ]);
  return { [NS.commands]: list, ...Object.fromEntries(each) };
}

/** @see XEP-0504 §3 */
function policyForm({ retentionDays, maxStoredBytesPerAccount }: UploadLimits) {
  const days = Object.values(retentionDays);
  const finite = days.filter((one) => one !== undefined);
  const retention: RetentionHours =
    finite.length < days.length ? 'infinite' : Math.ceil(Math.max(...finite) * HOURS_A_DAY);
  const kept = Object.entries(retentionDays).map(([purpose, value]) =>
    value === undefined
      ? `Purpose ${purpose}: kept until somebody deletes the file.`
      : `Purpose ${purpose}: kept for ${String(value)} days.`,
  );
  const stored =
    maxStoredBytesPerAccount === undefined
      ? []
      : [`One account can store ${String(maxStoredBytesPerAccount)} bytes.`];
  return dataPolicyForm({
    authData: 'no_auth',
    retention,
    deletion: true,
    encryptionAtRest: false,
    access: ['admins'],
    extra: [...kept, ...stored, 'Uploads and downloads are recorded.'],
  });
}

class UploadService {
  private readonly commands: UploadCommands;

  constructor(private readonly options: HttpUploadOptions) {
    this.commands = new UploadCommands(options.desk);
  }

  /** @see XEP-0363 §4, §6 */
  async request(iq: Stanza, ns: UploadNamespace): Promise<IqReply> {
    const { from, to, payload } = iq;
    const { desk, host, mayUse, addressOf } = this.options;
    if (from === undefined || to === undefined || payload === undefined) return errors.forbidden;
    if (!mayUse(from)) return errors.forbidden;
    const request = decodeSlotRequest(toNode(payload));
    if (request instanceof StanzaError) return request;
    const slot = await desk.grant({
      requester: from,
      service: to,
      host,
      ...request,
      address: addressOf?.(from),
      stanza: iq.toString(),
    });
    if ('refused' in slot) return refusal(slot, ns);
    return encodeSlot(ns, { putUrl: slot.putUrl, getUrl: slot.getUrl, headers: [] });
  }

  /** @see XEP-0050 §2.4 */
  async command(iq: Stanza): Promise<IqReply> {
    const { from, payload } = iq;
    if (from === undefined || payload === undefined) return errors.forbidden;
    if (!this.options.mayUse(from)) return errors.forbidden;
    const request = decodeCommandRequest(toNode(payload));
    if (request instanceof StanzaError) return request;
    const answer = await this.commands.answer(from.bare, request);
    if (answer === undefined) return commandErrors.noSuchCommand;
    return answer instanceof StanzaError ? answer : encodeCommandAnswer(answer);
  }
}

function refusal(why: SlotRefusal, ns: UploadNamespace): StanzaError {
  switch (why.refused) {
    case 'too-large':
      return tooLargeError(ns, why.maxFileBytes);
    case 'quota':
      return retryLaterError(ns, 'your quota is used up', why.retryAt);
    case 'disk-full':
      return retryLaterError(ns, 'the service has no room at the moment', why.retryAt);
    case 'too-many-slots':
      return retryLaterError(ns, 'too many slots are waiting for their files', why.retryAt);
    case 'not-entitled':
      return errors.forbidden;
    case 'bad-name':
      return errors.badName;
    case 'bad-size':
      return errors.badSize;
    case 'bad-expiry':
      return errors.expired;
    case 'type-blocked':
      return errors.blocked;
  }
}
