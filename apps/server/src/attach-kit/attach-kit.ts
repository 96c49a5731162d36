import { readFileSync } from 'node:fs';
import { parseListenAddress, type AttachConfig } from '@waybill/platform';
import {
  contribPath,
  fillIn,
  LUA,
  shipped,
  YAML,
  type KitLanguage,
  type KitNames,
} from './kit-template.js';

/**
 * How Prosody shows us what passes between its users: not at all, by the rules of `mod_firewall`, or by our companion
 * module. ejabberd has one way, `mod_service_log`, which stands for both.
 */
export type Mirroring = 'none' | 'rules' | 'companion';

/** What a kit is made for. */
export interface KitWish {
  readonly config: AttachConfig;
  /** The component's secret. */
  readonly secret: string;
  readonly mirroring: Mirroring;
  /** Where the host server asks about accounts kept here; needed where they are (`accounts: kept-here`). */
  readonly auth?: KitAuth | undefined;
}

/** What a host server needs to ask us about accounts. */
export interface KitAuth {
  /** Base address of the auth API. */
  readonly url: string;
  /** What it signs in with. */
  readonly name: string;
  readonly token: string;
}

export type KitPartId =
  'settings' | 'include' | 'discovery' | 'rules' | 'module' | 'auth-module' | 'token';

/** One file of the host server, or lines of one. */
export interface KitPart {
  readonly id: KitPartId;
  readonly title: string;
  /** Where it belongs on a Debian system. */
  readonly file: string;
  readonly language: 'lua' | 'yaml' | 'text';
  readonly text: string;
  /** The shipped file that it is a copy of, where nothing had to be filled in. */
  readonly copyOf?: string;
}

/** Everything that a host server needs, in the order in which it is put there. */
export interface AttachKit {
  readonly parts: readonly KitPart[];
  /** What makes the host server read it. */
  readonly reload: string;
}

const DEFAULT_PORT = 5347;
const EJABBERD_FILE = '/etc/ejabberd/ejabberd.yml';

function namesOf({ config, secret }: KitWish, host: string): KitNames {
  return { 'files.example.org': config.domain, 'example.org': host, SECRET: secret };
}

/** Hosts that the component's name is not below: clients look for services below their own domain. */
const elsewhere = ({ domain, hosts }: AttachConfig) =>
  hosts.filter((host) => !domain.endsWith(`.${host}`));

const isHostSection = (section: string) => section.startsWith('VirtualHost ');

/** Names in the files about accounts kept here. */
const authNames = ({ url, name }: KitAuth, token: string) => ({
  'http://127.0.0.1:8082/auth': url,
  NAME: name,
  TOKEN: token,
});

