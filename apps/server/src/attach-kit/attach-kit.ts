import { readFileSync } from 'node:fs';
import { parseListenAddress, type AttachConfig } from '@waybill/platform';
import { contribPath, fillIn, LUA, shipped, YAML, type KitNames } from './kit-template.js';

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
}

export type KitPartId = 'settings' | 'include' | 'rules' | 'module';

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

function namesOf({ config, secret }: KitWish, host: string): KitNames {
  return { 'files.example.org': config.domain, 'example.org': host, SECRET: secret };
}

/** Hosts that the component's name is not below: clients look for services below their own domain. */
const elsewhere = ({ domain, hosts }: AttachConfig) =>
  hosts.filter((host) => !domain.endsWith(`.${host}`));

const isHostSection = (section: string) => section.startsWith('VirtualHost ');

function prosodySettings(wish: KitWish): string {
  const { config, mirroring } = wish;
  const file = mirroring === 'rules' ? 'waybill.cfg.lua' : 'waybill-companion.cfg.lua';
  const { host = '127.0.0.1', port } = parseListenAddress(config.address) ?? {};
  const sections = shipped(`prosody/${file}`, LUA)
    .trimEnd()
    .split(/\n\n(?=VirtualHost |Component )/)
    .filter((section) => mirroring !== 'none' || !isHostSection(section))
    .flatMap((section) =>
      (isHostSection(section) ? config.hosts : config.hosts.slice(0, 1)).map((one) =>
        fillIn(section, namesOf(wish, one), LUA),
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

function prosodyKit(wish: KitWish): AttachKit {
  const { mirroring } = wish;
  const parts: KitPart[] = [];
  if (mirroring === 'companion') {
    const copyOf = contribPath('prosody/mod_waybill.lua');
    parts.push({
      id: 'module',
      title: 'The companion module',
      file: '/usr/local/lib/prosody/modules/mod_waybill.lua',
      language: 'lua',
      text: readFileSync(copyOf, 'utf8'),
      copyOf,
    });
  }
  if (mirroring === 'rules') {
    parts.push({
      id: 'rules',
      title: 'The rules for mod_firewall (package prosody-modules)',
      file: '/etc/prosody/waybill.pfw',
      language: 'text',
      text: fillIn(shipped('prosody/waybill.pfw', YAML), namesOf(wish, ''), YAML),
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
  const strangers = new Set(elsewhere(config));
  const discovery = `      mod_disco:\n        extra_domains:\n          - ${YAML.quote(config.domain)}\n`;
  const [listener = '', hosts = ''] = shipped('ejabberd/waybill.yml', YAML).split(
    /(?=^append_host_config:)/m,
  );
  const [head = '', entry = ''] = hosts.split(/(?<=^append_host_config:\n)/m);
  const [hostLine = '', ...modules] = entry.trimEnd().split('\n');
  const shown = mirroring === 'none' ? modules.slice(0, 1) : modules;
  const entries = config.hosts
    .filter((one) => mirroring !== 'none' || strangers.has(one))
    .map((one) => {
      const text = `${[hostLine, ...shown].join('\n')}\n${strangers.has(one) ? discovery : ''}`;
      return fillIn(text, { ...names, 'example.org': one }, YAML);
    });
  const top = fillIn(listener.trimEnd(), names, YAML);
  return entries.length === 0 ? `${top}\n` : `${top}\n\n${head}${entries.join('')}`;
}

function ejabberdKit(wish: KitWish): AttachKit {
  const file = '/etc/ejabberd/waybill.yml';
  return {
    parts: [
      {
        id: 'settings',
        title: 'The component, and what it is shown',
        file,
        language: 'yaml',
        text: ejabberdSettings(wish),
      },
      {
        id: 'include',
        title: 'A line that names that file',
        file: '/etc/ejabberd/ejabberd.yml',
        language: 'yaml',
        text: `include_config_file: [${YAML.quote(file)}]\n`,
      },
    ],
    reload: 'ejabberdctl reload_config',
  };
}

/**
 * What the host server needs for one attachment: the shipped files of `contrib/`, with names and secrets filled in. The
 * command line, the dashboard and the manual show these texts and no others.
 */
export function attachKit(wish: KitWish): AttachKit {
  return wish.config.server === 'prosody' ? prosodyKit(wish) : ejabberdKit(wish);
}
