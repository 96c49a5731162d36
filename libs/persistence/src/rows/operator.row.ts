import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  BigInteger,
  IntegerKey,
  OptionalBigInteger,
  OptionalText,
  Text,
  TextKey,
} from './columns.js';

/** Someone who signs in to the dashboard; `name_key` is the name case-folded. */
@Entity('operators')
@Index('ix_operators_name_key', ['name_key'], { unique: true })
export class OperatorRow {
  @TextKey() id!: string;
  @Text() name!: string;
  @Text() name_key!: string;
  @Text() role!: string;
  @Text() password_hash!: string;
  @BigInteger() created_at!: number;
  @OptionalBigInteger() last_seen_at!: number | null;
  @OptionalText() locale!: string | null;
  @OptionalBigInteger() locked_at!: number | null;
}

/** A signed-in browser. */
@Entity('operator_sessions')
@Index('ix_operator_sessions_operator_id', ['operator_id'])
export class OperatorSessionRow {
  @TextKey() id_hash!: string;
  @Text() operator_id!: string;
  @BigInteger() created_at!: number;
  @BigInteger() last_used_at!: number;
  @BigInteger() expires_at!: number;
  @BigInteger() proven_at!: number;
  @Text() address!: string;
  @OptionalText() user_agent!: string | null;

  @ManyToOne(() => OperatorRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operator_id', foreignKeyConstraintName: 'fk_operator_sessions_operator_id' })
  owner?: Relation<OperatorRow>;
}

/** The key to an installation without operators; its id is 1. */
@Entity('setup_tokens')
export class SetupTokenRow {
  @IntegerKey() id!: number;
  @Text() hash!: string;
  @BigInteger() created_at!: number;
  @BigInteger() expires_at!: number;
}
