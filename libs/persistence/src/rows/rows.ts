import {
  ApiKeyRow,
  OneTimeLinkRow,
  RecoveryCodeRow,
  SavedViewRow,
  SecondFactorRow,
} from './access.row.js';
import { AccountDayRow } from './account-day.row.js';
import { AccountRow, AccountKeyRow, AccountLegacySecretRow } from './account.row.js';
import { AuditEntryRow, AuditPersonalRow } from './audit.row.js';
import { HostAccountRow } from './host-account.row.js';
import { OfflineMessageRow } from './offline-message.row.js';
import { OperatorRow, OperatorSessionRow, SetupTokenRow } from './operator.row.js';
import { RosterVersionRow, RosterItemRow } from './roster.row.js';
import { ServerKeyRow } from './server-key.row.js';
import { SignInRow } from './sign-in.row.js';
import { VcardRow, PrivateElementRow } from './stored-xml.row.js';
import {
  UploadDownloadRow,
  UploadHoldingRow,
  UploadReceiverRow,
  UploadRetentionRow,
  UploadRow,
} from './upload.row.js';
import { RetentionPassRow, TransferRow, TransferStepRow, TransferDayRow } from './transfer.row.js';

/** Every row, for the data sources; listed, as globs would find compiled tests too. */
export const rows = [
  AccountRow,
  AccountKeyRow,
  AccountLegacySecretRow,
  SignInRow,
  ServerKeyRow,
  RosterVersionRow,
  RosterItemRow,
  OfflineMessageRow,
  VcardRow,
  PrivateElementRow,
  OperatorRow,
  OperatorSessionRow,
  SetupTokenRow,
  TransferRow,
  TransferStepRow,
  TransferDayRow,
  RetentionPassRow,
  AuditEntryRow,
  AuditPersonalRow,
  OneTimeLinkRow,
  ApiKeyRow,
  SecondFactorRow,
  RecoveryCodeRow,
  SavedViewRow,
  HostAccountRow,
  AccountDayRow,
  UploadRow,
  UploadDownloadRow,
  UploadReceiverRow,
  UploadHoldingRow,
  UploadRetentionRow,
];
