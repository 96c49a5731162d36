import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Locks of operators, and whose key a key is. Both databases know `ALTER TABLE … ADD COLUMN`; TypeORM's own would
 * rebuild the SQLite table, and rows that hang on it would go with the old one.
 */
export class OperatorLocks1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE operators ADD COLUMN locked_at bigint');
    await runner.query('ALTER TABLE api_keys ADD COLUMN created_by_id varchar');
    // names of operators have no spaces, so that `command line` is none of them
    await runner.query(
      `UPDATE api_keys SET created_by_id =
         (SELECT id FROM operators WHERE operators.name = api_keys.created_by)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN created_by_id');
    await runner.query('ALTER TABLE operators DROP COLUMN locked_at');
  }
}