/** Takes out what gives us rights over accounts, where we are not to have them. */
const withoutRights = (text: string) =>
  text
    .replace(/^.*\(accounts: managed-there\).*\n.*admins = .*\n/gm, '')
    .replace(/^# .*\(accounts: managed-there\).*\n(?:.+\n)*\n?/gm, '')
    .replace(/^ +# .*\(accounts: managed-there\).*\n +access_rules:\n(?: {6,}.+\n)+/gm, '');

const kitFile = (name: string, language: KitLanguage, { config }: KitWish) =>
  config.accounts === 'managed-there' ||
  (config.server === 'ejabberd' && config.accounts !== 'none')
    ? shipped(name, language)
    : withoutRights(shipped(name, language));

function prosodySettings(wish: KitWish): string {
  const { config, mirroring } = wish;
  const file = mirroring === 'rules' ? 'waybill.cfg.lua' : 'waybill-companion.cfg.lua';
  const { host = '127.0.0.1', port } = parseListenAddress(config.address) ?? {};
  const { auth } = wish;
  const keptHere =
    auth === undefined ? '' : `\n${shipped('prosody/accounts-kept-here.cfg.lua', LUA)}`;
  const sections = `${kitFile(`prosody/${file}`, LUA, wish).trimEnd()}\n${keptHere}`
    .trimEnd()
    .split(/\n\n(?=VirtualHost |Component )/)
    .filter(
      (section) =>
        mirroring !== 'none' || !isHostSection(section) || section.includes('authentication'),
    )
    .flatMap((section) =>
      (isHostSection(section) ? config.hosts : config.hosts.slice(0, 1)).map((one) =>
        fillIn(section, { ...namesOf(wish, one), ...(auth && authNames(auth, auth.token)) }, LUA),
      ),
    );
  const strangers = elsewhere(config).map(
    (one) =>
      `VirtualHost ${LUA.quote(one)}\n    disco_items = { { ${LUA.quote(config.domain)}, "File transfer" } }`,
  );
  const listener =
    port === DEFAULT_PORT && host === '127.0.0.1'
      ? []
      : [`component_ports = { ${String(port)} }\ncomponent_interfaces = { ${LUA.quote(host)} }`];
  return `${[...listener, ...sections, ...strangers].join('\n\n')}\n`;
}

function prosodyModule(id: KitPartId, title: string, name: string): KitPart {
  const copyOf = contribPath(`prosody/${name}`);
  const file = `/usr/local/lib/prosody/modules/${name}`;
  return { id, title, file, language: 'lua', text: readFileSync(copyOf, 'utf8'), copyOf };
}

function prosodyKit(wish: KitWish): AttachKit {
  const { mirroring } = wish;
  const parts: KitPart[] = [];
  if (mirroring === 'companion') {
    parts.push(prosodyModule('module', 'The companion module', 'mod_waybill.lua'));
  }
  if (wish.auth !== undefined) {
    parts.push(prosodyModule('auth-module', 'The authentication module', 'mod_auth_waybill.lua'));
  }
  if (mirroring === 'rules') {
    parts.push({
      id: 'rules',
      title: 'The rules for mod_firewall (package prosody-modules)',
      file: '/etc/prosody/waybill.pfw',
      language: 'text',
      text: fillIn(
        shipped('prosody/waybill.pfw', YAML),
        // one file of rules for all hosts
        namesOf(wish, wish.config.hosts.join(', ')),
        YAML,
      ),
    });
  }
  parts.push({
    id: 'settings',
    title: 'The component',
    file: '/etc/prosody/conf.d/waybill.cfg.lua',
    language: 'lua',
    text: prosodySettings(wish),
  });
  return { parts, reload: 'systemctl restart prosody' };
}

function ejabberdSettings(wish: KitWish): string {
  const { config, mirroring } = wish;
  const { host = '127.0.0.1', port = DEFAULT_PORT } = parseListenAddress(config.address) ?? {};
  const names = {
    ...namesOf(wish, ''),
    '127.0.0.1': host,
    'port: 5347': `port: ${String(port)}`,
  };
  const [listener = '', hosts = ''] = kitFile('ejabberd/waybill.yml', YAML, wish).split(
    /(?=^append_host_config:)/m,
  );
  const [head = '', entry = ''] = hosts.split(/(?<=^append_host_config:\n)/m);
  const shown = mirroring === 'none' ? entry.replace(/^ {4}modules:\n(?: {6,}.+\n)+/m, '') : entry;
  // a host of which no more than its name is left needs no entry
  const entries = config.hosts
    .filter(() => shown.trim().includes('\n'))
    .map((one) => fillIn(shown, { ...names, 'example.org': one }, YAML));
  const top = fillIn(listener.trimEnd(), names, YAML);
  return entries.length === 0 ? `${top}\n` : `${top}\n\n${head}${entries.join('')}`;
}

/** ejabberd takes no module twice, and has this one already: a line to change there. */
function ejabberdDiscovery({ config }: KitWish): readonly KitPart[] {
  const hosts = elsewhere(config);
  if (hosts.length === 0) return [];
  return [
    {
      id: 'discovery',
      title: `mod_disco tells of the component, whose name is not below ${hosts.join(', ')}`,
      file: EJABBERD_FILE,
      language: 'yaml',
      text: `modules: { mod_disco: { extra_domains: [${YAML.quote(config.domain)}] } }\n`,
    },
  ];
}

/** ejabberd's side of accounts kept here; one section for all hosts. */
function ejabberdAccounts({ config }: KitWish, auth: KitAuth): string {
  const [head = '', ...lines] = shipped('ejabberd/accounts-kept-here.yml', YAML)
    .trimEnd()
    .split('\n');
  const bridge = contribPath('../apps/server/bin/waybill-extauth.mjs');
  const hosts = config.hosts.map((one) =>
    fillIn(
      lines.join('\n'),
      {
        ...authNames(auth, auth.token),
        'files.example.org': config.domain,
        'example.org': one,
        SECRET: '',
        '/usr/bin/node': process.execPath,
        '/opt/waybill/apps/server/bin/waybill-extauth.mjs': bridge,
      },
      YAML,
    ),
  );
  return `\n${[head, ...hosts].join('\n')}\n`;
}

function ejabberdKit(wish: KitWish): AttachKit {
  const file = '/etc/ejabberd/waybill.yml';
  const { auth } = wish;
  const token: KitPart[] =
    auth === undefined
      ? []
      : [
          {
            id: 'token',
            title: 'What waybill-extauth signs in with (root:ejabberd, 0640)',
            file: '/etc/ejabberd/waybill.token',
            language: 'text',
            text: `${auth.token}\n`,
          },
        ];
  return {
    parts: [
      ...token,
      {
        id: 'settings',
        title: 'The component, and what it is shown',
        file,
        language: 'yaml',
        text: `${ejabberdSettings(wish)}${auth === undefined ? '' : ejabberdAccounts(wish, auth)}`,
      },
      {
        id: 'include',
        title: 'A line that names that file',
        file: EJABBERD_FILE,
        language: 'yaml',
        text: `include_config_file: [${YAML.quote(file)}]\n`,
      },
      ...ejabberdDiscovery(wish),
    ],
    // a running ejabberd keeps the program that it asks for passwords
    reload: auth === undefined ? 'ejabberdctl reload_config' : 'systemctl restart ejabberd',
  };
}

/**
 * What the host server needs for one attachment: the shipped files of `contrib/`, with names and secrets filled in. The
 * command line, the dashboard and the manual show these texts and no others.
 */
export function attachKit(wish: KitWish): AttachKit {
  return wish.config.server === 'prosody' ? prosodyKit(wish) : ejabberdKit(wish);
}
