'use client';

import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from './button';

interface PagerProps {
  readonly after: string | undefined;
  readonly next: string | null | undefined;
  /** Lists by time go from newer to older, others from page to page. */
  readonly order?: 'time' | 'names';
  readonly onGo: (after: string | undefined) => void;
}

/** Where each page was come from: cursors lead onward only, the way back is ours to remember. */
const cameFrom = new Map<string, string | undefined>();

/** Older and Newer. A page opened by a link has no way back but to the newest. */
export function Pager({ after, next, onGo, order = 'time' }: PagerProps) {
  const t = useTranslations('ui');
  if (after === undefined && (next === null || next === undefined)) return null;
  return (
    <nav aria-label={t('paging')} className="flex gap-2">
      <Button
        data-key="newer"
        disabled={after === undefined}
        onClick={() => {
          onGo(after === undefined ? undefined : cameFrom.get(after));
        }}
      >
        <ArrowLeft size={16} aria-hidden="true" /> {order === 'time' ? t('newer') : t('previous')}
      </Button>
      <Button
        data-key="older"
        disabled={next === null || next === undefined}
        onClick={() => {
          if (next === null || next === undefined) return;
          cameFrom.set(next, after);
          onGo(next);
        }}
      >
        {order === 'time' ? t('older') : t('next')} <ArrowRight size={16} aria-hidden="true" />
      </Button>
    </nav>
  );
}
