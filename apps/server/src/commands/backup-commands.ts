import { resolve } from 'node:path';
import { StoreFault } from '@waybill/domain';
import { sqliteFileOf } from '@waybill/persistence';
import type { Config } from '@waybill/platform';
import { BadBackup, restoreBackup, verifyBackup } from '../backup/backup-file.js';
import { backupFolder, listBackups, pruneBackups } from '../backup/backup-folder.js';
import type { Manifest } from '../backup/manifest.js';
import { ControlFault } from '../control/protocol.js';
import { databaseUrl } from '../wiring/storage.js';
import { withAccounts } from './account-commands.js';
import { CommandFailure, EXIT, type Command, type ExitCode, type Invocation } from './command.js';
import { bytesText, table } from './format.js';
import { countOption } from './user-commands.js';

const PG_DUMP = 'PostgreSQL is backed up with its own tools: pg_dump -Fc, and pg_restore.';

export const backupCreate: Command = {
  words: 'backup create',
  arity: [0, 0],
  summary: 'Make a backup of the database, while the server runs or without it',
  details:
    'One file (tar, gzip): the database, settings without passwords, and a list of the stored uploads, which are not\n' +
    `in it. It is checked, with the audit chain, before it gets its name. ${PG_DUMP}`,
  example: 'waybill backup create --to /mnt/backups/waybill.tar.gz',
  options: {
    to: { type: 'string', value: 'FILE', help: 'where it goes (default: backup.folder)' },
    'with-secrets': { type: 'boolean', help: 'with keys and secrets: keep it as safe as those' },
  },
  run: (invocation) =>
    withAccounts(invocation, async (caller) => {
      const to = invocation.text('to');
      const made = await caller.call('backup.create', {
        to: to === undefined ? undefined : resolve(to),
        withSecrets: invocation.flag('with-secrets'),
      });
      if (made instanceof ControlFault) return CommandFailure.of(made);
      const { file, bytes, transfers, accounts, auditEntries } = made;
      const held = `${transfers} transfers, ${accounts} accounts, ${auditEntries} audit entries, all intact`;
      invocation.print(made, `${file}, ${bytesText(bytes)}: ${held}`);
      return EXIT.ok;
    }),
};

export const backupList: Command = {
  words: 'backup list',
  arity: [0, 0],
  summary: 'List the backups in backup.folder, newest first',
  example: 'waybill backup list',
  run: withConfig(async (invocation, config) => {
    const backups = await listBackups(backupFolder(config));
    const items = backups.map(({ file, createdAt, bytes }) => ({
      file,
      createdAt: new Date(createdAt).toISOString(),
      bytes,
    }));
    const rows = items.map((one) => [
      one.createdAt.slice(0, 19).replace('T', ' '),
      bytesText(one.bytes),
      one.file,
    ]);
    const text =
      rows.length === 0
        ? `no backups in ${backupFolder(config)}`
        : table([['MADE (UTC)', 'SIZE', 'FILE'], ...rows]);
    invocation.print({ items }, text);
    return EXIT.ok;
  }),
};

export const backupVerify: Command = {
  words: 'backup verify',
  operands: 'FILE',
  arity: [1, 1],
  summary: 'Unpack a backup, compare its files with the manifest, and check the database in it',
  details:
    'Needs room for the database beside the file. Pages, schema and audit chain are checked.',
  example: 'waybill backup verify data/backups/waybill-2026-11-28T02-00-00Z.tar.gz',
  run: (invocation) =>
    refusing(async () => {
      const file = resolve(invocation.operands[0] ?? '');
      const manifest = await verifyBackup(file);
      invocation.print(manifest, described(manifest));
      return EXIT.ok;
    }),
};

export const backupRestore: Command = {
  words: 'backup restore',
  operands: 'FILE',
  arity: [1, 1],
  summary: 'Put a backup in the place of the database; the old one stays beside it',
  details: `The server must be stopped. The backup is verified first. ${PG_DUMP}`,
  example: 'waybill backup restore data/backups/waybill-2026-11-28T02-00-00Z.tar.gz',
  run: withConfig((invocation, config) =>
    refusing(async () => {
      const databaseFile = sqliteFileOf(databaseUrl(config));
      if (databaseFile === undefined) {
        return new CommandFailure(EXIT.problem, PG_DUMP, 'unsupported');
      }
      const file = resolve(invocation.operands[0] ?? '');
      // what is said of it while a server runs is known before anything is unpacked
      const server = await invocation.server();
      if (!(server instanceof CommandFailure)) {
        await server.close();
        return new CommandFailure(EXIT.problem, 'the server runs: stop it first', 'in-use');
      }
      const parts = { databaseFile, dataDir: config.dataDir, now: Date.now() };
      const { manifest, old } = await restoreBackup(file, parts);
      const before = old === undefined ? '' : `\nthe database from before is ${old}`;
      const secrets = manifest.secrets
        ? ''
        : '\nit holds no keys: legacy sign-ins, second factors and upload links need those of this data folder';
      const text = `${databaseFile} is as it was: ${described(manifest)}${before}${secrets}`;
      invocation.print({ ...manifest, old: old ?? null }, text);
      return EXIT.ok;
    }),
  ),
};

export const backupPrune: Command = {
  words: 'backup prune',
  arity: [0, 0],
  summary: 'Delete all but the newest backups in backup.folder',
  example: 'waybill backup prune --keep 7',
  options: { keep: { type: 'string', value: 'N', help: 'how many stay (default 7)' } },
  run: withConfig(async (invocation, config) => {
    const keep = countOption(invocation.text('keep'), 7);
    if (keep instanceof CommandFailure) return keep;
    const gone = await pruneBackups(backupFolder(config), keep);
    const deleted = gone.map(({ file }) => file);
    invocation.print({ deleted }, `${deleted.length} backups deleted`);
    return EXIT.ok;
  }),
};

function described({ createdAt, version, database, uploads }: Manifest): string {
  const { transfers, accounts, chain, schema } = database;
  return [
    `made ${createdAt.slice(0, 19).replace('T', ' ')} UTC by Waybill ${version} (${schema})`,
    `${transfers} transfers, ${accounts} accounts, ${chain.entries} audit entries, all intact`,
    `${uploads.files} stored uploads belong to it (${bytesText(uploads.bytes)}); they are not in it`,
  ].join('\n');
}

function withConfig(
  work: (invocation: Invocation, config: Config) => Promise<ExitCode | CommandFailure>,
): Command['run'] {
  return async (invocation) => {
    const loaded = invocation.config();
    return loaded instanceof CommandFailure ? loaded : work(invocation, loaded.config);
  };
}

/** Says what is wrong with a file, or with the place for it. */
async function refusing(
  work: () => Promise<ExitCode | CommandFailure>,
): Promise<ExitCode | CommandFailure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadBackup)
      return new CommandFailure(EXIT.problem, error.message, 'bad-backup');
    if (error instanceof StoreFault)
      return new CommandFailure(EXIT.problem, error.message, error.code);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return new CommandFailure(EXIT.problem, message, 'not-written');
  }
}
