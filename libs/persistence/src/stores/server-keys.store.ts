import { randomBytes } from 'node:crypto';
import { ServerKeyStore } from '@waybill/domain';
import type { ServerKeyRow } from '../rows/server-key.row.js';
import type { StoreContext } from '../store-context.js';

/** Keys that outlive restarts. */
export class SqlServerKeyStore extends ServerKeyStore {
  constructor(
    private readonly context: StoreContext,
    private readonly now: () => number,
  ) {
    super();
  }

  override load(name: string): Promise<Buffer> {
    return this.context.queue.submit(async (tx) => {
      await tx.run(
        `INSERT INTO server_keys (name, secret, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO NOTHING`,
        [name, randomBytes(32).toString('base64'), this.now()],
      );
      const [row] = await tx.all<ServerKeyRow>('SELECT * FROM server_keys WHERE name = $1', [name]);
      return Buffer.from(row?.secret ?? '', 'base64');
    });
  }
}
