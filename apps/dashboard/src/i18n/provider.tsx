'use client';

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { INTL_LOCALES, useChosenLocale } from './locale';
import type { Locale } from './locale';
import { messages as en } from './messages/en';

export type Messages = typeof en;

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}

const catalogues: Partial<Record<Locale, Messages>> = { en };

async function load(locale: Locale): Promise<Messages> {
  if (locale === 'zh-Hans') catalogues[locale] ??= (await import('./messages/zh-Hans')).messages;
  return catalogues[locale] ?? en;
}

/**
 * Everything below is drawn in the browser only, in the reader's language. The exported file holds `fallback`:
 * it was made before anyone asked for it, so it knows neither the language nor the address.
 */
export function LanguageProvider(props: {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
}) {
  const locale = useChosenLocale();
  const [, setLoaded] = useState<Locale>();
  useEffect(() => {
    if (locale === undefined) return;
    document.documentElement.lang = locale;
    void load(locale).then(() => {
      setLoaded(locale);
    });
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
