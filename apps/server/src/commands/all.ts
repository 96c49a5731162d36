import { adduser, deluser, passwd } from './account-commands.js';
import {
  adminDisable2fa,
  adminList,
  adminLock,
  adminRemove,
  adminReset,
  adminRole,
  adminUnlock,
  inviteCreate,
  inviteList,
  inviteRevoke,
  tokenCreate,
  tokenList,
  tokenRevoke,
  usersReset,
} from './access-commands.js';
import { adminCreate } from './admin-commands.js';
import {
  attachmentsAdd,
  attachmentsList,
  attachmentsRemove,
  attachmentsSet,
} from './attachment-commands.js';
import {
  backupCreate,
  backupList,
  backupPrune,
  backupRestore,
  backupVerify,
} from './backup-commands.js';
import { check } from './check-commands.js';
import type { Command } from './command.js';
import { configCheck, configShow } from './config-commands.js';
import {
  auditExport,
  auditTail,
  auditVerify,
  retentionRun,
  transfersExport,
} from './record-commands.js';
import { demo } from './demo-command.js';
import { serve } from './serve-command.js';
import { sessionsKick, sessionsList } from './session-commands.js';
import { configSnippet } from './snippet-command.js';
import { status, version } from './status-commands.js';
import { testTransfer } from './test-transfer-command.js';
import {
  transfersCancel,
  transfersList,
  transfersShow,
  transfersWatch,
} from './transfer-commands.js';
import { usersExport, usersImport, usersLock, usersUnlock } from './user-file-commands.js';
import {
  uploadsDelete,
  uploadsGc,
  uploadsList,
  uploadsShow,
  uploadsVerify,
} from './upload-commands.js';
import { uploadsRetention } from './upload-retention-command.js';
import { usersLegacy, usersList } from './user-commands.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serve,
  demo,
  status,
  adduser,
  passwd,
  deluser,
  usersList,
  usersLock,
  usersUnlock,
  usersReset,
  usersImport,
  usersExport,
  usersLegacy,
  inviteCreate,
  inviteList,
  inviteRevoke,
  adminCreate,
  adminList,
  adminRole,
  adminLock,
  adminUnlock,
  adminReset,
  adminDisable2fa,
  adminRemove,
  tokenCreate,
  tokenList,
  tokenRevoke,
  sessionsList,
  sessionsKick,
  transfersList,
  transfersShow,
  transfersWatch,
  transfersCancel,
  transfersExport,
  uploadsList,
  uploadsShow,
  uploadsDelete,
  uploadsVerify,
  uploadsGc,
  uploadsRetention,
  auditTail,
  auditExport,
  auditVerify,
  retentionRun,
  backupCreate,
  backupList,
  backupVerify,
  backupRestore,
  backupPrune,
  testTransfer,
  attachmentsList,
  attachmentsAdd,
  attachmentsSet,
  attachmentsRemove,
  configCheck,
  configShow,
  configSnippet,
  check,
  version,
];
