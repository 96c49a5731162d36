import { Entity, Index } from 'typeorm';
import { BigInteger, IntegerKey, OptionalText, Text } from './columns.js';

/** A link of the chain; `body` is the canonical JSON that is hashed. */
@Entity('audit_entries')
@Index('ix_audit_entries_kind_seq', ['kind', 'seq'])
export class AuditEntryRow {
  @IntegerKey() seq!: number;
  @BigInteger() at!: number;
  @Text() kind!: string;
  @Text() body!: string;
  @Text() hash!: string;
}

/** Salts of an entry, and its personal facts unless they stand in the transfer; both JSON, both erasable. */
@Entity('audit_personal')
export class AuditPersonalRow {
  @IntegerKey() seq!: number;
  @Text() salts!: string;
  @OptionalText() facts!: string | null;
}
