import { Entity } from 'typeorm';
import { Flag, Integer, OptionalBigInteger, OptionalText, Text, TextKey } from './columns.js';

/** The version of one account’s roster. */
@Entity('roster_versions')
export class RosterVersionRow {
  @TextKey() account!: string;
  @Integer() version!: number;
}

/** What one account keeps about one contact; `groups` is a JSON array. */
@Entity('roster_items')
export class RosterItemRow {
  @TextKey() account!: string;
  @TextKey() contact!: string;
  @Flag() listed!: boolean;
  @OptionalText() name!: string | null;
  @Text() groups!: string;
  @Text() subscription!: string;
  @Flag() ask!: boolean;
  @Flag() approved!: boolean;
  @OptionalBigInteger() request_at!: number | null;
  @OptionalText() request_inner!: string | null;
}
