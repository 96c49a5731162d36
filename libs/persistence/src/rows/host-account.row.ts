import { Entity, Index } from 'typeorm';
import { OptionalBigInteger, OptionalText, Text, TextKey } from './columns.js';

/** What is remembered of an account that a host server keeps. */
@Entity('host_accounts')
@Index('ix_host_accounts_host', ['host'])
export class HostAccountRow {
  @TextKey() jid!: string;
  @Text() host!: string;
  @OptionalText() note!: string | null;
  @OptionalText() locked_by!: string | null;
  @OptionalBigInteger() locked_at!: number | null;
  @OptionalText() locked_reason!: string | null;
}
