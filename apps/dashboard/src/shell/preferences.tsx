'use client';

import { Languages, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';
import { setLocale, useChosenLocale } from '../i18n/locale';
import { Button } from '../ui/button';

/** Light or dark, English or Chinese: one click each, from every page. */
export function Preferences() {
  const t = useTranslations('nav');
  const { resolvedTheme, setTheme } = useTheme();
  const locale = useChosenLocale();
  const dark = resolvedTheme === 'dark';
  const Icon = dark ? Sun : Moon;
  const chinese = locale === 'zh-Hans';
  return (
    <div className="flex items-center gap-1">
      <Button
        kind="quiet"
        size="small"
        className="h-8 flex-1 !justify-start"
        lang={chinese ? 'en' : 'zh-Hans'}
        onClick={() => {
          setLocale(chinese ? 'en' : 'zh-Hans');
        }}
      >
        <Languages size={16} aria-hidden="true" />
        {chinese ? 'English' : '简体中文'}
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={dark ? t('toLight') : t('toDark')}
        onClick={() => {
          setTheme(dark ? 'light' : 'dark');
        }}
      >
        <Icon size={16} aria-hidden="true" />
      </Button>
    </div>
  );
}
