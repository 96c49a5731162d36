import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, integer, key, nullable, table, text } from './columns.js';

const tables = [
  table('audit_entries', [
    key(integer('seq')),
    bigint('at'),
    text('kind'),
    text('body'),
    text('hash'),
  ]),
  table('audit_personal', [key(integer('seq')), text('salts'), nullable(text('facts'))]),
];

/** The tamper-evident chain, and apart from it what may be erased. */
export class Audit1764000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const each of tables) await runner.createTable(each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const each of [...tables].reverse()) await runner.dropTable(each.name);
  }
}
