'use client';

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { INTL_LOCALES, chosenLocale, useChosenLocale } from './locale';
import type { Locale } from './locale';
import { messages as en } from './messages/en';

export type Messages = typeof en;

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}

const catalogues: Partial<Record<Locale, Messages>> = { en };

/** Fetches the words of a language. @returns the language that can be drawn now */
async function load(locale: Locale): Promise<Locale> {
  if (locale === 'en') return locale;
  try {
    catalogues[locale] ??= (await import('./messages/zh-Hans')).messages;
    return locale;
  } catch (error) {
    // A page in English is worth more than none.
    console.warn('the words of this language could not be fetched', error);
    return 'en';
  }
}

// Who reads Chinese waits for these words before anything is drawn: as soon as there is a script that can fetch them.
if (typeof window !== 'undefined') void load(chosenLocale());

/** The language to draw in; the one before it until the words of a newly chosen one are there. */
function useDrawnLocale(): Locale | undefined {
  const chosen = useChosenLocale();
  const [loaded, setLoaded] = useState<Locale>();
  useEffect(() => {
    if (chosen === undefined) return;
    void load(chosen).then(setLoaded);
  }, [chosen]);
  return chosen === undefined || catalogues[chosen] === undefined ? loaded : chosen;
}

/**
 * Everything below is drawn in the browser only, in the reader's language. The exported file holds `fallback`:
 * it was made before anyone asked for it, so it knows neither the language nor the address.
 */
export function LanguageProvider(props: {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
}) {
  const locale = useDrawnLocale();
  useEffect(() => {
    if (locale !== undefined) document.documentElement.lang = locale;
  }, [locale]);
  const messages = locale === undefined ? undefined : catalogues[locale];
  if (locale === undefined || messages === undefined) return props.fallback;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <IntlProvider locale={INTL_LOCALES[locale]} messages={messages} timeZone={timeZone}>
      {props.children}
    </IntlProvider>
  );
}
