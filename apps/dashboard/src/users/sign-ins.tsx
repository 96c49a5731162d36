'use client';

import { useTranslations } from 'use-intl';
import { useSignIns } from '../api/queries';
import type { SignIn } from '../api/types';
import { Problem } from '../ui/notes';
import { Pager } from '../ui/pager';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Moment } from '../ui/texts';

function Result({ signIn }: { readonly signIn: SignIn }) {
  const t = useTranslations('signIns');
  return (
    <>
      <span className={signIn.result === 'ok' ? 'text-ok' : 'font-semibold text-bad'}>
        {t(`result.${signIn.result}`)}
      </span>
      {signIn.reason === null ? null : (
        <span className="text-ink-2"> · {t(`reason.${signIn.reason}`)}</span>
      )}
    </>
  );
}

/** When, how and from where somebody signed in, or tried to. */
export function SignIns(props: {
  readonly jid: string;
  readonly after: string | undefined;
  readonly onGo: (after: string | undefined) => void;
}) {
  const t = useTranslations('signIns');
  const columns: readonly Column<SignIn>[] = [
    {
      name: 'result',
      title: t('columns.result'),
      cell: (signIn) => <Result signIn={signIn} />,
    },
    {
      name: 'mechanism',
      title: t('columns.mechanism'),
      width: 'w-52',
      cell: ({ mechanism }) => <span translate="no">{mechanism}</span>,
    },
    {
      name: 'address',
      title: t('columns.address'),
      width: 'w-52',
      cell: ({ address }) => <span translate="no">{address}</span>,
    },
  ];
  const { data, isError, error } = useSignIns(props.jid, props.after);
  if (isError) return <Problem error={error} />;
  if (data === undefined) return null;
  if (data.items.length === 0) {
    return (
      <p className="rounded-table border border-rule bg-surface px-4 py-6 text-center text-ink-2">
        {t('empty')}
      </p>
    );
  }
  return (
    <>
      <RecordList
        items={data.items}
        caption={t('caption')}
        // One account can fail to sign in twice in a millisecond.
        keyOf={({ at }, index) => `${at} ${String(index)}`}
        head={{ title: t('columns.at'), width: 'w-56' }}
        name={({ at }) => <Moment at={at} form="full" />}
        columns={columns}
      />
      <div className="mt-3 flex justify-end">
        <Pager after={props.after} next={data.next} onGo={props.onGo} />
      </div>
    </>
  );
}
