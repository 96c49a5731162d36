'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../../api/queries';
import { useMay } from '../../shell/permissions';
import { Button } from '../../ui/button';
import { shellWord } from '../../ui/command-line';
import { Commands, Empty, LinkButton, Problem } from '../../ui/notes';
import { PageHead } from '../../ui/page-head';
import { FileDrop } from './file-drop';
import type { ChosenFile } from './file-drop';
import { Report } from './report';
import { saveFile } from './save-file';
import { useImport } from './use-import';

const COLUMNS = ['jid', 'localpart', 'domain', 'password', 'note'] as const;

/** What a file has to look like. */
function Shape() {
  const t = useTranslations('import');
  const domain = useSession().data?.domains[0] ?? 'example.org';
  return (
    <section aria-label={t('shape')} className="grid gap-2">
      <h2 className="text-lg font-bold">{t('shape')}</h2>
      <p className="text-ink-2">{t('shapeHint')}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {COLUMNS.map((column) => (
          <div key={column} className="contents">
            <dt className="font-mono">{column}</dt>
            <dd className="text-ink-2">{t(`column.${column}`)}</dd>
          </div>
        ))}
      </dl>
      <Button
        className="justify-self-start"
        onClick={() => {
          saveFile('users.csv', `jid,password,note\nalice@${domain},,${t('sampleNote')}\n`);
        }}
      >
        {t('sample')}
      </Button>
    </section>
  );
}

type Run = ReturnType<typeof useImport>;

/** Where the import stands, in one sentence. */
function Standing({ name, looking, adding }: Runs) {
  const t = useTranslations('import');
  let text = name;
  if (adding.isPending) text = t('adding', { count: looking.data?.good ?? 0 });
  else if (adding.data !== undefined) text = t('done', { count: adding.data.good });
  else if (looking.isPending) text = t('looking', { name });
  else if (looking.data !== undefined) text = t('looked', { name });
  return (
    <p role="status" className="font-semibold">
      {text}
    </p>
  );
}

interface Runs {
  readonly name: string;
  readonly looking: Run;
  readonly adding: Run;
}

/** After the dry run: on with it, or another file. After the import: what became of it. */
function Result(props: Runs & { readonly onAdd: () => void; readonly onOther: () => void }) {
  const { name, looking, adding, onAdd, onOther } = props;
  const t = useTranslations('import');
  const report = adding.data ?? looking.data;
  const error = adding.error ?? looking.error;
  const good = looking.data?.good ?? 0;
  const done = adding.data !== undefined;
  return (
    <div className="grid gap-5">
      <Standing name={name} looking={looking} adding={adding} />
      {error === null ? null : <Problem error={error} />}
      {report === undefined ? null : <Report report={report} name={name} />}
      {done ? null : (
        <Commands
          lines={[
            `waybill users import ${shellWord(name)} --dry-run`,
            `waybill users import ${shellWord(name)} --passwords new-passwords.csv`,
            'POST /api/v1/users/import',
          ]}
        />
      )}
      <div className="flex flex-wrap gap-2">
        {done ? (
          <LinkButton href="/users" kind="primary">
            {t('toUsers')}
          </LinkButton>
        ) : null}
        {done || good === 0 ? null : (
          <Button kind="primary" busy={adding.isPending} onClick={onAdd}>
            {t('add', { count: good })}
          </Button>
        )}
        <Button disabled={adding.isPending || looking.isPending} onClick={onOther}>
          {t('other')}
        </Button>
      </div>
    </div>
  );
}

/** Many new users from a file: it is looked at first, and nothing is added before one says so. */
export function ImportPage() {
  const t = useTranslations('import');
  const may = useMay('users:write');
  const [file, setFile] = useState<ChosenFile>();
  const looking = useImport();
  const adding = useImport();
  if (!may) {
    return (
      <Empty title={t('notYours')} action={<LinkButton href="/users">{t('toUsers')}</LinkButton>} />
    );
  }
  return (
    <>
      <PageHead title={t('title')} sentence={t('sentence')} />
      <div className="grid max-w-4xl gap-6">
        {file === undefined ? (
          <>
            <FileDrop
              onFile={(chosen) => {
                setFile(chosen);
                looking.mutate({ text: chosen.text, dryRun: true });
              }}
            />
            <Shape />
          </>
        ) : (
          <Result
            name={file.name}
            looking={looking}
            adding={adding}
            onAdd={() => {
              adding.mutate({ text: file.text, dryRun: false });
            }}
            onOther={() => {
              setFile(undefined);
              looking.reset();
              adding.reset();
            }}
          />
        )}
      </div>
    </>
  );
}
