// Debian's ejabberd without throttles, and without the busy waiting that would count as work.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scramKeys } from '../lib/scram.mjs';
import { certificate, DOMAIN, freePorts, PASSWORD, startServer } from '../lib/server.mjs';

const SALT = 'waybill-bench';
const ROUNDS = 4096; // ejabberd's own default

export const name = 'ejabberd';
export const command = 'erl';

/** @param component where given, its listener is opened and it is shown every stanza of the users */
export async function start({ folder, accounts, component }) {
  const [c2s, proxy, http, ready] = await freePorts(4);
  const { key, cert } = await certificate(folder);
  const pem = join(folder, 'both.pem');
  writeFileSync(pem, readFileSync(key, 'utf8') + readFileSync(cert, 'utf8'));
  mkdirSync(join(folder, 'db'));
  writeFileSync(
    join(folder, 'ejabberd.yml'),
    configuration({ pem, c2s, proxy, http, folder, component }),
  );
  const env = {
    ERL_LIBS: '/usr/lib/x86_64-linux-gnu',
    EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
    EJABBERD_LOG_PATH: join(folder, 'log'),
    EJABBERD_PID_PATH: join(folder, 'pid'),
    ERL_MAX_PORTS: '64000',
    ERL_CRASH_DUMP: join(folder, 'crash'),
    HOME: folder,
  };
  const quiet = ['+sbwt', 'none', '+sbwtdcpu', 'none', '+sbwtdio', 'none'];
  const args = [
    '-noinput',
    '+K',
    'true',
    '+P',
    '250000',
    '+Q',
    '64000',
    ...quiet,
    '-mnesia',
    'dir',
  ];
  args.push(`"${folder}/db"`, '-s', 'ejabberd', '-eval', addAccounts(accounts, ready));
  const ports = [c2s, proxy, http, ready];
  const server = await startServer({ folder, command, args, env, ports });
  return { ...server, port: c2s, http, proxy: `proxy.${DOMAIN}`, upload: `upload.${DOMAIN}` };
}

function configuration({ pem, c2s, proxy, http, folder, component }) {
  return `hosts: [${DOMAIN}]
loglevel: warning
certfiles: ["${pem}"]
auth_method: internal
auth_password_format: scram
shaper: {}
shaper_rules: { max_user_sessions: 100000, c2s_shaper: none }
max_fsm_queue: 1000000
access_rules: { c2s: { allow: all }, local: { allow: all } }
listen:
  - { port: ${c2s}, ip: "127.0.0.1", module: ejabberd_c2s, access: c2s, shaper: none, starttls: true, backlog: 1024 }
  - { port: ${http}, ip: "127.0.0.1", module: ejabberd_http, request_handlers: { /upload: mod_http_upload }, backlog: 1024 }
${component === undefined ? '' : listener(component)}modules:
${component === undefined ? '' : `  mod_service_log: { loggers: ["${component.domain}"] }\n`}  mod_disco: {}
  mod_ping: {}
  mod_roster: {}
  mod_version: {}
  mod_proxy65:
    host: proxy.${DOMAIN}
    ip: "127.0.0.1"
    port: ${proxy}
    access: all
    max_connections: infinity
    shaper: none
  mod_http_upload:
    host: upload.${DOMAIN}
    docroot: "${folder}/upload"
    put_url: "http://127.0.0.1:${http}/upload"
    max_size: infinity
    access: all
`;
}

function listener({ port, domain, secret }) {
  const hosts = `{ "${domain}": { password: "${secret}" } }`;
  return `  - { port: ${port}, ip: "127.0.0.1", module: ejabberd_service, access: all, global_routes: false, hosts: ${hosts} }\n`;
}

/**
 * Erlang that writes the accounts with keys made once, where ejabberd would spend a minute making them, and then
 * listens on `port` as a sign that it is done.
 */
function addAccounts(count, port) {
  const { storedKey, serverKey } = scramKeys(PASSWORD, SALT, ROUNDS);
  const salt = Buffer.from(SALT).toString('base64');
  const scram = `{scram, <<"${storedKey.toString('base64')}">>, <<"${serverKey.toString('base64')}">>, <<"${salt}">>, sha, ${ROUNDS}}`;
  return `spawn(fun() ->
    (fun Wait() -> case catch mnesia:wait_for_tables([passwd], 1000) of ok -> ok; _ -> timer:sleep(100), Wait() end end)(),
    [mnesia:dirty_write({passwd, {list_to_binary("u" ++ integer_to_list(I)), <<"${DOMAIN}">>}, ${scram}}) || I <- lists:seq(0, ${count - 1})],
    {ok, _} = gen_tcp:listen(${port}, [{ip, {127,0,0,1}}]),
    timer:sleep(infinity)
  end).`;
}
