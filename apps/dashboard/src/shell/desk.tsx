'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLive } from '../live/stream';
import { Problem } from '../ui/notes';
import { say } from '../ui/toasts';
import { Blank } from './blank';
import { Nav } from './nav';
import { useGuardedSession } from './session-guard';
import { Shortcuts } from './shortcuts';
import { StepUp } from './step-up';

/** Says that the server went away, and brings the page up to date when it is back. */
function ConnectionBar() {
  const t = useTranslations('connection');
  const client = useQueryClient();
  const health = useLive((live) => live.health);
  const returns = useLive((live) => live.returns);
  useEffect(() => {
    if (returns === 0) return;
    void client.invalidateQueries();
    say(t('back'));
  }, [returns, client, t]);
  if (health !== 'stale') return null;
  return (
    <p role="status" className="border-b border-warn bg-warn-tint px-6 py-2 text-warn">
      {t('down')}
    </p>
  );
}

/** The frame of every page behind the login. */
export function Desk({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('nav');
  const session = useGuardedSession();
  const { data } = session;
  if (session.isError && data === undefined) {
    return (
      <main className="mx-auto grid max-w-lg gap-4 p-6 pt-24">
        <Problem error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (data?.operator === undefined || data.operator === null) return <Blank />;
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#main"
        className="absolute -top-20 left-4 z-50 rounded-control bg-accent px-3 py-2 text-on-accent focus:top-2"
      >
        {t('skip')}
      </a>
      <Nav operator={data.operator.name} version={data.version} />
      <div className="min-w-0">
        <ConnectionBar />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-[1360px] px-4 py-5 outline-none md:px-6"
        >
          {children}
        </main>
      </div>
      <Shortcuts />
      <StepUp />
    </div>
  );
}
