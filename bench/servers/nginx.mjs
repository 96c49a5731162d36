// Debian's nginx, as a yardstick: a plain server of files, with DAV's PUT and no XMPP.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, startServer } from '../lib/server.mjs';

export const name = 'nginx';
export const command = 'nginx';

/** Transfers alone: it gives no slots and knows no stanzas. */
export const can = (id) => id.startsWith('upload-') && !/slots|beside/.test(id);

export async function start({ folder }) {
  const [http] = await freePorts(1);
  for (const each of ['files', 'incoming']) mkdirSync(join(folder, each));
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration({ folder, http }));
  const args = ['-p', folder, '-e', join(folder, 'errors'), '-c', file, '-g', 'daemon off;'];
  const server = await startServer({ folder, command, args, ports: [http] });
  return { ...server, http, load: { base: '/files' } };
}

function configuration({ folder, http }) {
  return `user root;
worker_processes auto;
pid ${folder}/pid;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  client_max_body_size 0;
  client_body_temp_path ${folder}/incoming;
  server {
    listen 127.0.0.1:${http} backlog=1024;
    location /files { root ${folder}; dav_methods PUT; }
  }
}
`;
}
