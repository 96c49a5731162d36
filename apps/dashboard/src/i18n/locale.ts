import { useSyncExternalStore } from 'react';

/** The languages of the dashboard. A preference of the person, never part of an address. */
export const LOCALES = ['en', 'zh-Hans'] as const;
export type Locale = (typeof LOCALES)[number];

const KEY = 'waybill.locale';
const listeners = new Set<() => void>();

/** What `Intl` is asked for. */
export const INTL_LOCALES: Record<Locale, string> = { en: 'en-GB', 'zh-Hans': 'zh-Hans-CN' };

/** The first language of the browser that we speak. Any Chinese gets Simplified: the nearest there is. */
export function pickLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-Hans';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'en';
}

function stored(): Locale | undefined {
  try {
    const value = window.localStorage.getItem(KEY);
    return LOCALES.find((locale) => locale === value);
  } catch {
    // Storage can be forbidden; the browser's own language is a fair guess then.
    return undefined;
  }
}

let chosen: Locale | undefined;

/** The language that was chosen, or that the browser asks for. */
export function chosenLocale(): Locale {
  chosen ??= stored() ?? pickLocale(window.navigator.languages);
  return chosen;
}

/** Changes the language of every open part of the page, and remembers it. */
export function setLocale(locale: Locale): void {
  chosen = locale;
  try {
    window.localStorage.setItem(KEY, locale);
  } catch {
    // Kept for this page only, then.
    chosen = locale;
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The chosen language; undefined while the exported page has not come alive. */
export function useChosenLocale(): Locale | undefined {
  return useSyncExternalStore(subscribe, chosenLocale, () => undefined);
}
