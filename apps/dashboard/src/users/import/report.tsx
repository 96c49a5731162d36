'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { UserImportReport } from '../../api/types';
import { Button } from '../../ui/button';
import { RecordList } from '../../ui/record-list';
import type { Column } from '../../ui/record-list';
import { saveFile } from './save-file';

type RowError = UserImportReport['errors'][number];

function Errors({ report }: { readonly report: UserImportReport }) {
  const t = useTranslations('import');
  const columns: readonly Column<RowError>[] = [
    {
      name: 'column',
      title: t('columns.column'),
      width: 'w-32',
      has: ({ column }) => column !== null,
      cell: ({ column }) => <code className="font-mono text-xs">{column ?? ''}</code>,
    },
    {
      name: 'code',
      title: t('columns.code'),
      width: 'w-56',
      cell: ({ code }) => <span className="text-bad">{t(`code.${code}`)}</span>,
    },
    {
      name: 'text',
      title: t('columns.text'),
      quiet: true,
      cell: ({ text }) => <bdi title={text}>{text}</bdi>,
    },
  ];
  return (
    <>
      <RecordList
        items={report.errors}
        caption={t('errors')}
        keyOf={({ line, column }, index) => `${String(line)} ${column ?? ''} ${String(index)}`}
        head={{ title: t('columns.line'), width: 'w-28' }}
        name={({ line }) => t('line', { line })}
        columns={columns}
      />
      {report.errors.length < report.rejected ? (
        <p className="text-sm text-ink-2">{t('more', { count: report.errors.length })}</p>
      ) : null}
    </>
  );
}

/** What a file holds and what is wrong with it; after the import, what became of it. */
export function Report({
  report,
  name,
}: {
  readonly report: UserImportReport;
  readonly name: string;
}) {
  const t = useTranslations('import');
  const { rows, good, rejected, rejects, passwords, dryRun } = report;
  const base = name.replace(/\.[^.]*$/u, '');
  return (
    <section aria-label={t('report')} className="grid gap-4">
      <dl className="grid grid-cols-3 gap-x-6 border-y border-rule py-3">
        {(
          [
            ['rows', rows, ''],
            [dryRun ? 'good' : 'added', good, 'text-ok'],
            ['rejected', rejected, rejected === 0 ? '' : 'text-bad'],
          ] as const
        ).map(([key, count, tone]) => (
          <div key={key} className="flex flex-col-reverse">
            <dt className="text-sm text-ink-2">{t(`count.${key}`)}</dt>
            <dd className={`text-2xl font-bold ${tone}`}>{t('number', { count })}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-ink-2">
        {t('understood')} <code className="font-mono">{report.columns.join(', ')}</code>
      </p>
      {passwords === null ? null : (
        <div className="grid gap-2 rounded-control bg-warn-tint px-3 py-2 text-warn">
          <p>{t('passwordsHint')}</p>
          <Button
            className="justify-self-start"
            onClick={() => {
              saveFile(`${base}-passwords.csv`, passwords);
            }}
          >
            <Download size={16} aria-hidden="true" /> {t('passwords')}
          </Button>
        </div>
      )}
      {rejects === null ? null : (
        <>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 className="text-lg font-bold">{t('errors')}</h2>
            <Button
              onClick={() => {
                saveFile(`${base}-rejects.csv`, rejects);
              }}
            >
              <Download size={16} aria-hidden="true" /> {t('rejects')}
            </Button>
          </div>
          <Errors report={report} />
        </>
      )}
    </section>
  );
}
