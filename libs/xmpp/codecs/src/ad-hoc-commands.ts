/**
 * XEP-0050: Ad-Hoc Commands, version 1.3.0: what a requester sends, and what a responder answers.
 */
import { NS, payload, StanzaError, xml, type Element } from '@waybill/core';
import { decodeForm, encodeForm, type DataForm } from './data-forms.js';
import { childNode, type XmlNode } from './markup.js';

const ACTIONS = ['execute', 'next', 'prev', 'complete', 'cancel'] as const;
/** What a requester wants of a command. */
export type CommandAction = (typeof ACTIONS)[number];

const STATUSES = ['executing', 'completed', 'canceled'] as const;
export type CommandStatus = (typeof STATUSES)[number];

const STEPS = ['prev', 'next', 'complete'] as const;
/** Where a requester may go from a form. */
export type CommandStep = (typeof STEPS)[number];

const NOTE_TYPES = ['info', 'warn', 'error'] as const;

/** A remark for people. Prosody tells failures by one of type `error` and in no other way. */
export interface CommandNote {
  readonly type: (typeof NOTE_TYPES)[number];
  readonly text: string;
}

/** One stage, as the requester asks for it. */
export interface CommandRequest {
  readonly node: string;
  readonly action: CommandAction;
  /** What the responder called the execution; undefined at its first stage. */
  readonly sessionId?: string | undefined;
  readonly form?: DataForm | undefined;
}

/** One stage, as the responder answers it. */
export interface CommandAnswer {
  readonly node: string;
  readonly sessionId?: string | undefined;
  readonly status: CommandStatus;
  /** Where the requester may go; at a stage that names nothing, to its completion only. */
  readonly steps: readonly CommandStep[];
  /** The step that `execute` stands for. */
  readonly defaultStep?: CommandStep | undefined;
  readonly notes: readonly CommandNote[];
  readonly form?: DataForm | undefined;
}

const specific = (name: string) => xml(name, { xmlns: NS.commands });

/** What a responder refuses a request with. @see XEP-0050 §4.4 */
export const commandErrors = {
  malformedAction: new StanzaError(
    'modify',
    'bad-request',
    'there is no such action',
    specific('malformed-action'),
  ),
  badAction: new StanzaError(
    'modify',
    'bad-request',
    'not possible at this stage',
    specific('bad-action'),
  ),
  badPayload: new StanzaError(
    'modify',
    'bad-request',
    'the form is not filled in as it should be',
    specific('bad-payload'),
  ),
  badSession: new StanzaError(
    'modify',
    'bad-request',
    'there is no such execution',
    specific('bad-sessionid'),
  ),
  sessionExpired: new StanzaError(
    'cancel',
    'not-allowed',
    'the execution has ended',
    specific('session-expired'),
  ),
  // XEP-0050 §4.4: the node names no command
  noSuchCommand: new StanzaError('cancel', 'item-not-found', 'there is no such command'),
};

const oneOf = <T extends string>(known: readonly T[], text: string | undefined) =>
  known.find((one) => one === text);

const formIn = (command: XmlNode) => {
  const x = childNode(command, 'x', NS.dataForms);
  return x === undefined ? {} : { form: decodeForm(x) };
};

/** @returns the request of an IQ set; `bad-request` for an unknown action or a command without node */
export function decodeCommandRequest(command: XmlNode): CommandRequest | StanzaError {
  const { node, action: written = 'execute', sessionid } = command.attrs;
  const action = oneOf(ACTIONS, written);
  if (action === undefined) return commandErrors.malformedAction;
  if (node === undefined || node === '') return commandErrors.noSuchCommand;
  return {
    node,
    action,
    ...(sessionid !== undefined && { sessionId: sessionid }),
    ...formIn(command),
  };
}

/** @see XEP-0050 §2.4 */
export function encodeCommandRequest(request: CommandRequest): Element {
  const { node, action, sessionId, form } = request;
  return payload(
    'command',
    NS.commands,
    { node, action, sessionid: sessionId },
    form && encodeForm(form),
  );
}

/** @returns the answer in an IQ result; undefined where it names no status that there is */
export function decodeCommandAnswer(command: XmlNode): CommandAnswer | undefined {
  const { node = '', sessionid } = command.attrs;
  const status = oneOf(STATUSES, command.attrs['status']);
  if (status === undefined) return undefined;
  const actions = childNode(command, 'actions');
  const defaultStep = oneOf(STEPS, actions?.attrs['execute']);
  const notes = command.children.flatMap((child): readonly CommandNote[] =>
    child.name === 'note' && child.ns === NS.commands
      ? [{ type: oneOf(NOTE_TYPES, child.attrs['type']) ?? 'info', text: child.text }]
      : [],
  );
  return {
    node,
    ...(sessionid !== undefined && { sessionId: sessionid }),
    status,
    steps: STEPS.filter((step) => actions?.children.some(({ name }) => name === step)),
    ...(defaultStep !== undefined && { defaultStep }),
    notes,
    ...formIn(command),
  };
}

/** @see XEP-0050 §2.4, §3.4 */
export function encodeCommandAnswer(answer: CommandAnswer): Element {
  const { node, sessionId, status, steps, defaultStep, notes, form } = answer;
  const actions = xml('actions', { execute: defaultStep }, ...steps.map((step) => xml(step)));
  return payload(
    'command',
    NS.commands,
    { node, sessionid: sessionId, status },
    steps.length > 0 ? actions : undefined,
    form && encodeForm(form),
    ...notes.map(({ type, text }) => xml('note', { type }, text)),
  );
}
