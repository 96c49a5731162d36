import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that tests drive, and the Debian package that brings it. */
export interface Program {
  readonly name: string;
  readonly debianPackage: string;
  /** Full path, or undefined where it is not installed. */
  readonly path: string | undefined;
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}

function onPath(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.map((folder) => executable(join(folder, name))).find((path) => path !== undefined);
}

function postgresBinary(name: string): string | undefined {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
    return versions
      .map((version) => executable(join(root, version, 'bin', name)))
      .find((path) => path !== undefined);
  } catch {
    return undefined;
  }
}

export const programs = {
  prosody: { name: 'prosody', debianPackage: 'prosody', path: onPath('prosody') },
  ejabberdctl: { name: 'ejabberdctl', debianPackage: 'ejabberd', path: onPath('ejabberdctl') },
  chromium: { name: 'chromium', debianPackage: 'chromium', path: onPath('chromium') },
  python: {
    name: 'python3',
    debianPackage: 'python3-slixmpp',
    path: executable('/usr/bin/python3'),
  },
  goSendxmpp: { name: 'go-sendxmpp', debianPackage: 'go-sendxmpp', path: onPath('go-sendxmpp') },
  postgres: { name: 'postgres', debianPackage: 'postgresql', path: postgresBinary('postgres') },
} as const satisfies Record<string, Program>;

/**
 * What a test's name ends with when its program is absent, so that a skipped test says how to run it; empty when
 * it can run.
 */
export function missing(...needed: readonly Program[]): string {
  const packages = needed.filter(({ path }) => path === undefined).map((p) => p.debianPackage);
  return packages.length === 0 ? '' : ` (needs: apt-get install ${packages.join(' ')})`;
}
