import {
  decodeCommandRequest,
  encodeCommandAnswer,
  formField,
  toNode,
  type CommandAnswer,
  type CommandRequest,
  type DataForm,
} from '@waybill/codecs';
import { Jid, NS, payload, Stanza, StanzaError, xml, type Element } from '@waybill/core';
import { HostFault } from '@waybill/domain';
import { describe, expect, it } from 'vitest';
import { AdHocAdministration } from './service-administration/ad-hoc-administration.js';
import { checkAccountRights } from './service-administration/account-rights.js';
import { COMMAND_TIMEOUT_MS } from './service-administration/command-caller.js';

const jid = (text: string): Jid => {
  const parsed = Jid.parse(text);
  if (parsed instanceof Jid) return parsed;
  throw new Error(text);
};
const FROM = jid('files.example.org');
const HOST = jid('example.org');
const ANN = 'ann@example.org';

const form = (...names: string[]): DataForm => ({
  type: 'form',
  fields: names.map((name) => ({ var: name, values: [], options: [] })),
});
const executing = (request: CommandRequest, with_: DataForm): CommandAnswer => ({
  node: request.node,
  sessionId: 's1',
  status: 'executing',
  steps: ['complete'],
  notes: [],
  form: with_,
});
const completed = (
  request: CommandRequest,
  more: Partial<Pick<CommandAnswer, 'notes' | 'form'>> = {},
): CommandAnswer => ({
  node: request.node,
  sessionId: 's1',
  status: 'completed',
  steps: [],
  notes: [],
  ...more,
});
/** A completed command's data: ejabberd calls it a form. */
const data = (type: string, name: string, ...values: string[]): DataForm => ({
  type,
  fields: [{ var: name, values, options: [] }],
});

type Script = (
  request: CommandRequest,
) => CommandAnswer | StanzaError | 'silence' | Promise<'silence'>;

/** A host server that does what a test says. */
function scripted(script: Script, other: (query: Element) => Element | StanzaError | 'silence') {
  const asked: CommandRequest[] = [];
  const timers: (() => void)[] = [];
  const router = {
    request: async (from: Jid, to: Jid, type: 'get' | 'set', query: Element): Promise<Stanza> => {
      const iq = Stanza.make('iq', { from, to, type, id: '1' }, query);
      const request = decodeCommandRequest(toNode(query));
      const isCommand = query.is('command', NS.commands) && !(request instanceof StanzaError);
      if (isCommand) asked.push(request);
      const answer = isCommand ? await script(request) : other(query);
      if (answer === 'silence') return new Promise(() => undefined);
      if (answer instanceof StanzaError) return iq.error(answer);
      return iq.result('status' in answer ? encodeCommandAnswer(answer) : answer);
    },
  };
  const after = (ms: number, task: () => void) => {
    expect(ms).toBe(COMMAND_TIMEOUT_MS);
    timers.push(task);
    return () => undefined;
  };
  const administration = new AdHocAdministration({ router, from: FROM, to: HOST, after });
  return { administration, asked, passTime: () => timers.forEach((task) => task()) };
}

const refusesAll = () => new StanzaError('cancel', 'service-unavailable');
const run = (script: Script) => scripted(script, refusesAll);
const code = (value: unknown) =>
  value instanceof HostFault ? [value.code, value.limit].filter(Boolean).join(' ') : value;

describe('a command', () => {
  it('goes from the form to its end, with what the form asks for and nothing else', async () => {
    const { administration, asked } = run((request) =>
      request.action === 'execute'
        ? executing(request, form('FORM_TYPE', 'accountjid', 'password', 'password-verify'))
        : completed(request, { notes: [{ type: 'info', text: 'Account successfully created' }] }),
    );
    expect(await administration.add(ANN, 'p:w &+ é')).toBeUndefined();
    expect(asked.map(({ action, sessionId }) => [action, sessionId])).toEqual([
      ['execute', undefined],
      ['complete', 's1'],
    ]);
    const sent = asked[1]?.form;
    expect(sent?.type).toBe('submit');
    expect(sent?.fields.map((field) => [field.var, ...field.values])).toEqual([
      ['FORM_TYPE', NS.serviceAdministration],
      ['accountjid', ANN],
      ['password', 'p:w &+ é'],
      ['password-verify', 'p:w &+ é'],
    ]);
  });

  it.each(['accountjid', 'accountjids'])('names the account as the form does: %s', async (name) => {
    const { administration, asked } = run((request) =>
      request.action === 'execute' ? executing(request, form(name)) : completed(request),
    );
    expect(await administration.endSessions(ANN)).toBeUndefined();
    const sent = asked[1]?.form;
    expect(sent && formField(sent, name)?.values).toEqual([ANN]);
    expect(sent?.fields).toHaveLength(2);
  });

  it('that completes at once has its data read, whatever the form calls itself', async () => {
    for (const type of ['form', 'result']) {
      const { administration, asked } = run((request) =>
        completed(request, {
          form: data(type, 'registereduserjids', ANN, 'bob@example.org', 'x@elsewhere.org', '@@'),
        }),
      );
      expect(await administration.list('registered')).toEqual([ANN, 'bob@example.org']);
      expect(asked).toHaveLength(1);
    }
  });

  it('asks a list for as many as there may be', async () => {
    const choice = { var: 'max_items', values: [], options: ['25', '200', 'all'] };
    const { administration, asked } = run((request) =>
      request.action === 'execute'
        ? executing(request, { type: 'form', fields: [choice] })
        : completed(request, { form: data('result', 'onlineuserjids', `${ANN}\nbob@example.org`) }),
    );
    expect(await administration.list('online')).toEqual([ANN, 'bob@example.org']);
    const sent = asked[1]?.form;
    expect(sent && formField(sent, 'max_items')?.values).toEqual(['all']);
  });

  it('whose form asks for something else is cancelled', async () => {
    const { administration, asked } = run((request) =>
      request.action === 'cancel'
        ? { ...completed(request), status: 'canceled' }
        : executing(request, form('telephone')),
    );
    expect(code(await administration.remove(ANN))).toBe('host-refused');
    expect(asked.map(({ action }) => action)).toEqual(['execute', 'cancel']);
  });

  it('that is never answered ends after five seconds', async () => {
    const { administration, passTime } = run(() => 'silence');
    const outcome = administration.setPassword(ANN, 'secret');
    passTime();
    expect(code(await outcome)).toBe('host-unreachable');
  });
});

