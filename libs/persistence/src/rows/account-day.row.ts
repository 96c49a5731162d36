import { Entity, Index } from 'typeorm';
import { BigInteger, Integer, TextKey } from './columns.js';

/** What an account sent and received that ended, by the UTC day of its offer. */
@Entity('account_days')
@Index('ix_account_days_account_day', ['account', 'day'])
export class AccountDayRow {
  @TextKey() day!: string;
  @TextKey() account!: string;
  @Integer() sent_transfers!: number;
  @BigInteger() sent_bytes!: number;
  @Integer() received_transfers!: number;
  @BigInteger() received_bytes!: number;
}
