import { Entity, Index } from 'typeorm';
import {
  BigInteger,
  Integer,
  IntegerKey,
  OptionalBigInteger,
  OptionalInteger,
  OptionalText,
  Text,
  TextKey,
} from './columns.js';

/** A slot and its file; `id` is that of the transfer. */
@Entity('uploads')
@Index('ix_uploads_token', ['token'], { unique: true })
@Index('ix_uploads_granted_at_id', ['granted_at', 'id'])
@Index('ix_uploads_account_granted_at_id', ['account', 'granted_at', 'id'])
@Index('ix_uploads_state_granted_at_id', ['state', 'granted_at', 'id'])
@Index('ix_uploads_state_purpose_stored_at', ['state', 'purpose', 'stored_at'])
@Index('ix_uploads_state_expire_before_at', ['state', 'expire_before_at'])
@Index('ix_uploads_size_id', ['size', 'id'])
@Index('ix_uploads_sha256', ['sha256'])
export class UploadRow {
  @TextKey() id!: string;
  @Text() token!: string;
  @Text() file_name!: string;
  @Text() purpose!: string;
  @Text() domain!: string;
  @Text() host!: string;
  @Text() state!: string;
  @OptionalText() content_type!: string | null;
  @OptionalText() detected_type!: string | null;
  @OptionalText() account!: string | null;
  @OptionalText() sha256!: string | null;
  @OptionalText() deletion_rule!: string | null;
  @BigInteger() size!: number;
  @BigInteger() granted_at!: number;
  @BigInteger() slot_expires_at!: number;
  @OptionalBigInteger() expire_before_at!: number | null;
  @OptionalBigInteger() stored_at!: number | null;
  @OptionalBigInteger() deleted_at!: number | null;
  @OptionalBigInteger() last_download_at!: number | null;
  @Integer() downloads!: number;
}

/** One GET; `complete` is 0 or 1. */
@Entity('upload_downloads')
@Index('ix_upload_downloads_upload_id_id', ['upload_id', 'id'])
export class UploadDownloadRow {
  @IntegerKey() id!: number;
  @Text() upload_id!: string;
  @BigInteger() at!: number;
  @Text() address!: string;
  @OptionalBigInteger() range_offset!: number | null;
  @OptionalBigInteger() range_length!: number | null;
  @BigInteger() bytes!: number;
  @Integer() complete!: number;
}

/** Whom a message showed a file to be for. */
@Entity('upload_receivers')
export class UploadReceiverRow {
  @TextKey() upload_id!: string;
  @TextKey() jid!: string;
  @BigInteger() at!: number;
}

/** Files that are stored for an account or a domain, kept with every change. */
@Entity('upload_holdings')
@Index('ix_upload_holdings_kind_bytes_name', ['kind', 'bytes', 'name'])
export class UploadHoldingRow {
  @TextKey() kind!: string;
  @TextKey() name!: string;
  @Integer() files!: number;
  @BigInteger() bytes!: number;
}

/** What an operator has set; NULL days are for ever. */
@Entity('upload_retention')
export class UploadRetentionRow {
  @TextKey() purpose!: string;
  @OptionalInteger() days!: number | null;
}
