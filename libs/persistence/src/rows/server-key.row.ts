import { Entity } from 'typeorm';
import { BigInteger, Text, TextKey } from './columns.js';

/** A secret of this installation, in base64. */
@Entity('server_keys')
export class ServerKeyRow {
  @TextKey() name!: string;
  @Text() secret!: string;
  @BigInteger() created_at!: number;
}
