import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { BigInteger, Integer, OptionalBigInteger, OptionalText, Text, TextKey } from './columns.js';
import { OperatorRow } from './operator.row.js';

/** An invitation or a reset link; `subject` is the account or operator it is for. */
@Entity('one_time_links')
@Index('ix_one_time_links_token_hash', ['token_hash'], { unique: true })
@Index('ix_one_time_links_kind_created_at_id', ['kind', 'created_at', 'id'])
export class OneTimeLinkRow {
  @TextKey() id!: string;
  @Text() kind!: string;
  @Text() token_hash!: string;
  @OptionalText() subject!: string | null;
  @OptionalText() domain!: string | null;
  @OptionalText() note!: string | null;
  @Integer() uses!: number;
  @Integer() max_uses!: number;
  @BigInteger() created_at!: number;
  @BigInteger() expires_at!: number;
  @Text() created_by!: string;
  @OptionalBigInteger() revoked_at!: number | null;
  @OptionalBigInteger() last_used_at!: number | null;
}

/** A program's key; `scopes` are separated by spaces. */
@Entity('api_keys')
@Index('ix_api_keys_key_hash', ['key_hash'], { unique: true })
export class ApiKeyRow {
  @TextKey() id!: string;
  @Text() name!: string;
  @Text() key_hash!: string;
  @Text() scopes!: string;
  @BigInteger() created_at!: number;
  @Text() created_by!: string;
  @OptionalText() created_by_id!: string | null;
  @OptionalBigInteger() expires_at!: number | null;
  @OptionalBigInteger() last_used_at!: number | null;
  @OptionalText() last_used_address!: string | null;
  @OptionalBigInteger() revoked_at!: number | null;
}

/** The sealed TOTP secret of an operator; `last_step` is the newest time step that was used, 0 for none. */
@Entity('operator_second_factors')
export class SecondFactorRow {
  @TextKey() operator_id!: string;
  @Text() key_id!: string;
  @Text() nonce!: string;
  @Text() sealed!: string;
  @BigInteger() created_at!: number;
  @OptionalBigInteger() confirmed_at!: number | null;
  @BigInteger() last_step!: number;

  @ManyToOne(() => OperatorRow, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'operator_id',
    foreignKeyConstraintName: 'fk_operator_second_factors_operator_id',
  })
  owner?: Relation<OperatorRow>;
}

/** One of the codes that stand in for a lost second factor. */
@Entity('operator_recovery_codes')
export class RecoveryCodeRow {
  @TextKey() operator_id!: string;
  @TextKey() code_hash!: string;
  @OptionalBigInteger() used_at!: number | null;

  @ManyToOne(() => OperatorRow, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'operator_id',
    foreignKeyConstraintName: 'fk_operator_recovery_codes_operator_id',
  })
  owner?: Relation<OperatorRow>;
}

/** A list that an operator wants to see again. */
@Entity('saved_views')
@Index('ix_saved_views_operator_id_page', ['operator_id', 'page'])
export class SavedViewRow {
  @TextKey() id!: string;
  @Text() operator_id!: string;
  @Text() page!: string;
  @Text() name!: string;
  @Text() query!: string;
  @BigInteger() created_at!: number;

  @ManyToOne(() => OperatorRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operator_id', foreignKeyConstraintName: 'fk_saved_views_operator_id' })
  owner?: Relation<OperatorRow>;
}
