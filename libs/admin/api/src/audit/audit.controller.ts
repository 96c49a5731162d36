import { Controller, Inject } from '@nestjs/common';
import type { AuditFilter, AuditVerdict } from '@waybill/domain';
import { z } from 'zod';
import { auditEndpoints as endpoints } from '../contract/audit.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import type { AuditNarrowing } from '../schemas/audit.js';
import { toAuditEntry, toVerdict } from './audit-views.js';

const position = z.strictObject({ before: z.int() });

/** The chain's filter of a query; whoever may read only their own deeds gets no others. */
export function auditFilter(query: AuditNarrowing, caller: Caller): AuditFilter {
  const { kind, target, since, until } = query;
  const all = caller.permissions.includes('audit:read');
  return {
    kinds: all ? kind : (kind ?? ['operator-action', 'account-change', 'sign-in']),
    actor: all ? query.actor : caller.name,
    target,
    sinceAt: since?.startAt,
    untilAt: until?.endAt,
  };
}

/** The tamper-evident chain. */
@Controller()
export class AuditController {
  private checked: { readonly verdict: AuditVerdict; readonly at: number } | undefined;
  private checking: Promise<AuditVerdict> | undefined;

  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  async list(
    @Input() { query }: InputOf<typeof endpoints.list>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.list>> {
    const { limit, after } = query;
    const filter = auditFilter(query, caller);
    const start = readCursor('audit', { ...filter }, position, after);
    const page = await this.ports.audit.list(filter, limit, start?.before);
    const next = page.next === undefined ? undefined : { before: page.next };
    return {
      items: page.entries.map(toAuditEntry),
      next: writeCursor('audit', { ...filter }, next),
    };
  }

  @Serves(endpoints.state)
  async state(): Promise<AnswerOf<typeof endpoints.state>> {
    const [last] = (await this.ports.audit.list({}, 1)).entries;
    const { checked } = this;
    return {
      entries: last?.seq ?? 0,
      lastHash: last?.hash ?? null,
      verified: checked === undefined ? null : toVerdict(checked.verdict, checked.at),
    };
  }

  @Serves(endpoints.verify)
  async verify(): Promise<AnswerOf<typeof endpoints.verify>> {
    const { audit, clock, log } = this.ports;
    // one walk at a time, whoever asks: it reads the whole chain
    this.checking ??= audit.verify().finally(() => (this.checking = undefined));
    const verdict = await this.checking;
    this.checked = { verdict, at: clock.now() };
    if (!verdict.intact) {
      const { badSeq, fault } = verdict;
      log.error({ event: 'audit_broken', seq: badSeq, fault }, 'the audit chain does not hold');
    }
    return toVerdict(verdict, this.checked.at);
  }
}
