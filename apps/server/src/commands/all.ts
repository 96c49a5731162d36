import { adduser, deluser, passwd } from './account-commands.js';
import { adminCreate, adminReset } from './admin-commands.js';
import { checkComponents } from './check-commands.js';
import type { Command } from './command.js';
import { configCheck, configShow } from './config-commands.js';
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
import { usersLegacy, usersList } from './user-commands.js';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  serve,
  status,
  adduser,
  passwd,
  deluser,
  usersList,
  usersLegacy,
  adminCreate,
  adminReset,
  sessionsList,
  sessionsKick,
  transfersList,
  transfersShow,
  transfersWatch,
  transfersCancel,
  testTransfer,
  configCheck,
  configShow,
  configSnippet,
  checkComponents,
  version,
];
