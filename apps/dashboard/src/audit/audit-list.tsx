'use client';

import { useTranslations } from 'use-intl';
import type { AuditEntry } from '../api/types';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { FileName, JidText, Moment, Unknown } from '../ui/texts';
import { targetOf, useActorText, useDeedText } from './entry-text';

function TargetText({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit');
  const target = targetOf(entry);
  if (target === undefined) return <Unknown label={t('nobody')} />;
  if (target.kind === 'user') return <JidText jid={target.text} />;
  if (target.kind === 'transfer') return <FileName name={target.text} tag={false} />;
  return <bdi>{target.text}</bdi>;
}

/** Before and after in one line, where that is short. */
function ChangeText({ entry }: { readonly entry: AuditEntry }) {
  const t = useTranslations('audit');
  const [first, ...more] = entry.changes;
  if (first === undefined) return null;
  const word = (value: string | number | boolean | null) =>
    value === null || value === '' ? '–' : String(value);
  return (
    <span>
      <bdi>{word(first.before)}</bdi>
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> {t('becomes')} </span>
      <bdi>{word(first.after)}</bdi>
      {more.length === 0 ? null : ' …'}
    </span>
  );
}

const isBad = ({ kind, data }: AuditEntry): boolean =>
  kind === 'gap' || (kind === 'sign-in' && data['result'] !== 'ok');

function useColumns(): readonly Column<AuditEntry>[] {
  const t = useTranslations('audit');
  const actorText = useActorText();
  return [
    {
      name: 'actor',
      title: t('columns.actor'),
      width: 'w-[18%]',
      has: (entry) => actorText(entry) !== undefined,
      cell: (entry) => {
        const actor = actorText(entry);
        return actor === undefined ? <Unknown label={t('nobody')} /> : <bdi>{actor}</bdi>;
      },
    },
    {
      name: 'target',
      title: t('columns.target'),
      width: 'w-[20%]',
      has: (entry) => targetOf(entry) !== undefined,
      cell: (entry) => <TargetText entry={entry} />,
    },
    {
      name: 'change',
      title: t('columns.change'),
      quiet: true,
      has: ({ changes }) => changes.length > 0,
      cell: (entry) => <ChangeText entry={entry} />,
    },
    {
      name: 'at',
      title: t('columns.at'),
      width: 'w-32',
      quiet: true,
      cell: ({ at }) => <Moment at={at} />,
    },
    {
      name: 'seq',
      title: t('columns.seq'),
      width: 'w-16',
      right: true,
      quiet: true,
      cell: ({ seq }) => seq,
    },
  ];
}

/** Entries of the chain; each opens to all it holds. */
export function AuditList(props: {
  readonly items: readonly AuditEntry[];
  /** The address of the page with this entry open. */
  readonly hrefOf: (entry: AuditEntry) => string;
}) {
  const t = useTranslations('audit');
  const deedText = useDeedText();
  return (
    <RecordList
      items={props.items}
      caption={t('caption')}
      keyOf={({ seq }) => String(seq)}
      head={{ title: t('columns.deed'), width: 'w-[20%]' }}
      name={(entry) => (
        <span className={`block truncate ${isBad(entry) ? 'text-bad' : ''}`}>
          {deedText(entry)}
        </span>
      )}
      href={props.hrefOf}
      columns={useColumns()}
    />
  );
}
