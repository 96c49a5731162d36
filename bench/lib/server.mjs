// What all servers under test share: a folder, free ports, a process that is started, waited for and ended.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

export const PASSWORD = 'correct-horse-battery';
export const DOMAIN = 'localhost';

/** `count` ports that nobody listens on. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((done) => server.once('listening', done))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Starts a server and waits until all `ports` accept connections. What it prints goes to `output` in its folder. */
export async function startServer({ folder, command, args, env = {}, ports }) {
  const log = join(folder, 'output');
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  const failed = () => new Error(`${command} ended: ${readFileSync(log, 'utf8').slice(-2000)}`);
  for (const port of ports) await listening(child, port, failed);
  return {
    pid: child.pid,
    stop: () =>
      new Promise((done) => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        const harder = setTimeout(() => child.kill('SIGKILL'), 15_000);
        child.once('exit', () => (clearTimeout(harder), done()));
        child.kill('SIGTERM');
      }),
  };
}

async function listening(child, port, failed) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (child.exitCode !== null || child.signalCode !== null) throw failed();
    if (await accepts(port)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill('SIGKILL');
  throw failed();
}

function accepts(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}

/** A self-signed certificate for `localhost`, made with openssl. */
export async function certificate(folder) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
  ];
  const child = spawn(
    'openssl',
    [...args, '-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', cert],
    {
      stdio: 'ignore',
    },
  );
  const status = await new Promise((done) => child.once('exit', done));
  if (status !== 0) throw new Error('openssl could not make a certificate');
  return { key, cert };
}
