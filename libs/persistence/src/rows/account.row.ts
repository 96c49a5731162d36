import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { BigInteger, Integer, OptionalBigInteger, OptionalText, Text, TextKey } from './columns.js';

/** An account; `last_seen_at` is 0 for one that never signed in. */
@Entity('accounts')
@Index('ix_accounts_jid', ['jid'], { unique: true })
@Index('ix_accounts_last_seen_at_jid', ['last_seen_at', 'jid'])
@Index('ix_accounts_created_at_jid', ['created_at', 'jid'])
export class AccountRow {
  @TextKey() id!: string;
  @Text() jid!: string;
  @Text() localpart!: string;
  @Text() domain!: string;
  @Text() status!: string;
  @OptionalText() locked_reason!: string | null;
  @BigInteger() created_at!: number;
  @BigInteger() last_seen_at!: number;
  @OptionalText() last_seen_address!: string | null;
  @OptionalText() note!: string | null;
  @OptionalBigInteger() legacy_enabled_at!: number | null;
  @OptionalBigInteger() legacy_expires_at!: number | null;
  @OptionalText() legacy_reason!: string | null;
  @OptionalBigInteger() locked_until!: number | null;
}

/** SCRAM keys of one account and hash; bytes in base64. */
@Entity('account_keys')
export class AccountKeyRow {
  @TextKey() account_id!: string;
  @TextKey() hash!: string;
  @Text() salt!: string;
  @Integer() iterations!: number;
  @Text() stored_key!: string;
  @Text() server_key!: string;

  @ManyToOne(() => AccountRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'fk_account_keys_account_id' })
  owner?: Relation<AccountRow>;
}

/** The sealed secret of a legacy sign-in; bytes in base64. */
@Entity('account_legacy_secrets')
export class AccountLegacySecretRow {
  @TextKey() account_id!: string;
  @Text() key_id!: string;
  @Text() nonce!: string;
  @Text() sealed!: string;

  @ManyToOne(() => AccountRow, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'account_id',
    foreignKeyConstraintName: 'fk_account_legacy_secrets_account_id',
  })
  owner?: Relation<AccountRow>;
}
