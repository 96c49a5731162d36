import type { AuditRecord, AuditVerdict } from '@waybill/domain';
import { isoOf } from '../schemas/instants.js';
import type { AuditEntryView } from '../schemas/audit.js';

type Change = AuditEntryView['changes'][number];

/** What an entry says of before and after, from its facts and from what people typed. */
function changesOf({ data, personal }: Pick<AuditRecord, 'data' | 'personal'>): Change[] {
  const changes: Change[] = [];
  if ('before' in data || 'after' in data) {
    const [before, after] = [data['before'] ?? null, data['after'] ?? null];
    changes.push({ field: 'state', before, after });
  }
  const fields = Object.keys(personal).flatMap(
    (key) => /^(\w+)(?:Before|After)$/.exec(key)?.[1] ?? [],
  );
  for (const field of new Set(fields)) {
    const before = personal[`${field}Before`] ?? null;
    changes.push({ field, before, after: personal[`${field}After`] ?? null });
  }
  return changes;
}

/** An entry of the chain, with who did it and what changed taken out of its facts. */
export function toAuditEntry(record: AuditRecord): AuditEntryView {
  const { seq, at, kind, data, personal, hash } = record;
  const { action, actor } = data;
  return {
    seq,
    at: isoOf(at),
    kind,
    action: typeof action === 'string' ? action : null,
    actor:
      typeof actor === 'string'
        ? {
            kind: actor,
            name: personal['actorName'] ?? null,
            address: personal['actorAddress'] ?? null,
          }
        : null,
    changes: changesOf(record),
    data: { ...data },
    personal: { ...personal },
    hash,
  };
}

/** What a check of the chain found. */
export function toVerdict(verdict: AuditVerdict, at: number) {
  return {
    at: isoOf(at),
    intact: verdict.intact,
    entries: verdict.entries,
    lastHash: verdict.intact ? verdict.lastHash : null,
    badSeq: verdict.intact ? null : verdict.badSeq,
    fault: verdict.intact ? null : verdict.fault,
  };
}
