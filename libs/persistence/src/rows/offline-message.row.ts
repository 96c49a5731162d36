import { Entity, Index } from 'typeorm';
import { BigInteger, Integer, IntegerKey, Text } from './columns.js';

/** A message that waits. */
@Entity('offline_messages')
@Index('ix_offline_messages_account_id', ['account', 'id'])
@Index('ix_offline_messages_received_at', ['received_at'])
export class OfflineMessageRow {
  @IntegerKey() id!: number;
  @Text() account!: string;
  @BigInteger() received_at!: number;
  @Integer() bytes!: number;
  @Text() xml!: string;
}
