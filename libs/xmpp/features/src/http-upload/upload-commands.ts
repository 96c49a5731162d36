import {
  commandErrors,
  formField,
  type CommandAnswer,
  type CommandRequest,
  type DataForm,
  type FormField,
} from '@waybill/codecs';
import type { StanzaError } from '@waybill/core';
import type { Upload, UploadCursor, UploadDesk } from '@waybill/domain';

const LIST = 'urn:waybill:uploads:list';
const USAGE = 'urn:waybill:uploads:usage';
const DELETE = 'urn:waybill:uploads:delete';

/** What account holders can do with what they uploaded. */
export const COMMANDS: readonly { readonly node: string; readonly name: string }[] = [
  { node: LIST, name: 'My uploads' },
  { node: USAGE, name: 'How much I store' },
  { node: DELETE, name: 'Delete my uploads' },
];

const PAGE = 20;
/** The session of an execution says all there is to remember: which page comes next. */
const SESSION = /^p(\d{1,15})\.([0-9a-f-]{36})$/;
const FIRST = 'first';

type Answer = CommandAnswer | StanzaError | undefined;

/** Answers the commands of one service. It remembers nothing between two stages. */
export class UploadCommands {
  constructor(private readonly desk: UploadDesk) {}

  /** @param account bare JID of who asks @returns undefined for another command @see XEP-0050 §3 */
  answer(account: string, request: CommandRequest): Promise<Answer> {
    const { node, action, sessionId } = request;
    if (!COMMANDS.some((one) => one.node === node)) return Promise.resolve(undefined);
    if (action === 'cancel') {
      return Promise.resolve({ node, sessionId, status: 'canceled', steps: [], notes: [] });
    }
    if (node === USAGE) return this.usage(account);
    return node === LIST ? this.list(account, request) : this.remove(account, request);
  }

  private async usage(account: string): Promise<Answer> {
    const { files, bytes, maxBytes, dayBytes, maxDayBytes } = await this.desk.usage(account);
    const rows = [
      field('files', 'Files', files),
      field('bytes', 'Bytes stored', bytes),
      field('max-bytes', 'Bytes that may be stored', maxBytes),
      field('day-bytes', 'Bytes uploaded in the last 24 hours', dayBytes),
      field('max-day-bytes', 'Bytes that may be uploaded in 24 hours', maxDayBytes),
    ].flat();
    return done(USAGE, [], { type: 'result', title: 'How much I store', fields: rows });
  }

  private async list(account: string, { action, sessionId }: CommandRequest): Promise<Answer> {
    if (sessionId !== undefined && action === 'complete') return done(LIST, []);
    if (action === 'prev') return commandErrors.badAction;
    const after = cursorOf(sessionId);
    if (sessionId !== undefined && after === undefined) return commandErrors.badSession;
    const { uploads, next } = await this.desk.list(account, PAGE, after);
    const form: DataForm = {
      type: 'result',
      title: 'My uploads',
      fields: uploads.map((upload) => ({
        var: upload.id,
        type: 'text-multi',
        label: upload.fileName,
        values: [described(upload), this.desk.urlOf(upload)],
        options: [],
      })),
    };
    if (next === undefined) return done(LIST, [], form);
    return {
      node: LIST,
      sessionId: `p${String(next.value)}.${next.id}`,
      status: 'executing',
      steps: ['next', 'complete'],
      defaultStep: 'next',
      notes: [],
      form,
    };
  }

  private async remove(account: string, request: CommandRequest): Promise<Answer> {
    const { sessionId, form } = request;
    if (sessionId === undefined || form === undefined) return this.choice(account);
    const chosen = formField(form, 'uploads')?.values ?? [];
    if (chosen.length === 0 || chosen.length > PAGE) return commandErrors.badPayload;
    let removed = 0;
    for (const url of new Set(chosen)) {
      const upload = await this.desk.findByUrl(url);
      // whose file it is stands in the record, not in the form
      if (upload?.account !== account) continue;
      const actor = { kind: 'account', name: account } as const;
      if ((await this.desk.remove(upload.id, actor, 'by-account')) === 'removed') removed++;
    }
    const text = `${String(removed)} of ${String(new Set(chosen).size)} files deleted`;
    return done(DELETE, [{ type: removed === 0 ? 'error' : 'info', text }]);
  }

  private async choice(account: string): Promise<Answer> {
    const { uploads } = await this.desk.list(account, PAGE);
    if (uploads.length === 0) return done(DELETE, [{ type: 'info', text: 'nothing is stored' }]);
    const uploadsField: FormField = {
      var: 'uploads',
      type: 'list-multi',
      label: 'Files to delete',
      values: [],
      options: uploads.map((upload) => this.desk.urlOf(upload)),
      optionLabels: uploads.map((upload) => `${upload.fileName} (${described(upload)})`),
    };
    return {
      node: DELETE,
      sessionId: FIRST,
      status: 'executing',
      steps: ['complete'],
      defaultStep: 'complete',
      notes: [],
      form: { type: 'form', title: 'Delete my uploads', fields: [uploadsField] },
    };
  }
}

function cursorOf(sessionId: string | undefined): UploadCursor | undefined {
  const [, value, id] = SESSION.exec(sessionId ?? '') ?? [];
  return value === undefined || id === undefined ? undefined : { value: Number(value), id };
}

function described({ sizeBytes, storedAt, grantedAt }: Upload): string {
  const day = new Date(storedAt ?? grantedAt).toISOString().slice(0, 10);
  return `${day}, ${String(sizeBytes)} bytes`;
}

function field(name: string, label: string, value: number | undefined): readonly FormField[] {
  if (value === undefined) return [];
  return [{ var: name, type: 'text-single', label, values: [String(value)], options: [] }];
}

function done(node: string, notes: CommandAnswer['notes'], form?: DataForm): CommandAnswer {
  return { node, status: 'completed', steps: [], notes, ...(form !== undefined && { form }) };
}
