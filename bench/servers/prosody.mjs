// Debian's Prosody as an operator who cares for speed runs it: generational GC, epoll, no throttles, no s2s.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scramKeys } from '../lib/scram.mjs';
import { certificate, DOMAIN, freePorts, PASSWORD, startServer } from '../lib/server.mjs';

const SALT = 'waybill-bench';
const ROUNDS = 10_000; // Prosody's own default
const LARGEST = 2 * 1024 ** 3;

export const name = 'Prosody';
export const command = 'prosody';

const kits = fileURLToPath(new URL('../../contrib/prosody/', import.meta.url));

/** @param component where given, it is shown what `component.kit` shows: `companion` or `firewall` */
export async function start({ folder, accounts, component }) {
  const [c2s, proxy, http] = await freePorts(3);
  const { key, cert } = await certificate(folder);
  writeAccounts(join(folder, 'data', DOMAIN, 'accounts'), accounts);
  writeFileSync(
    join(folder, 'prosody.cfg.lua'),
    `run_as_root = true
pidfile = "${folder}/pid"
data_path = "${folder}/data"
log = { warn = "${folder}/log" }
network_backend = "epoll"
network_settings = { tcp_backlog = 1024 }
gc = { mode = "generational" }
interfaces = { "127.0.0.1" }
modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "version", "time", "posix" }
modules_disabled = { "s2s" }
c2s_ports = { ${c2s} }
${component === undefined ? '' : `component_ports = { ${component.port} }\nplugin_paths = { "${kits}" }\n`}c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_hashed"
storage = "internal"
ssl = { key = "${key}", certificate = "${cert}" }
http_ports = { ${http} }
http_interfaces = { "127.0.0.1" }
https_ports = { }
http_external_url = "http://127.0.0.1:${http}/"
http_max_content_size = ${LARGEST}
http_file_share_size_limit = ${LARGEST}
http_file_share_daily_quota = ${LARGEST} * 1024
storage_archive_item_limit = 1000000000
proxy65_ports = { ${proxy} }
proxy65_interfaces = { "127.0.0.1" }
${component === undefined ? `VirtualHost "${DOMAIN}"` : attached(folder, component)}
Component "proxy.${DOMAIN}" "proxy65"
  proxy65_address = "127.0.0.1"
  proxy65_acl = { "${DOMAIN}" }
Component "upload.${DOMAIN}" "http_file_share"
  http_host = "127.0.0.1"
  server_user_role = "prosody:user"
`,
  );
  const args = ['--config', join(folder, 'prosody.cfg.lua'), '-F'];
  const server = await startServer({ folder, command, args, ports: [c2s, proxy, http] });
  return { ...server, port: c2s, http, proxy: `proxy.${DOMAIN}`, upload: `upload.${DOMAIN}` };
}

/** The shipped kit with names filled in. Its sections come before those of the proxy. */
function attached(folder, { domain, secret, kit }) {
  const fill = (file) =>
    readFileSync(join(kits, file), 'utf8')
      .replaceAll('files.example.org', domain)
      .replaceAll('example.org', DOMAIN)
      .replaceAll('SECRET', secret)
      .replaceAll('/etc/prosody', folder);
  writeFileSync(join(folder, 'waybill.pfw'), fill('waybill.pfw'));
  return fill(kit === 'firewall' ? 'waybill.cfg.lua' : 'waybill-companion.cfg.lua');
}

function writeAccounts(folder, count) {
  mkdirSync(folder, { recursive: true });
  const { storedKey, serverKey } = scramKeys(PASSWORD, SALT, ROUNDS);
  const record = `return {
  ["iteration_count"] = ${ROUNDS};
  ["salt"] = "${SALT}";
  ["server_key"] = "${serverKey.toString('hex')}";
  ["stored_key"] = "${storedKey.toString('hex')}";
};
`;
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `u${i}.dat`), record);
}
