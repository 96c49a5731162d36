import { join } from 'node:path';
import { ArgonPasswordHasher, OtpauthTotp } from '@waybill/admin-api';
import {
  AccountAuthenticator,
  AccountDirectory,
  DecoyCredentials,
  KeyDerivation,
  KeyRing,
  LegacyVault,
  LinkDesk,
  OperatorDirectory,
  OperatorFault,
  SecondFactors,
  SetupTokens,
  SignInThrottle,
  THROTTLE_LIMITS,
  TransferRetention,
  type AuthenticatorParts,
} from '@waybill/domain';
import { loadVaultKeys, openDatabase, type Database } from '@waybill/persistence';
import type { Config, Log } from '@waybill/platform';
import { HostClients } from '../auth-api/host-client.js';
import { privateFolder } from './private-file.js';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** Longest delay of an answer to a host server: Prosody and ejabberd give up soon after. */
const HOST_DELAY_MS = 4_000;

/** The database with the rules that stand before it: all that commands need while no server runs. */
export interface Storage {
  readonly database: Database;
  readonly accounts: AccountDirectory;
  readonly authenticator: AccountAuthenticator;
  /** For host servers that ask about accounts kept here. */
  readonly hostAuthenticator: AccountAuthenticator;
  /** Host servers that may ask, and whose accounts those are. */
  readonly hostClients: HostClients;
  readonly operators: OperatorDirectory;
  readonly setup: SetupTokens;
  readonly secondFactors: SecondFactors;
  readonly keys: KeyRing;
  readonly links: LinkDesk;
  readonly retention: TransferRetention;
  close(): Promise<void>;
}

export interface StorageOptions {
  readonly config: Config;
  readonly log: Log;
  readonly now: () => number;
  /** Whether pending migrations run. */
  readonly migrate: boolean;
}

/** Where the database is: as configured, or one file in the data folder. */
export function databaseUrl(config: Config): string {
  return config.database.url ?? `sqlite:${join(config.dataDir, 'waybill.db')}`;
}

/**
 * Opens the database and brings it up to date.
 * @throws StoreFault when it cannot be had, `in-use` among others
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { config, now, migrate } = options;
  await privateFolder(config.dataDir);
  const database = await openDatabase({
    url: databaseUrl(config),
    migrate,
    backupFolder: join(config.dataDir, 'backups'),
    now,
  });
  try {
    return await withRules(database, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Where accounts may be made; an attachment that is made later may bring more domains. */
const accountPlaces = ({ standalone }: Config, hostClients: HostClients) => ({
  get domains(): readonly string[] {
    return [...new Set([...standalone.domains, ...hostClients.domains])];
  },
});

async function withRules(
  database: Database,
  { config, log, now }: StorageOptions,
): Promise<Storage> {
  const { auth } = config.limits;
  const vault = new LegacyVault(await loadVaultKeys(join(config.dataDir, 'keys', 'legacy.key')));
  const derivation = new KeyDerivation();
  const setup = new SetupTokens(database.setupTokens, database.operators, now);
  const hostClients = new HostClients(config);
  const places = accountPlaces(config, hostClients);
  const accounts = new AccountDirectory({
    accounts: database.accounts,
    derivation,
    vault,
    now,
    get domains() {
      return places.domains;
    },
    iterations: auth.scramIterations,
  });
  const operators = new OperatorDirectory({
    operators: database.operators,
    hasher: new ArgonPasswordHasher(),
    setup,
    now,
  });
  return {
    database,
    setup,
    accounts,
    hostClients,
    operators,
    retention: new TransferRetention(
      database.transferRetention,
      config.retention.transferDays || undefined,
      now,
    ),
    ...waysIn(database, vault, { accounts, operators, places, now }),
    ...authenticators(config, {
      accounts: database.accounts,
      signIns: database.signIns,
      vault,
      derivation,
      decoys: new DecoyCredentials(
        await database.serverKeys.load('decoy-credentials'),
        auth.scramIterations,
      ),
      now,
      onLost: (err, { jid, at }) =>
        log.error(
          { event: 'sign_in_not_recorded', jid, at, err },
          'a sign-in is not in the history',
        ),
    }),
    close: () => database.close(),
  };
}

/** The two doors to accounts: our own client streams, and host servers that ask. */
function authenticators(
  { limits: { auth } }: Config,
  parts: Omit<AuthenticatorParts, 'throttle' | 'via'>,
): Pick<Storage, 'authenticator' | 'hostAuthenticator'> {
  const limits = {
    ...THROTTLE_LIMITS,
    addressFailures: auth.failuresPerHourPerAddress,
    blockMs: auth.blockMinutes * MINUTE_MS,
    freeFailures: auth.failuresBeforeDelay,
    maxDelayMs: auth.maxDelaySeconds * SECOND_MS,
  };
  // all users of a host come from its one address, which is never blocked; and a host does not wait for long
  const hostLimits = {
    ...limits,
    addressFailures: Number.MAX_SAFE_INTEGER,
    maxDelayMs: Math.min(limits.maxDelayMs, HOST_DELAY_MS),
  };
  const throttle = new SignInThrottle(parts.now, limits);
  return {
    authenticator: new AccountAuthenticator({ ...parts, throttle }),
    hostAuthenticator: new AccountAuthenticator({
      ...parts,
      via: 'http-auth',
      throttle: new SignInThrottle(parts.now, hostLimits),
    }),
  };
}

/** Second factors, keys and links. */
function waysIn(
  database: Database,
  vault: LegacyVault,
  {
    accounts,
    operators,
    places,
    now,
  }: Pick<Storage, 'accounts' | 'operators'> & {
    readonly places: { readonly domains: readonly string[] };
    readonly now: () => number;
  },
): Pick<Storage, 'secondFactors' | 'keys' | 'links'> {
  const store = database.secondFactors;
  return {
    secondFactors: new SecondFactors({ store, engine: new OtpauthTotp(), vault, now }),
    keys: new KeyRing(database.apiKeys, database.operators, now),
    links: new LinkDesk({
      links: database.links,
      accounts,
      operators: database.operators,
      operatorDirectory: operators,
      get domains() {
        return places.domains;
      },
      now,
    }),
  };
}

/** Makes the configured first administrator, once. @returns why it could not be made */
export async function bootstrapOperator(
  config: Config,
  storage: Storage,
  log: Log,
): Promise<OperatorFault | undefined> {
  const { user, password } = config.admin;
  if (user === undefined || password === undefined) return undefined;
  if ((await storage.database.operators.count()) > 0) return undefined;
  const wish = { name: user, password, role: 'owner' } as const;
  const made = await storage.operators.add(wish, { kind: 'server' });
  if (made instanceof OperatorFault) return made;
  log.info({ event: 'admin_created', name: made.name }, 'made the configured administrator');
  return undefined;
}
