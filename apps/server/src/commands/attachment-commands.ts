import type { AttachmentChange, AttachmentItem } from '@waybill/admin-api';
import { WAYBILL } from '../called-as.js';
import { ControlFault } from '../control/protocol.js';
import { CommandFailure, EXIT, type Command, type Invocation, type OptionSpec } from './command.js';
import { table } from './format.js';
import { withServer } from './session-commands.js';

type Server = AttachmentItem['server'];
type Accounts = AttachmentItem['accounts'];

const SERVERS: readonly Server[] = ['prosody', 'ejabberd'];
const ACCOUNTS: readonly Accounts[] = ['none', 'managed-there', 'kept-here'];
const USUAL_ADDRESS = '127.0.0.1:5347';

const SETTINGS: Readonly<Record<string, OptionSpec>> = {
  address: { type: 'string', value: 'HOST:PORT', help: `component port there (${USUAL_ADDRESS})` },
  host: { type: 'string', multiple: true, value: 'DOMAIN', help: 'its virtual host; repeatable' },
  accounts: { type: 'string', value: 'WHERE', help: 'none (default), managed-there, kept-here' },
  name: { type: 'string', value: 'TEXT', help: 'what clients show for the relay' },
  links: { type: 'string', value: 'N', help: 'connections at once, up to 16; ejabberd only' },
};

function listText(items: readonly AttachmentItem[]): string {
  if (items.length === 0) return 'nothing is attached';
  const head = ['DOMAIN', 'SERVER', 'ADDRESS', 'HOSTS', 'ACCOUNTS', 'FROM', 'LINK'];
  const rows = items.map(({ domain, server, address, hosts, accounts, origin, phase }) => [
    ...[domain, server, address, hosts.join(', '), accounts, origin, phase],
  ]);
  const problems = items.flatMap(({ domain, problem }) =>
    problem === null ? [] : [`${domain}: ${problem.text}\n  fix: ${problem.fix}`],
  );
  return [table([head, ...rows]), ...problems].join('\n');
}

/** What was given of the settings. @returns a usage failure for a value that is none */
function settingsOf(invocation: Invocation): AttachmentChange | CommandFailure {
  const [accounts, links] = [invocation.text('accounts'), invocation.text('links')];
  const where = ACCOUNTS.find((one) => one === accounts);
  if (accounts !== undefined && where === undefined) {
    return CommandFailure.usage(`--accounts is one of ${ACCOUNTS.join(', ')}`);
  }
  if (links !== undefined && !/^([1-9]|1[0-6])$/.test(links)) {
    return CommandFailure.usage('--links: write a number from 1 to 16');
  }
  const hosts = invocation.texts('host');
  return {
    address: invocation.text('address'),
    hosts: hosts.length === 0 ? undefined : hosts,
    accounts: where,
    name: invocation.text('name'),
    links: links === undefined ? undefined : Number(links),
  };
}

/** What is left to do on the side of the host server. */
const nextText = ({ domain, server }: AttachmentItem) =>
  `Next: ${WAYBILL} config snippet ${server}, put it in place, then: ${WAYBILL} check component  (${domain})`;

export const attachmentsList: Command = {
  words: 'attachments list',
  arity: [0, 0],
  summary: 'List host servers that Waybill is a component of, and how each link is',
  details:
    'FROM is where it was decided: file, environment, or dashboard (which the commands below are part of).',
  example: 'waybill attachments list --json',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const found = await server.call('attachments.list', {});
      if (found instanceof ControlFault) return CommandFailure.of(found);
      invocation.print(found, listText(found.items));
      return EXIT.ok;
    }),
};

export const attachmentsAdd: Command = {
  words: 'attachments add',
  operands: 'prosody|ejabberd DOMAIN',
  arity: [2, 2],
  summary: 'Attach to a host server, without a restart',
  details:
    'DOMAIN is the name of the component, such as files.example.org. Its secret is made and kept in the data folder.',
  example: 'waybill attachments add prosody files.example.org --host example.org',
  options: SETTINGS,
  run: async (invocation) => {
    const [kind, domain = ''] = invocation.operands;
    const server = SERVERS.find((one) => one === kind);
    if (server === undefined) return CommandFailure.usage('expected prosody or ejabberd first');
    const given = settingsOf(invocation);
    if (given instanceof CommandFailure) return given;
    const { address = USUAL_ADDRESS, hosts, accounts = 'none', name, links } = given;
    if (hosts === undefined) return CommandFailure.usage('--host: write its virtual host');
    const wish = { domain, server, address, hosts, accounts, name: name ?? undefined, links };
    return withServer(invocation, async (running) => {
      const made = await running.call('attachments.add', wish);
      if (made instanceof ControlFault) return CommandFailure.of(made);
      invocation.print(made, `${made.domain} is attached to ${server}\n${nextText(made)}`);
      return EXIT.ok;
    });
  },
};

export const attachmentsSet: Command = {
  words: 'attachments set',
  operands: 'DOMAIN',
  arity: [1, 1],
  summary: 'Change an attachment that was made here; it connects anew',
  details: 'What is left out stays. Attachments in waybill.yml are changed there.',
  example: 'waybill attachments set files.example.org --accounts managed-there',
  options: SETTINGS,
  run: async (invocation) => {
    const change = settingsOf(invocation);
    if (change instanceof CommandFailure) return change;
    if (Object.values(change).every((value) => value === undefined)) {
      return CommandFailure.usage('nothing to change: give at least one option');
    }
    const [domain = ''] = invocation.operands;
    return withServer(invocation, async (server) => {
      const changed = await server.call('attachments.change', { domain, change });
      if (changed instanceof ControlFault) return CommandFailure.of(changed);
      invocation.print(changed, `${domain} is changed\n${nextText(changed)}`);
      return EXIT.ok;
    });
  },
};

export const attachmentsRemove: Command = {
  words: 'attachments remove',
  operands: 'DOMAIN',
  arity: [1, 1],
  summary: 'Detach from a host server, and forget the secret',
  details: 'Relays that run go on. The records of its transfers stay.',
  example: 'waybill attachments remove files.example.org',
  run: (invocation) =>
    withServer(invocation, async (server) => {
      const [domain = ''] = invocation.operands;
      const done = await server.call('attachments.remove', { domain });
      if (done instanceof ControlFault) return CommandFailure.of(done);
      invocation.print(done, `${domain} is detached`);
      return EXIT.ok;
    }),
};
