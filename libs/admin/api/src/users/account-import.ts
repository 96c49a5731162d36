import { Jid } from '@waybill/core';
import {
  AccountFault,
  passwordFault,
  type AccountDirectory,
  type AccountFaultCode,
  type Actor,
} from '@waybill/domain';
import { CsvError, parse } from 'csv-parse';
import { csvLine } from '../exports/csv.js';
import type { ImportErrorCode, ImportReport } from '../schemas/user-files.js';

const MAX_ERRORS = 200;
const MAX_RECORD = 65_536;
/** Rows whose keys are derived at the same time: the thread pool has four threads. */
const AT_ONCE = 4;
const MAX_NOTE = 1000;

type Column = 'jid' | 'localpart' | 'domain' | 'password' | 'note';

/** Names of columns in the files of other servers, lower case. */
const COLUMNS: Readonly<Record<string, Column>> = {
  jid: 'jid',
  account: 'jid',
  localpart: 'localpart',
  user: 'localpart',
  username: 'localpart',
  domain: 'domain',
  host: 'domain',
  password: 'password',
  note: 'note',
  comment: 'note',
};

const CODES: Readonly<Partial<Record<AccountFaultCode, ImportErrorCode>>> = {
  exists: 'exists',
  'foreign-domain': 'foreign-domain',
  'not-an-account': 'bad-jid',
  'weak-password': 'weak-password',
};

/** The file cannot be read as a list of accounts at all. */
export class BadCsv {
  constructor(
    readonly line: number,
    readonly text: string,
  ) {}
}

export interface ImportParts {
  readonly accounts: Pick<AccountDirectory, 'add' | 'find'>;
  /** Hosted domains; the first is for rows that name none. */
  readonly domains: readonly string[];
  readonly actor: Actor;
  readonly dryRun: boolean;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  value(column: Column): string | undefined;
}

interface Fault {
  readonly column: Column | undefined;
  readonly code: ImportErrorCode;
  readonly text: string;
}

/** `;` where the header has more of them, as spreadsheets write in much of Europe; or tabs. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const header = text.slice(0, end < 0 ? MAX_RECORD : Math.min(end, MAX_RECORD));
  const count = (character: string) => header.split(character).length;
  const [best = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a));
  return best;
}

/** Lines of a report: accounts are added several at a time, and done in any order. */
class FileOrder {
  private readonly lines: { readonly line: number; readonly text: string }[] = [];

  add(line: number, text: string): void {
    this.lines.push({ line, text });
  }

  /** All of them, in the order of the rows that they are about. */
  text(): string {
    return this.lines
      .sort((a, b) => a.line - b.line)
      .map(({ text }) => text)
      .join('');
  }
}

/** One run over a file: rows in, a report out. Only addresses, errors and rejects are kept of it. */
class AccountImport {
  private readonly seen = new Set<string>();
  private readonly errors: ImportReport['errors'] = [];
  private readonly running = new Set<Promise<void>>();
  private rows = 0;
  private good = 0;
  private readonly rejects = new FileOrder();
  private readonly passwords = new FileOrder();
  private header: readonly string[] = [];
  private places: ReadonlyMap<Column, number> = new Map();

  constructor(private readonly parts: ImportParts) {}

  async run(text: string): Promise<ImportReport | BadCsv> {
    const parser = parse(text, {
      bom: true,
      delimiter: delimiterOf(text.replace(/^\ufeff/, '')),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD,
    });
    try {
      for await (const item of parser as AsyncIterable<{
        readonly info: { readonly lines: number };
        readonly record: readonly string[];
      }>) {
        const { info, record } = item;
        if (this.header.length > 0) await this.take(info.lines, record);
        else {
          const bad = this.readHeader(info.lines, record);
          if (bad !== undefined) return bad;
        }
      }
    } catch (error) {
      if (error instanceof CsvError) return new BadCsv(Number(error['lines'] ?? 1), error.message);
      throw error;
    } finally {
      await Promise.all(this.running);
    }
    return this.header.length === 0 ? new BadCsv(1, 'the file is empty') : this.report();
  }

  private readHeader(line: number, cells: readonly string[]): BadCsv | undefined {
    const names = cells.map((cell) => cell.trim().toLowerCase());
    const columns = names.map((name) => COLUMNS[name]);
    const unknown = names.find((name) => COLUMNS[name] === undefined);
    const known = 'jid, localpart, domain, password, note';
    if (unknown !== undefined)
      return new BadCsv(line, `unknown column "${unknown}": have ${known}`);
    if (new Set(columns).size < columns.length) return new BadCsv(line, 'a column comes twice');
    if (columns.includes('jid') === columns.includes('localpart')) {
      return new BadCsv(
        line,
        'the first line names the columns: either jid or localpart is needed',
      );
    }
    this.header = cells;
    this.places = new Map(columns.map((column, i) => [column as Column, i]));
    return undefined;
  }

