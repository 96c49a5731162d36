'use client';

import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Logo } from '../shell/logo';
import { Preferences } from '../shell/preferences';
import { RouteGlyph } from '../route/route-glyph';

/** The page before the pages: one column, the mark above it. */
export function EntryFrame(props: {
  readonly title: string;
  readonly sentence: string;
  readonly children: ReactNode;
}) {
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Waybill`;
  }, [title]);
  return (
    <div className="mx-auto grid min-h-dvh max-w-md content-start gap-6 px-4 pt-[12dvh] pb-8">
      <header className="flex items-center justify-between">
        <Logo />
        <div className="-mr-2.5">
          <Preferences />
        </div>
      </header>
      <RouteGlyph
        size="page"
        facts={{ state: 'completed', path: 'relayed', percent: 100, moved: true }}
      />
      <main className="grid gap-5">
        <div>
          <h1 className="text-xl font-bold text-balance">{title}</h1>
          <p className="mt-1 text-ink-2">{props.sentence}</p>
        </div>
        {props.children}
      </main>
    </div>
  );
}
