import { SavedViewStore, type SavedView } from '@waybill/domain';
import type { SavedViewRow } from '../rows/access.row.js';
import type { StoreContext } from '../store-context.js';

/** The lists that operators keep. */
export class SqlSavedViewStore extends SavedViewStore {
  constructor(private readonly context: StoreContext) {
    super();
  }

  override async list(operatorId: string): Promise<readonly SavedView[]> {
    const rows = await this.context.reader.all<SavedViewRow>(
      'SELECT * FROM saved_views WHERE operator_id = $1 ORDER BY created_at, id',
      [operatorId],
    );
    return rows.map(({ id, page, name, query, created_at }) => ({
      id,
      page,
      name,
      query,
      createdAt: created_at,
    }));
  }

  override async add(operatorId: string, view: SavedView): Promise<void> {
    const { id, page, name, query, createdAt } = view;
    await this.context.queue.submit((tx) =>
      tx.run(
        `INSERT INTO saved_views (id, operator_id, page, name, query, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, operatorId, page, name, query, createdAt],
      ),
    );
  }

  override async remove(operatorId: string, id: string): Promise<boolean> {
    const removed = await this.context.queue.submit((tx) =>
      tx.run('DELETE FROM saved_views WHERE operator_id = $1 AND id = $2', [operatorId, id]),
    );
    return removed > 0;
  }
}
