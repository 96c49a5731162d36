import { Entity, Index } from 'typeorm';
import { BigInteger, IntegerKey, OptionalText, Text } from './columns.js';

/** One try to sign in. */
@Entity('sign_ins')
@Index('ix_sign_ins_jid_id', ['jid', 'id'])
@Index('ix_sign_ins_at', ['at'])
export class SignInRow {
  @IntegerKey() id!: number;
  @BigInteger() at!: number;
  @Text() jid!: string;
  @Text() address!: string;
  @Text() via!: string;
  @Text() mechanism!: string;
  @Text() result!: string;
  @OptionalText() reason!: string | null;
}
