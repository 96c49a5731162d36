'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LiveTransfer } from '../api/types';

const SPACING_MS = 5_000;

/** Says that transfers began or ended, at most once in five seconds; never how far they are. */
export function Announcer({ items }: { readonly items: readonly LiveTransfer[] }) {
  const t = useTranslations('live');
  const [text, setText] = useState('');
  const known = useRef<ReadonlySet<string>>(new Set(items.map((item) => item.id)));
  const pending = useRef({ begun: 0, ended: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const now = new Set(items.map((item) => item.id));
    const before = known.current;
    pending.current.begun += [...now].filter((id) => !before.has(id)).length;
    pending.current.ended += [...before].filter((id) => !now.has(id)).length;
    known.current = now;
    const { begun, ended } = pending.current;
    if (begun + ended === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      setText(t('announce', pending.current));
      pending.current = { begun: 0, ended: 0 };
      timer.current = undefined;
    }, SPACING_MS);
  }, [items, t]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
