import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseListenAddress, type AttachConfig, type Config } from '@waybill/platform';
import { LinkProblem } from '@waybill/stream';
import { readSecret } from '../modes/attached.js';
import { writePrivate } from '../wiring/private-file.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';

type Server = AttachConfig['server'];

const SECRET_BYTES = 24;
const isServer = (text: string | undefined): text is Server =>
  text === 'prosody' || text === 'ejabberd';
/** In double quotes, as YAML reads it. */
const yaml = (text: string) => JSON.stringify(text);
/** In double quotes, as Lua reads it. */
const lua = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** What to attach when nothing is configured yet. */
function proposal(server: Server, { dataDir }: Config, invocation: Invocation): AttachConfig {
  const host = invocation.text('host') ?? 'example.org';
  const domain = invocation.text('domain') ?? `files.${host}`;
  const secretFile = join(dataDir, 'secrets', domain);
  const address = '127.0.0.1:5347';
  return { domain, server, address, secretFile, hosts: [host], accounts: 'none' };
}

function prosody({ domain, hosts, address }: AttachConfig, secret: string): string {
  const { host = '127.0.0.1', port = 5347 } = parseListenAddress(address) ?? {};
  const strangers = hosts.filter((one) => !domain.endsWith(`.${one}`));
  return [
    '-- prosody.cfg.lua, global section (above the first VirtualHost):',
    `component_ports = { ${String(port)} }`,
    `component_interfaces = { ${lua(host)} }`,
    ...strangers.flatMap((one) => [
      `-- in VirtualHost ${lua(one)}, as ${domain} is not below it:`,
      `disco_items = { { ${lua(domain)}, "File transfer" } }`,
    ]),
    '-- at the end:',
    `Component ${lua(domain)}`,
    `    component_secret = ${lua(secret)}`,
    '-- and remove other proxies, Component "…" "proxy65": clients take the first they find',
    '-- then: systemctl restart prosody (a reload is enough where the port was open before)',
  ].join('\n');
}

function ejabberd({ domain, hosts, address }: AttachConfig, secret: string): string {
  const { host = '127.0.0.1', port = 5347 } = parseListenAddress(address) ?? {};
  const strangers = hosts.some((one) => !domain.endsWith(`.${one}`));
  return [
    '# ejabberd.yml, into the list that is there:',
    'listen:',
    '  -',
    `    port: ${String(port)}`,
    `    ip: ${yaml(host)}`,
    '    module: ejabberd_service',
    '    access: all',
    '    global_routes: false',
    '    hosts:',
    `      ${yaml(domain)}:`,
    `        password: ${yaml(secret)}`,
    '# into the modules that are there:',
    'modules:',
    '  # shows Waybill what passes between users; it keeps file-transfer negotiation and drops the rest',
    '  mod_service_log:',
    `    loggers: [${yaml(domain)}]`,
    ...(strangers
      ? [
          '  # as the domain is not below every host',
          '  mod_disco:',
          `    extra_domains: [${yaml(domain)}]`,
        ]
      : []),
    '# and remove mod_proxy65: clients take the first proxy they find',
    '# then: ejabberdctl reload_config',
  ].join('\n');
}

function waybill({ domain, server, address, secretFile = '', hosts }: AttachConfig): string {
  return [
    '# waybill.yml:',
    'attach:',
    `  - domain: ${domain}`,
    `    server: ${server}`,
    `    address: ${address}`,
    `    secretFile: ${yaml(secretFile)}`,
    `    hosts: [${hosts.join(', ')}]`,
  ].join('\n');
}

/** The lines for one attachment; its secret is made where there is none. */
async function snippetOf(config: AttachConfig, isNew: boolean): Promise<string | LinkProblem> {
  const { server, secretFile } = config;
  if (secretFile !== undefined) {
    await writePrivate(secretFile, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
  }
  const secret = readSecret(config);
  if (secret instanceof LinkProblem) return secret;
  const lines = server === 'prosody' ? prosody(config, secret) : ejabberd(config, secret);
  return isNew ? `${lines}\n\n${waybill(config)}` : lines;
}

export const configSnippet: Command = {
  words: 'config snippet',
  operands: 'prosody|ejabberd',
  arity: [1, 1],
  summary: 'Print what to paste into the host server, for Waybill to attach to it',
  details: [
    'With the names in attach, or for a first attachment with those given here.',
    'The secret is made in a file that only this user can read, where it is missing, and stands in what is printed.',
  ].join('\n'),
  example: 'waybill config snippet prosody --host example.org',
  options: {
    host: { type: 'string', value: 'DOMAIN', help: 'virtual host of the users (example.org)' },
    domain: { type: 'string', value: 'DOMAIN', help: 'name of the component (files.<host>)' },
  },
  run: async (invocation) => {
    const [server] = invocation.operands;
    if (!isServer(server)) return CommandFailure.usage('expected prosody or ejabberd');
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return loaded;
    const { config } = loaded;
    const known = config.attach.filter((one) => one.server === server);
    const all = known.length > 0 ? known : [proposal(server, config, invocation)];
    const snippets: string[] = [];
    for (const one of all) {
      const snippet = await snippetOf(one, known.length === 0);
      if (snippet instanceof LinkProblem) {
        return new CommandFailure(EXIT.problem, snippet.text, snippet.code);
      }
      snippets.push(snippet);
    }
    invocation.print({ snippets }, snippets.join('\n\n'));
    return EXIT.ok;
  },
};