  private async take(line: number, cells: readonly string[]): Promise<void> {
    this.rows++;
    const row: Row = {
      line,
      cells,
      value: (column) => {
        const place = this.places.get(column);
        const cell = place === undefined ? undefined : cells[place];
        return cell === '' ? undefined : cell;
      },
    };
    const jid = await this.check(row);
    if (!(jid instanceof Jid)) {
      this.reject(row, jid);
      return;
    }
    if (this.parts.dryRun) {
      this.good++;
      return;
    }
    const adding = this.add(row, jid).finally(() => this.running.delete(adding));
    this.running.add(adding);
    if (this.running.size >= AT_ONCE) await Promise.race(this.running);
  }

  /** Everything that can be told without adding. */
  private async check(row: Row): Promise<Jid | Fault> {
    const { cells } = row;
    if (cells.length !== this.header.length) {
      const text = `${cells.length} cells, but ${this.header.length} columns`;
      return { column: undefined, code: 'wrong-columns', text };
    }
    const column = this.places.has('jid') ? 'jid' : 'localpart';
    const jid = this.jidOf(row);
    if (!(jid instanceof Jid)) return { column, code: 'bad-jid', text: jid };
    const { domains, accounts } = this.parts;
    if (!domains.includes(jid.domain)) {
      return { column, code: 'foreign-domain', text: `${jid.domain} is not hosted here` };
    }
    if (this.seen.has(jid.bare)) {
      return { column, code: 'duplicate', text: `${jid.bare} stands in an earlier line` };
    }
    this.seen.add(jid.bare);
    const password = row.value('password');
    const weak = password && passwordFault(password, [jid.local ?? '', jid.bare]);
    if (weak !== undefined && weak !== '') {
      return { column: 'password', code: 'weak-password', text: weak };
    }
    if ((row.value('note')?.length ?? 0) > MAX_NOTE) {
      return { column: 'note', code: 'bad-value', text: `more than ${MAX_NOTE} characters` };
    }
    if ((await accounts.find(jid)) === undefined) return jid;
    return { column, code: 'exists', text: `${jid.bare} exists already` };
  }

  private jidOf(row: Row): Jid | string {
    const full = row.value('jid')?.trim();
    const localpart = row.value('localpart')?.trim() ?? '';
    const domain = row.value('domain')?.trim() ?? this.parts.domains[0] ?? '';
    const jid = full === undefined ? Jid.of(localpart, domain) : Jid.parse(full);
    if (!(jid instanceof Jid)) return jid.text ?? 'not a JID';
    return jid.local === undefined || !jid.isBare ? 'an account address is name@domain' : jid;
  }

  private async add(row: Row, jid: Jid): Promise<void> {
    const { accounts, actor } = this.parts;
    const [password, note] = [row.value('password'), row.value('note')];
    const added = await accounts.add({ jid, password, note }, actor);
    if (added instanceof AccountFault) {
      const code = CODES[added.code] ?? 'bad-value';
      this.reject(row, { column: undefined, code, text: added.password ?? added.text });
      return;
    }
    this.good++;
    if (added.password !== undefined) {
      this.passwords.add(row.line, csvLine([jid.bare, added.password]));
    }
  }

  private reject({ line, cells }: Row, { column, code, text }: Fault): void {
    if (this.errors.length < MAX_ERRORS) {
      this.errors.push({ line, column: column ?? null, code, text });
    }
    // the cells go back as they came, for mending
    const padded = this.header.map((_, i) => cells[i] ?? '');
    this.rejects.add(line, csvLine([...padded, line, `${code}: ${text}`]));
  }

  private report(): ImportReport {
    const rejected = this.rows - this.good;
    const rejects = csvLine([...this.header, 'line', 'error']) + this.rejects.text();
    const passwords = this.passwords.text();
    return {
      dryRun: this.parts.dryRun,
      rows: this.rows,
      good: this.good,
      rejected,
      columns: [...this.places.keys()],
      errors: this.errors.sort((a, b) => a.line - b.line),
      rejects: rejected === 0 ? null : rejects,
      passwords: passwords === '' ? null : csvLine(['jid', 'password']) + passwords,
    };
  }
}

/**
 * Adds the accounts of a CSV file, or only looks what that would do.
 * @param text UTF-8, with or without byte order mark; commas, semicolons or tabs; the first line names the columns
 */
export function importAccounts(text: string, parts: ImportParts): Promise<ImportReport | BadCsv> {
  return new AccountImport(parts).run(text);
}
