import { Controller, Inject, Req } from '@nestjs/common';
import { Jid } from '@waybill/core';
import { AccountFault, type Account, type Actor } from '@waybill/domain';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { bulkEndpoints as endpoints } from '../contract/user-files.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type AdminRequest, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import type { ProblemSlug } from '../problems/problems.js';
import { Refusal } from '../problems/refusal.js';
import { ACCOUNT_PROBLEMS } from './account-edge.js';
import { accountFilter } from './account-filter.js';
import { BadCsv, importAccounts } from './account-import.js';

const MAX_FAILED = 100;
const MAX_CSV_BYTES = 32 * 1024 * 1024;

type Choice = Pick<InputOf<typeof endpoints.change>['body'], 'jids' | 'matching' | 'expected'>;
type Change = (jid: Jid) => Promise<Account | AccountFault>;

/** Many accounts at once: one rule and one audit entry each, as if an operator had clicked them one by one. */
@Controller()
export class BulkController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {}

  @Serves(endpoints.facets)
  async facets(): Promise<AnswerOf<typeof endpoints.facets>> {
    const { accounts, clock } = this.ports;
    const now = clock.now();
    const count = (query: Parameters<typeof accountFilter>[0]) =>
      accounts.count(accountFilter(query, now));
    const [all, active, locked, inactive30, inactive90, legacySignIn, ...users] = await Promise.all(
      [
        count({}),
        count({ status: 'active' }),
        count({ status: 'locked' }),
        count({ inactive: 30 }),
        count({ inactive: 90 }),
        count({ legacy: 'true' }),
        ...this.settings.domains.map((host) => count({ host })),
      ],
    );
    const hosts = this.settings.domains.map((host, i) => ({ host, users: users[i] ?? 0 }));
    return { all, active, locked, inactive30, inactive90, legacySignIn, hosts };
  }

  @Serves(endpoints.change)
  async change(
    @Input() { body }: InputOf<typeof endpoints.change>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.change>> {
    return this.each(body, this.changeOf(body, actorOf(caller)));
  }

  @Serves(endpoints.remove)
  async remove(
    @Input() { body }: InputOf<typeof endpoints.remove>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.remove>> {
    const actor = actorOf(caller);
    return this.each(body, (jid) => this.ports.accounts.remove(jid, actor));
  }

  @Serves(endpoints.import)
  async import(
    @Input() { query }: InputOf<typeof endpoints.import>,
    @CalledBy() caller: Caller,
    @Req() request: AdminRequest,
  ): Promise<AnswerOf<typeof endpoints.import>> {
    if (request.is('text/csv') === false) throw new Refusal('unsupported-media-type');
    const report = await importAccounts(await textOf(request), {
      accounts: this.ports.accounts,
      domains: this.settings.domains,
      actor: actorOf(caller),
      dryRun: query.dryRun,
    });
    if (!(report instanceof BadCsv)) return report;
    const { line, text } = report;
    throw new Refusal('bad-csv', `Line ${line}: ${text}`, {
      errors: [{ path: `line ${line}`, message: text }],
    });
  }

  private changeOf(body: InputOf<typeof endpoints.change>['body'], actor: Actor): Change {
    const { accounts } = this.ports;
    const until = body.until === undefined ? undefined : Date.parse(body.until);
    if (body.action === 'unlock') return (jid) => accounts.unlock(jid, actor);
    if (body.action === 'lock') return (jid) => accounts.lock(jid, body.reason, actor, until);
    return (jid) => accounts.setNote(jid, body.note ?? undefined, actor);
  }

  private async each(choice: Choice, change: Change): Promise<AnswerOf<typeof endpoints.change>> {
    const jids = await this.chosen(choice);
    const failed: { jid: string; problem: ProblemSlug }[] = [];
    let changed = 0;
    for (const text of jids) {
      const jid = Jid.parse(text);
      const outcome = jid instanceof Jid ? await change(jid) : undefined;
      if (outcome !== undefined && !(outcome instanceof AccountFault)) changed++;
      else if (failed.length < MAX_FAILED) {
        const problem = outcome === undefined ? 'invalid-jid' : ACCOUNT_PROBLEMS[outcome.code];
        failed.push({ jid: text, problem });
      }
    }
    return { matched: jids.length, changed, failed };
  }

  /** The addresses are settled before the first change: a change may decide what matches. */
  private async chosen({ jids, matching, expected }: Choice): Promise<readonly string[]> {
    if (matching === undefined) return [...new Set(jids)];
    const { accounts, clock } = this.ports;
    const found: string[] = [];
    for await (const { jid } of accounts.each(accountFilter(matching, clock.now())))
      found.push(jid);
    if (found.length === expected) return found;
    throw new Refusal('count-changed', `${found.length} match now, not ${expected}`);
  }
}

/** The body, all of it before anything is added: a slow import must not look like a slow sender. */
async function textOf(request: AdminRequest): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_CSV_BYTES) throw new Refusal('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
