'use client';

import { useEffect } from 'react';
import type { ReactNode } from 'react';

/** Title of the page, in the document and in the tab, with its one sentence and its actions. */
export function PageHead(props: {
  readonly title: string;
  /** Undefined while it is not known: its line stays free, so that nothing moves when it comes. */
  readonly sentence?: ReactNode;
  readonly children?: ReactNode;
}) {
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Waybill`;
  }, [title]);
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl leading-tight font-bold text-balance">{title}</h1>
        {'sentence' in props ? (
          <p className="prose mt-1 min-h-[1lh] text-ink-2">{props.sentence}</p>
        ) : null}
      </div>
      {props.children === undefined ? null : (
        <div className="flex flex-wrap gap-2">{props.children}</div>
      )}
    </div>
  );
}
