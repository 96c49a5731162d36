'use client';

import { Command, Menu, UserRound } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../api/queries';
import { useLive } from '../live/stream';
import { Button } from '../ui/button';
import { Logo } from './logo';
import { GROUPS, isOpenTo } from './pages';
import type { Entry } from './pages';
import { openPalette } from './palette-store';
import { Preferences } from './preferences';

function isCurrent(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}

const AHEAD_AFTER_MS = 2_000;

/** Whether other pages may be fetched ahead: what this one shows comes first. */
function useCalm(): boolean {
  const [calm, setCalm] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setCalm, AHEAD_AFTER_MS, true);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return calm;
}

/** How many transfers run: the one part of the navigation that every beat can change. */
function LiveCount() {
  const count = useLive(({ items }) => items.length);
  if (count === 0) return null;
  return (
    <span className="rounded-full bg-live-tint px-1.5 text-xs font-semibold text-live">
      {count}
    </span>
  );
}

interface NavLinkProps {
  readonly entry: Entry;
  readonly path: string;
  readonly calm: boolean;
}

function NavLink({ entry, path, calm }: NavLinkProps) {
  const t = useTranslations('nav');
  const current = isCurrent(path, entry.href);
  const Icon = entry.icon;
  // The reference is no page of this application: the browser itself has to go there.
  const isPage = entry.name !== 'api';
  const Place = isPage ? Link : 'a';
  return (
    <Place
      {...(isPage && !calm && { prefetch: false })}
      href={entry.href}
      aria-current={current ? 'page' : undefined}
      className={`flex h-8 items-center gap-2.5 rounded-control px-2.5 ${current ? 'bg-selection font-semibold text-ink' : 'text-ink-2 hover:bg-raised hover:text-ink'}`}
    >
      <Icon size={16} aria-hidden="true" />
      <span className="flex-1">{t(`page.${entry.name}`)}</span>
      {entry.name === 'live' ? <LiveCount /> : null}
    </Place>
  );
}

/** The pages by group. */
function Pages({ path }: { readonly path: string }) {
  const t = useTranslations('nav');
  const calm = useCalm();
  const own = useSession().data?.operator?.permissions ?? [];
  return GROUPS.map((group) => (
    <div key={group.name ?? 'main'} className="mb-4">
      {group.name === undefined ? null : (
        <p className="px-2.5 pb-1 text-xs text-ink-3">{t(`group.${group.name}`)}</p>
      )}
      <ul className="grid gap-0.5">
        {group.entries
          .filter((entry) => isOpenTo(entry, own))
          .map((entry) => (
            <li key={entry.href}>
              <NavLink entry={entry} path={path} calm={calm} />
            </li>
          ))}
      </ul>
    </div>
  ));
}

/** That everybody here is made up, on every page of `waybill demo`. */
function DemoMark() {
  const t = useTranslations('nav');
  if (useSession().data?.demo !== true) return null;
  return (
    <span
      title={t('demoHint')}
      className="rounded-control border border-warn bg-warn-tint px-1.5 text-xs font-bold tracking-widest text-warn"
    >
      {t('demo')}
    </span>
  );
}

/** Shows that there is a palette to who knows no keys. */
function PaletteButton() {
  const t = useTranslations('nav');
  return (
    <Button
      kind="quiet"
      size="small"
      aria-keyshortcuts="Control+K Meta+K"
      className="mb-2 h-8 w-full !justify-start"
      onClick={openPalette}
    >
      <Command size={16} aria-hidden="true" className="shrink-0" />
      <span className="flex-1 text-left">{t('palette')}</span>
      <kbd aria-hidden="true" className="font-mono text-xs text-ink-3">
        Ctrl K
      </kbd>
    </Button>
  );
}

/** All pages there are; on a narrow screen behind one button. */
export function Nav({
  operator,
  version,
}: {
  readonly operator: string;
  readonly version: string;
}) {
  const t = useTranslations('nav');
  const path = usePathname();
  const [open, setOpen] = useState(false);
  const [openedAt, setOpenedAt] = useState(path);
  if (openedAt !== path) {
    setOpenedAt(path);
    setOpen(false);
  }
  return (
    <header className="border-b border-rule md:sticky md:top-0 md:flex md:h-dvh md:flex-col md:overflow-y-auto md:border-r md:border-b-0">
      <div className="flex h-14 items-center justify-between px-4">
        <Link href="/" aria-label={t('home')} className="rounded-control">
          <Logo />
        </Link>
        <DemoMark />
        <Button
          kind="quiet"
          className="md:hidden"
          aria-expanded={open}
          aria-controls="pages"
          onClick={() => {
            setOpen(!open);
          }}
        >
          <Menu size={18} aria-hidden="true" /> {t('menu')}
        </Button>
      </div>
      <div id="pages" className={`${open ? 'flex' : 'hidden'} flex-1 flex-col px-2 pb-3 md:flex`}>
        <PaletteButton />
        <nav aria-label={t('pages')} className="flex-1">
          <Pages path={path} />
        </nav>
        <Preferences />
        <Link
          href="/account"
          aria-current={path === '/account' ? 'page' : undefined}
          className={`mt-1 flex h-8 items-center gap-2.5 rounded-control px-2.5 ${path === '/account' ? 'bg-selection font-semibold' : 'text-ink-2 hover:bg-raised hover:text-ink'}`}
        >
          <UserRound size={16} aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate">{operator}</span>
        </Link>
        <p className="px-2.5 pt-2 text-xs text-ink-3" translate="no">
          Waybill {version}
        </p>
      </div>
    </header>
  );
}
