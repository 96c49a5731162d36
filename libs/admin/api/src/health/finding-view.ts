import type { AnswerOf } from '../contract/endpoint.js';
import type { healthEndpoints } from '../contract/health.js';
import { isoOf } from '../schemas/instants.js';
import type { Finding } from './finding.js';
import type { HealthFindings } from './health-desk.js';

type FindingItem = AnswerOf<typeof healthEndpoints.latest>['findings'][number];

/** Where the documentation tells more: one heading for each check. */
export function docAnchor({ area, check }: Pick<Finding, 'area' | 'check'>): string {
  return `docs/checks.md#${area}-${check}`;
}

/** A finding as the API and the command line show it. */
export function toFinding(one: Finding): FindingItem {
  const { area, check, subject, level, text, where, fix } = one;
  return {
    area,
    check,
    subject: subject ?? null,
    level,
    text,
    where: where ?? null,
    fix: fix ?? null,
    doc: docAnchor(one),
  };
}

/** A report as the API shows it. */
export function toReport({ findings, checkedAt }: HealthFindings) {
  return { findings: findings.map(toFinding), checkedAt: isoOf(checkedAt) };
}