describe('failures', () => {
  const note = (text: string) => async () => {
    const { administration } = run((request) =>
      request.action === 'execute'
        ? executing(request, form('accountjid', 'accountjids', 'password'))
        : completed(request, { notes: [{ type: 'error', text }] }),
    );
    return code(await administration.add(ANN, 'secret'));
  };
  const error = (condition: StanzaError['condition']) => async () => {
    const { administration } = run(() => new StanzaError('cancel', condition));
    return code(await administration.add(ANN, 'secret'));
  };

  it.each([
    ['a note that it exists', note('Account already exists'), 'exists'],
    ['a note that it does not', note('User does not exist'), 'not-found'],
    ['another note', note('Failed to write data to disk'), 'host-refused'],
    ['conflict', error('conflict'), 'exists'],
    ['forbidden', error('forbidden'), 'host-cannot no-rights'],
    ['item-not-found', error('item-not-found'), 'host-cannot not-offered'],
    ['remote-server-timeout', error('remote-server-timeout'), 'host-unreachable'],
    ['internal-server-error', error('internal-server-error'), 'host-refused'],
  ])('by %s', async (_, tried, expected) => {
    expect(await tried()).toBe(expected);
  });

  it('by a note of who could not be deleted', async () => {
    const text = `The following accounts could not be deleted:\n${ANN}`;
    const { administration } = run((request) =>
      request.action === 'execute'
        ? executing(request, form('accountjids'))
        : completed(request, { notes: [{ type: 'info', text }] }),
    );
    expect(code(await administration.remove(ANN))).toBe('not-found');
  });

  it('never say the password', async () => {
    const { administration } = run(() => new StanzaError('cancel', 'not-allowed'));
    expect(JSON.stringify(await administration.add(ANN, 'the secret'))).not.toContain('secret');
  });
});

describe('what the host server tells', () => {
  const items = (...commands: string[]) =>
    payload(
      'query',
      NS.discoItems,
      { node: NS.commands },
      ...commands.map((one) =>
        xml('item', { jid: 'example.org', node: `${NS.serviceAdministration}#${one}` }),
      ),
    );

  it('is read from its list of commands', async () => {
    const { administration } = scripted(refusesAll, () => items('add-user', 'dance'));
    expect(await administration.commands()).toEqual(new Set(['add-user']));
    const finding = await checkAccountRights(administration, 'prosody', 'files.example.org');
    expect(finding).toMatchObject({ ok: false });
    expect(finding.fix).toContain('admins = { "files.example.org" }');
  });

  it('is that we have no rights, or that it knows no commands', async () => {
    const none = scripted(refusesAll, () => items());
    expect(code(await none.administration.commands())).toBe('host-cannot no-rights');
    const unknown = scripted(refusesAll, () => new StanzaError('cancel', 'item-not-found'));
    expect(code(await unknown.administration.commands())).toBe('host-cannot no-commands');
  });

  it('is enough where accounts can be added, removed and given passwords', async () => {
    const all = () => items('add-user', 'delete-user', 'change-user-password');
    const { administration } = scripted(refusesAll, all);
    expect(await checkAccountRights(administration, 'ejabberd', 'files.example.org')).toMatchObject(
      { ok: true },
    );
  });

  it.each([
    ['2026-04-01T10:00:00Z', Date.parse('2026-04-01T10:00:00Z')],
    ['2026-04-01 10:00:00', Date.parse('2026-04-01T08:00:00Z')],
    ['Never', undefined],
    ['Online', undefined],
  ])('of a last login: %s', async (text, at) => {
    const time = payload(
      'time',
      NS.time,
      {},
      xml('tzo', {}, '+02:00'),
      xml('utc', {}, '2026-04-01T10:00:00Z'),
    );
    const { administration } = scripted(
      (request) =>
        request.action === 'execute'
          ? executing(request, form('accountjid'))
          : completed(request, { form: data('form', 'lastlogin', text) }),
      () => time,
    );
    expect(await administration.lastSeen(ANN)).toBe(at);
  });
});
