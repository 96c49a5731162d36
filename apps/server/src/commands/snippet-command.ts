import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import type { AttachConfig, Config, LoadedConfig } from '@waybill/platform';
import { LinkProblem } from '@waybill/stream';
import {
  attachKit,
  type AttachKit,
  type KitPart,
  type Mirroring,
} from '../attach-kit/attach-kit.js';
import { kitAuth } from '../attach-kit/kit-auth.js';
import { readSecret } from '../modes/attached.js';
import { replacePrivate, writePrivate } from '../wiring/private-file.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';

type Server = AttachConfig['server'];
type Accounts = AttachConfig['accounts'];

const SECRET_BYTES = 24;
const ACCOUNTS: readonly Accounts[] = ['none', 'managed-there', 'kept-here'];
const MIRRORINGS: readonly Mirroring[] = ['companion', 'rules', 'none'];
const isServer = (text: string | undefined): text is Server =>
  text === 'prosody' || text === 'ejabberd';

/** What to attach when nothing is configured yet. */
function proposal(
  server: Server,
  { dataDir }: Config,
  accounts: Accounts,
  invocation: Invocation,
): AttachConfig {
  const host = invocation.text('host') ?? 'example.org';
  const domain = invocation.text('domain') ?? `files.${host}`;
  const secretFile = join(dataDir, 'secrets', domain);
  const address = '127.0.0.1:5347';
  return { domain, server, address, secretFile, hosts: [host], accounts, links: 1 };
}

/** The host server has the users, and the ports for them. */
const ALONE = [
  'standalone:',
  '  enabled: false    # true: also accounts of its own, at other ports (standalone.listen)',
];

function waybill(
  { domain, server, address, secretFile = '', hosts, accounts }: AttachConfig,
  alone: boolean,
): string {
  return [
    ...(alone ? ALONE : []),
    'attach:',
    `  - domain: ${domain}`,
    `    server: ${server}`,
    `    address: ${address}`,
    `    secretFile: ${JSON.stringify(secretFile)}`,
    `    hosts: [${hosts.join(', ')}]`,
    `    accounts: ${accounts}`,
    '',
  ].join('\n');
}

/** The kit for one attachment; its secret is made where there is none. */
async function kitOf(
  settings: Config,
  config: AttachConfig,
  mirroring: Mirroring,
): Promise<AttachKit | LinkProblem> {
  if (config.secretFile !== undefined) {
    const made = randomBytes(SECRET_BYTES).toString('base64url');
    await writePrivate(config.secretFile, `${made}\n`);
  }
  const secret = readSecret(config);
  if (secret instanceof LinkProblem) return secret;
  const auth = await kitAuth(settings, config);
  return attachKit({ config, secret, mirroring, auth });
}

/** What to do with one part, and its text; a file that is shipped as it is needs no printing. */
function partText({ title, file, language, text, copyOf }: KitPart, number: number): string {
  const comment = language === 'lua' ? '--' : '#';
  const head = `${comment} ${String(number)}. ${file}: ${title}`;
  return copyOf === undefined ? `${head}\n${text}` : `${head}\n${comment}    copy ${copyOf}\n`;
}

function kitText({ parts, reload }: AttachKit, own: string | undefined): string {
  const all = parts.map((part, index) => partText(part, index + 1));
  const mine = own === undefined ? [] : [`# ${String(all.length + 1)}. waybill.yml\n${own}`];
  return [...all, ...mine, `Then: ${reload}`].join('\n');
}

/** Writes the files of a kit under their own names. @returns what was written, and where it belongs */
async function writeKit(folder: string, { parts, reload }: AttachKit): Promise<string> {
  const lines: string[] = [];
  for (const { id, file, text } of parts) {
    if (id === 'include' || id === 'discovery') {
      lines.push(`add to ${file}: ${text.trimEnd()}`);
      continue;
    }
    const path = join(folder, basename(file));
    await replacePrivate(path, text);
    lines.push(`${path} belongs at ${file}`);
  }
  return [...lines, `Then: ${reload}`].join('\n');
}

async function printKits(
  { config: settings, origins }: LoadedConfig,
  all: readonly AttachConfig[],
  isNew: boolean,
  mirroring: Mirroring,
  invocation: Invocation,
) {
  const folder = invocation.text('to');
  const isAlone = ![...origins.keys()].some((path) => path.startsWith('standalone.'));
  const kits: (AttachKit & { readonly domain: string })[] = [];
  const texts: string[] = [];
  for (const config of all) {
    const kit = await kitOf(settings, config, mirroring);
    if (kit instanceof LinkProblem) return new CommandFailure(EXIT.problem, kit.text, kit.code);
    kits.push({ domain: config.domain, ...kit });
    const own = isNew ? waybill(config, isAlone) : undefined;
    const place = folder === undefined || all.length === 1 ? folder : join(folder, config.domain);
    texts.push(place === undefined ? kitText(kit, own) : await writeKit(place, kit));
    if (place !== undefined && own !== undefined) texts.push(`# waybill.yml\n${own}`);
  }
  invocation.print({ kits }, texts.join('\n\n'));
  return EXIT.ok;
}

export const configSnippet: Command = {
  words: 'config snippet',
  operands: 'prosody|ejabberd',
  arity: [1, 1],
  summary: 'Print what to put into the host server, for Waybill to attach to it',
  details: [
    'With the names in attach, or for a first attachment with those given here. The secret is made in a file that only',
    'this user can read, where it is missing, and stands in what is printed.',
    'Prosody shows us its users by our companion module, by rules for mod_firewall, or not at all (--mirror).',
  ].join('\n'),
  example: 'waybill config snippet prosody --host example.org --to ./kit',
  options: {
    host: { type: 'string', value: 'DOMAIN', help: 'virtual host of the users (example.org)' },
    domain: { type: 'string', value: 'DOMAIN', help: 'name of the component (files.<host>)' },
    mirror: { type: 'string', value: 'HOW', help: 'companion (default), rules or none' },
    accounts: { type: 'string', value: 'WHERE', help: 'none (default), managed-there, kept-here' },
    to: { type: 'string', value: 'FOLDER', help: 'write the files there instead' },
  },
  run: async (invocation) => {
    const [server] = invocation.operands;
    if (!isServer(server)) return CommandFailure.usage('expected prosody or ejabberd');
    const mirroring = MIRRORINGS.find((one) => one === (invocation.text('mirror') ?? 'companion'));
    if (mirroring === undefined)
      return CommandFailure.usage('--mirror is companion, rules or none');
    const accounts = ACCOUNTS.find((one) => one === (invocation.text('accounts') ?? 'none'));
    if (accounts === undefined) {
      return CommandFailure.usage('--accounts is none, managed-there or kept-here');
    }
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return loaded;
    const { config } = loaded;
    const known = config.attach.filter((one) => one.server === server);
    const isNew = known.length === 0;
    const all = isNew ? [proposal(server, config, accounts, invocation)] : known;
    return printKits(loaded, all, isNew, mirroring, invocation);
  },
};
