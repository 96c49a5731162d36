'use client';

import { useTranslations } from 'use-intl';
import type { TransferDetail } from '../api/types';
import { knownReason } from './outcome';
import { RemedyButton } from './remedy';

/** Why it ended so, and what to do about it. */
export function Explanation(props: {
  readonly transfer: TransferDetail;
  /** One below the other, where there is no room for two. */
  readonly narrow?: boolean;
}) {
  const { transfer, narrow = false } = props;
  const t = useTranslations('transfer');
  const reason = knownReason(transfer.explanation?.cause ?? transfer.reason);
  if (reason === undefined) return null;
  const remedy = transfer.explanation?.remedy;
  const tried = transfer.explanation?.facts['streamhosts'];
  return (
    <section
      className={`mt-6 grid gap-x-8 gap-y-3 border-y border-rule py-4 ${narrow ? '' : 'sm:grid-cols-2'}`}
    >
      <div>
        <h2 className="text-sm font-semibold text-ink-3">{t('whatHappened')}</h2>
        <p className="mt-0.5 max-w-[58ch]">{t(`reasons.${reason}.cause`)}</p>
        {typeof tried !== 'string' ? null : (
          <p className="mt-1 text-sm text-ink-2">
            {t('tried')}{' '}
            <bdi className="font-mono text-xs break-all" translate="no">
              {tried}
            </bdi>
          </p>
        )}
      </div>
      {remedy === undefined ? null : (
        <div>
          <h2 className="text-sm font-semibold text-ink-3">{t('whatToDo')}</h2>
          <p className="mt-0.5 max-w-[58ch]">{t(`remedies.${remedy}`)}</p>
          <RemedyButton remedy={remedy} transfer={transfer} />
        </div>
      )}
    </section>
  );
}
