import {
  decodeCommandAnswer,
  encodeCommandRequest,
  payloadNode,
  readErrorReply,
  type CommandAnswer,
  type CommandRequest,
  type DataForm,
} from '@waybill/codecs';
import { NS, type Element, type Jid, type Stanza } from '@waybill/core';
import { HostFault } from '@waybill/domain';

/** Who carries requests of ours, and how time is told. */
export interface CallerParts {
  readonly router: {
    request(from: Jid, to: Jid, type: 'get' | 'set', payload: Element): Promise<Stanza>;
  };
  /** Our component domain: whom the host server takes for an administrator. */
  readonly from: Jid;
  /** The virtual host. */
  readonly to: Jid;
  /** Runs a task once, later. @returns ends the wait */
  readonly after: (milliseconds: number, task: () => void) => () => void;
}

/** What fills a form in, by field; fields that the form lacks are left out. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** Time for a whole command. A host server that crashed over one never answers it. */
export const COMMAND_TIMEOUT_MS = 5_000;

const MAX_TEXT = 300;

const FORBIDDEN = new Set<string>(['forbidden', 'not-authorized']);
const UNKNOWN = new Set<string>([
  'item-not-found',
  'service-unavailable',
  'feature-not-implemented',
]);
const AWAY = new Set<string>([
  'remote-server-timeout',
  'remote-server-not-found',
  'recipient-unavailable',
]);

/** Carries out commands of a host server: asks for the form, fills it in, sends it back. */
export class CommandCaller {
  constructor(private readonly parts: CallerParts) {}

  /** One question. @returns the result, or why there is none */
  ask(payload: Element): Promise<Stanza | HostFault> {
    return this.inTime(() => this.send('get', payload));
  }

  /**
   * A command to its end.
   * @returns its last answer; a fault for an error, a note of type error, no answer in time, or a form that asks for
   *   something else
   */
  run(command: string, answers: Answers): Promise<CommandAnswer | HostFault> {
    return this.inTime(() => this.carryOut(`${NS.serviceAdministration}#${command}`, answers));
  }

  private async carryOut(node: string, answers: Answers): Promise<CommandAnswer | HostFault> {
    const first = await this.stage({ node, action: 'execute' });
    // ejabberd answers what needs no form at once
    if (first instanceof HostFault || first.status === 'completed') return checked(first);
    const form = first.form && filledIn(first.form, answers);
    const { sessionId } = first;
    if (form === undefined) {
      await this.stage({ node, action: 'cancel', sessionId });
      return new HostFault('host-refused', 'the form of the host server asks for something else');
    }
    return checked(await this.stage({ node, action: 'complete', sessionId, form }));
  }

  private async stage(request: CommandRequest): Promise<CommandAnswer | HostFault> {
    const reply = await this.send('set', encodeCommandRequest(request));
    if (reply instanceof HostFault) return reply;
    const command = payloadNode(reply, NS.commands, 'command');
    const answer = command && decodeCommandAnswer(command);
    return answer ?? new HostFault('host-refused', 'the answer of the host server is no command');
  }

  private async send(type: 'get' | 'set', payload: Element): Promise<Stanza | HostFault> {
    const { router, from, to } = this.parts;
    const reply = await router.request(from, to, type, payload);
    return reply.type === 'result' ? reply : faultOf(reply);
  }

  private inTime<T>(work: () => Promise<T>): Promise<T | HostFault> {
    return new Promise((resolve, reject) => {
      const cut = this.parts.after(COMMAND_TIMEOUT_MS, () => {
        const text = `${this.parts.to.domain} did not answer within five seconds`;
        resolve(new HostFault('host-unreachable', text));
      });
      work().then(resolve, reject).finally(cut);
    });
  }
}

/** Prosody tells failures by a note in a completed command, never by an error. */
function checked(answer: CommandAnswer | HostFault): CommandAnswer | HostFault {
  if (answer instanceof HostFault) return answer;
  const note = answer.notes.find(({ type }) => type === 'error');
  if (note !== undefined) return noteFault(note.text);
  if (answer.status === 'completed') return answer;
  return new HostFault('host-refused', 'the host server did not complete the command');
}

function noteFault(text: string): HostFault {
  if (/already exists/i.test(text)) return new HostFault('exists', 'the account exists already');
  if (/does not exist/i.test(text)) return new HostFault('not-found', 'there is no such account');
  return new HostFault('host-refused', text.slice(0, MAX_TEXT));
}

function faultOf(reply: Stanza): HostFault {
  const { condition, text } = readErrorReply(reply);
  const said = text ?? condition;
  if (condition === 'conflict') return new HostFault('exists', 'the account exists already');
  if (FORBIDDEN.has(condition)) return new HostFault('host-cannot', said, 'no-rights');
  if (UNKNOWN.has(condition)) return new HostFault('host-cannot', said, 'not-offered');
  return new HostFault(AWAY.has(condition) ? 'host-unreachable' : 'host-refused', said);
}

/** @returns the form to send back; undefined where the form has no field for an account that is to be named */
function filledIn(form: DataForm, answers: Answers): DataForm | undefined {
  const names = new Set(form.fields.map((field) => field.var));
  const needsAccount = answers['accountjid'] !== undefined;
  if (needsAccount && !names.has('accountjid') && !names.has('accountjids')) return undefined;
  const formType = { var: 'FORM_TYPE', values: [NS.serviceAdministration], options: [] };
  const fields = form.fields.flatMap((field) => {
    if (field.var === 'FORM_TYPE') return [];
    // of a choice, such as how many to list, the last is the largest
    const values = answers[field.var] ?? field.options.slice(-1);
    return values.length === 0 ? [] : [{ var: field.var, values, options: [] }];
  });
  return { type: 'submit', fields: [formType, ...fields] };
}
