import { Table, type TableColumnOptions, type TableIndexOptions } from 'typeorm';

/** A column of text; `varchar` without a length is unbounded on both databases. */
export const text = (name: string): TableColumnOptions => ({ name, type: 'varchar' });
/** A whole number below 2^31. */
export const integer = (name: string): TableColumnOptions => ({ name, type: 'integer' });
/** A byte count or an instant. */
export const bigint = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
export const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });

export const nullable = (column: TableColumnOptions): TableColumnOptions => ({
  ...column,
  isNullable: true,
});
export const key = (column: TableColumnOptions): TableColumnOptions => ({
  ...column,
  isPrimary: true,
});

/** An index named after its table and columns. */
export function index(table: string, columns: string[], isUnique = false): TableIndexOptions {
  return { name: `ix_${table}_${columns.join('_')}`, columnNames: columns, isUnique };
}

/** A table with its indexes; `owner` names the table whose rows take theirs along when they go. */
export function table(
  name: string,
  columns: TableColumnOptions[],
  indices: TableIndexOptions[] = [],
  owner?: { readonly column: string; readonly table: string },
): Table {
  const foreignKeys =
    owner === undefined
      ? []
      : [
          {
            name: `fk_${name}_${owner.column}`,
            columnNames: [owner.column],
            referencedTableName: owner.table,
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
        ];
  return new Table({ name, columns, indices, foreignKeys });
}
