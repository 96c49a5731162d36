import { Accounts1764000000001 } from './1764000000001-accounts.js';
import { Messaging1764000000002 } from './1764000000002-messaging.js';
import { Operators1764000000003 } from './1764000000003-operators.js';
import { Transfers1764000000004 } from './1764000000004-transfers.js';
import { Audit1764000000005 } from './1764000000005-audit.js';
import { Uploads1764000000006 } from './1764000000006-uploads.js';
import { Access1764000000007 } from './1764000000007-access.js';
import { Statistics1764000000008 } from './1764000000008-statistics.js';
import { HostAccounts1764000000009 } from './1764000000009-host-accounts.js';
import { TransferOrders1764000000010 } from './1764000000010-transfer-orders.js';
import { OperatorLocks1764000000011 } from './1764000000011-operator-locks.js';
import { AppendOnly1764000000012 } from './1764000000012-append-only.js';

/** The schema's history, oldest first: one for SQLite and PostgreSQL. */
export const migrations = [
  Accounts1764000000001,
  Messaging1764000000002,
  Operators1764000000003,
  Transfers1764000000004,
  Audit1764000000005,
  Uploads1764000000006,
  Access1764000000007,
  Statistics1764000000008,
  HostAccounts1764000000009,
  TransferOrders1764000000010,
  OperatorLocks1764000000011,
  AppendOnly1764000000012,
] as const;
