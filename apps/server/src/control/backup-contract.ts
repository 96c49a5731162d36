/** Backups, over the control socket. What needs no database, such as looking at one, the command does by itself. */
export interface BackupContract {
  'backup.create': {
    params: {
      /** Absolute path; the folder of backups where it is left out. */
      readonly to?: string | undefined;
      readonly withSecrets: boolean;
    };
    result: {
      readonly file: string;
      readonly bytes: number;
      readonly createdAt: string;
      readonly transfers: number;
      readonly accounts: number;
      readonly auditEntries: number;
      readonly secrets: boolean;
    };
  };
}
