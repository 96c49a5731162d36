import { Entity } from 'typeorm';
import { Integer, Text, TextKey } from './columns.js';

/** A vCard. */
@Entity('vcards')
export class VcardRow {
  @TextKey() account!: string;
  @Text() xml!: string;
}

/** A client’s own element. */
@Entity('private_elements')
export class PrivateElementRow {
  @TextKey() account!: string;
  @TextKey() ns!: string;
  @TextKey() name!: string;
  @Integer() bytes!: number;
  @Text() xml!: string;
}
