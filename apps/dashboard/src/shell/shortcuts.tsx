'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import {
  closePalette,
  isPaletteOpen,
  openPalette,
  typeAhead,
  usePaletteOpen,
} from './palette-store';
import { useShortcutsOn } from './shortcuts-store';

const PLACES: Readonly<Record<string, string>> = {
  o: '/',
  t: '/transfers',
  l: '/live',
  u: '/users',
  i: '/invites',
  s: '/sessions',
  r: '/audit',
  h: '/health',
  a: '/attachments',
};

/** Fetched when it is first asked for. */
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });

const CHORD_MS = 1200;

const isOverlaid = (): boolean => document.querySelector('dialog[open]') !== null;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName);
}

/** Moves the focus between the rows' links of the page's list. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  if (rows.length === 0) return;
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
}

/** Ticks the box of the row that has the focus. */
function selectRow(): void {
  const row = document.activeElement?.closest('tr, li');
  row?.querySelector<HTMLElement>('input[type=checkbox]')?.click();
}

const press = (name: string): void =>
  document.querySelector<HTMLElement>(`[data-key="${name}"]:not(:disabled)`)?.click();

const ACTIONS: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLElement>('[data-key="search"]')?.focus(),
  j: () => {
    moveRow(1);
  },
  k: () => {
    moveRow(-1);
  },
  n: () => {
    press('older');
  },
  p: () => {
    press('newer');
  },
  x: selectRow,
  e: () => {
    press('export');
  },
};

/** What is typed between the key and the palette's first sight was meant for it: it does nothing else, and is not lost. */
function keepForPalette(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') closePalette();
  else if (event.key.length === 1) typeAhead(event.key);
  else return;
  event.preventDefault();
}

/** Control or command with K, on every page and in every field; no single key, so that it is always on. */
function usePaletteKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isIt = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (!isIt || event.altKey || event.shiftKey) {
        if (isPaletteOpen() && !isOverlaid()) keepForPalette(event);
        return;
      }
      event.preventDefault();
      // asked of the store and not remembered by an effect: the next key can come before effects have run again
      if (isPaletteOpen()) closePalette();
      else if (!isOverlaid()) openPalette();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

const LINES = [
  'search',
  'move',
  'open',
  'select',
  'page',
  'export',
  'go',
  'palette',
  'help',
] as const;

/** Does what single keys say, as long as nobody types and nothing is asked. */
function useKeys(showHelp: () => void): void {
  const router = useRouter();
  const on = useShortcutsOn();
  const goAt = useRef(0);
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (isOverlaid() || isPaletteOpen()) return;
      const place = PLACES[event.key];
      if (place !== undefined && event.timeStamp - goAt.current < CHORD_MS) {
        goAt.current = 0;
        router.push(place);
      } else if (event.key === 'g') {
        goAt.current = event.timeStamp;
        return;
      } else if (event.key === '?') {
        showHelp();
      } else if (ACTIONS[event.key] !== undefined) {
        ACTIONS[event.key]?.();
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [on, router, showHelp]);
}

/** The keys of the dashboard, and the list of them behind `?`. */
export function Shortcuts() {
  const t = useTranslations('shortcuts');
  const palette = usePaletteOpen();
  usePaletteKey();
  const [help, setHelp] = useState(false);
  const [showHelp] = useState(() => () => {
    setHelp(true);
  });
  useKeys(showHelp);
  if (palette) return <Palette />;
  return (
    <Dialog
      open={help}
      onClose={() => {
        setHelp(false);
      }}
      title={t('title')}
    >
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
        {LINES.map((line) => (
          <div key={line} className="contents">
            <dt className="font-mono text-sm font-semibold">{t(`${line}.keys`)}</dt>
            <dd>{t(`${line}.does`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-ink-3">{t('off')}</p>
    </Dialog>
  );
}
