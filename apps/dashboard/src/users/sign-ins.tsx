'use client';

import { useTranslations } from 'use-intl';
import { useSignIns } from '../api/queries';
import type { SignIn } from '../api/types';
import { Problem } from '../ui/notes';
import { Pager } from '../ui/pager';
import { Moment } from '../ui/texts';
import { useWide } from '../ui/use-wide';

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

const COLUMNS = ['at', 'result', 'mechanism', 'address'] as const;

function Table({ items }: { readonly items: readonly SignIn[] }) {
  const t = useTranslations('signIns');
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr className="h-8 bg-raised text-left text-ink-2 [&>th]:px-3 [&>th]:font-semibold">
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((signIn, index) => (
          <tr
            key={`${signIn.at} ${String(index)}`}
            className="h-9 border-t border-rule [&>td]:px-3"
          >
            <td>
              <Moment at={signIn.at} form="full" />
            </td>
            <td>
              <Result signIn={signIn} />
            </td>
            <td translate="no">{signIn.mechanism}</td>
            <td translate="no">{signIn.address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ items }: { readonly items: readonly SignIn[] }) {
  const t = useTranslations('signIns');
  return (
    <ul aria-label={t('caption')}>
      {items.map((signIn, index) => (
        <li
          key={`${signIn.at} ${String(index)}`}
          className="border-t border-rule px-3 py-2 text-sm first:border-t-0"
        >
          <p>
            <Result signIn={signIn} />
          </p>
          <p className="text-ink-2">
            <Moment at={signIn.at} form="full" /> · {signIn.mechanism} · {signIn.address}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** When, how and from where somebody signed in, or tried to. */
export function SignIns(props: {
  readonly jid: string;
  readonly after: string | undefined;
  readonly onGo: (after: string | undefined) => void;
}) {
  const t = useTranslations('signIns');
  const wide = useWide();
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
      <div className="overflow-hidden rounded-table border border-rule bg-surface">
        {wide ? <Table items={data.items} /> : <Cards items={data.items} />}
      </div>
      <div className="mt-3 flex justify-end">
        <Pager after={props.after} next={data.next} onGo={props.onGo} />
      </div>
    </>
  );
}
