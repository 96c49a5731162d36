import { Column, PrimaryColumn, type ValueTransformer } from 'typeorm';

/** sqlite3 gives a bigint column as a number, pg as a string; ours stay below 2^53. */
const asNumber: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

// Row properties bear the names of their columns, so that raw reads and the ORM give the same shape.
export const TextKey = () => PrimaryColumn({ type: 'varchar' });
export const IntegerKey = () => PrimaryColumn({ type: 'integer' });
export const BigIntegerKey = () => PrimaryColumn({ type: 'bigint', transformer: asNumber });
export const Text = () => Column({ type: 'varchar' });
export const OptionalText = () => Column({ type: 'varchar', nullable: true });
export const Integer = () => Column({ type: 'integer' });
export const BigInteger = () => Column({ type: 'bigint', transformer: asNumber });
export const OptionalBigInteger = () =>
  Column({ type: 'bigint', transformer: asNumber, nullable: true });
export const Flag = () => Column({ type: 'boolean' });
export const OptionalInteger = () => Column({ type: 'integer', nullable: true });
