import access from './access.json';
import account from './account.json';
import attachments from './attachments.json';
import audit from './audit.json';
import entry from './entry.json';
import health from './health.json';
import imports from './import.json';
import invites from './invites.json';
import live from './live.json';
import overview from './overview.json';
import sessions from './sessions.json';
import shell from './shell.json';
import storage from './storage.json';
import transfer from './transfer.json';
import transfers from './transfers.json';
import users from './users.json';

/** Every text of the dashboard in English, a file for each part of it. */
export const messages = {
  ...access,
  ...account,
  ...attachments,
  ...audit,
  ...entry,
  ...health,
  ...imports,
  ...invites,
  ...live,
  ...overview,
  ...sessions,
  ...shell,
  ...storage,
  ...transfer,
  ...transfers,
  ...users,
};
