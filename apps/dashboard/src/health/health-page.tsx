'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { HealthReport } from '../api/types';
import { useMay } from '../shell/permissions';
import { Button } from '../ui/button';
import { CopyButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Moment } from '../ui/texts';
import { FindingList, reportText } from './findings';
import { TestTransfer } from './test-transfer';

const KEY = ['health'] as const;

/** The last findings, and a way to have everything looked at again. */
function useHealth() {
  const client = useQueryClient();
  const report = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<HealthReport>(api.GET('/api/v1/health', { signal })),
  });
  const run = useMutation({
    mutationFn: () => read<HealthReport>(api.POST('/api/v1/health/run')),
    onSuccess: (fresh) => {
      client.setQueryData(KEY, fresh);
    },
  });
  return { report, run };
}

function useSentence(report: HealthReport | undefined): string | undefined {
  const t = useTranslations('health');
  if (report === undefined) return undefined;
  const count = (level: string): number =>
    report.findings.filter((finding) => finding.level === level).length;
  return t('sentence', { problems: count('fail'), hints: count('warn') });
}

/** What was looked at and what it is like: the same engine as `waybill check`. */
export function HealthPage() {
  const t = useTranslations('health');
  const mayRun = useMay('health:run');
  const { report, run } = useHealth();
  const { data } = report;
  const error = run.error ?? report.error;
  return (
    <>
      <PageHead title={t('title')} sentence={useSentence(data)}>
        {data === undefined ? null : (
          <CopyButton text={reportText(data.findings)} label={t('copyReport')} />
        )}
        {mayRun ? (
          <Button
            kind="primary"
            busy={run.isPending}
            onClick={() => {
              run.mutate();
            }}
          >
            {run.isPending ? t('running') : t('run')}
          </Button>
        ) : null}
      </PageHead>
      {error === null ? null : <Problem error={error} onRetry={() => void report.refetch()} />}
      {data === undefined ? null : (
        <>
          <p className="mb-3 text-sm text-ink-3">
            {t('checked')} <Moment at={data.checkedAt} form="relative" />
          </p>
          <FindingList findings={data.findings} />
        </>
      )}
      {mayRun ? (
        <section aria-labelledby="test" className="border-t border-rule py-6">
          <h2 id="test" className="text-lg font-bold">
            {t('test')}
          </h2>
          <p className="max-w-[62ch] text-ink-2">{t('testHint')}</p>
          <TestTransfer domain={null} />
        </section>
      ) : null}
    </>
  );
}
