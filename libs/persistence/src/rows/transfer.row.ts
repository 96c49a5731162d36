import { Entity, Index } from 'typeorm';
import {
  BigInteger,
  BigIntegerKey,
  Integer,
  IntegerKey,
  OptionalBigInteger,
  OptionalText,
  Text,
  TextKey,
} from './columns.js';

/** A transfer; `id` rises in the order of insertion. `size` is the declared size, else what was measured, else -1. */
@Entity('transfers')
@Index('ix_transfers_uuid', ['uuid'], { unique: true })
@Index('ix_transfers_short_id', ['short_id'])
@Index('ix_transfers_offered_at_id', ['offered_at', 'id'])
@Index('ix_transfers_sender_offered_at_id', ['sender', 'offered_at', 'id'])
@Index('ix_transfers_receiver_offered_at_id', ['receiver', 'offered_at', 'id'])
@Index('ix_transfers_state_offered_at_id', ['state', 'offered_at', 'id'])
@Index('ix_transfers_method_offered_at_id', ['method', 'offered_at', 'id'])
@Index('ix_transfers_size_id', ['size', 'id'])
@Index('ix_transfers_duration_id', ['duration', 'id'])
@Index('ix_transfers_rate_id', ['rate', 'id'])
@Index('ix_transfers_reason_offered_at_id', ['reason', 'offered_at', 'id'], {
  where: 'reason IS NOT NULL',
})
@Index('ix_transfers_sha256_id', ['sha256', 'id'])
@Index('ix_transfers_declared_hash_id', ['declared_hash', 'id'])
export class TransferRow {
  @IntegerKey() id!: number;
  @Text() uuid!: string;
  @Text() short_id!: string;
  @Text() method!: string;
  @Text() path!: string;
  @Text() state!: string;
  @Text() evidence!: string;
  @Text() visibility!: string;
  @Text() host!: string;
  @OptionalText() reason!: string | null;
  @Text() sender!: string;
  @Text() receiver!: string;
  @OptionalText() sender_full!: string | null;
  @OptionalText() sender_address!: string | null;
  @OptionalText() receiver_full!: string | null;
  @OptionalText() receiver_address!: string | null;
  @OptionalText() sid!: string | null;
  @OptionalText() content_name!: string | null;
  @OptionalText() file_name!: string | null;
  @OptionalText() file_type!: string | null;
  @OptionalText() declared_hash!: string | null;
  @OptionalText() declared_hash_algorithm!: string | null;
  @OptionalText() description!: string | null;
  @OptionalBigInteger() declared_size!: number | null;
  @OptionalBigInteger() range_offset!: number | null;
  @OptionalBigInteger() range_length!: number | null;
  @OptionalBigInteger() bytes_sent!: number | null;
  @OptionalBigInteger() bytes_back!: number | null;
  @OptionalText() sha256!: string | null;
  @OptionalText() streamhost_jid!: string | null;
  @BigInteger() offered_at!: number;
  @OptionalBigInteger() accepted_at!: number | null;
  @OptionalBigInteger() started_at!: number | null;
  @OptionalBigInteger() ended_at!: number | null;
  @BigInteger() size!: number;
  /** Milliseconds from the first byte to the end; -1 where it is not known. */
  @OptionalBigInteger() duration!: number | null;
  /** Mean bytes per second of an ended transfer; -1 where it is not known. */
  @OptionalBigInteger() rate!: number | null;
}

/** One step of a timeline; `detail` is JSON. */
@Entity('transfer_steps')
export class TransferStepRow {
  @IntegerKey() transfer_id!: number;
  @IntegerKey() seq!: number;
  @BigInteger() at!: number;
  @Text() lane!: string;
  @Text() kind!: string;
  @Text() detail!: string;
  @OptionalText() stanza!: string | null;
}

/** What ended, by the UTC day of its offer; `reason` is empty where there is none. */
@Entity('transfer_days')
export class TransferDayRow {
  @TextKey() day!: string;
  @TextKey() method!: string;
  @TextKey() state!: string;
  @TextKey() reason!: string;
  @Integer() transfers!: number;
  @BigInteger() bytes!: number;
}

/**
 * Stands here while retention deletes, within its transaction and never longer: triggers refuse all other deletion.
 * Transfers offered before that instant may go.
 */
@Entity('retention_passes')
export class RetentionPassRow {
  @BigIntegerKey() before_at!: number;
}
