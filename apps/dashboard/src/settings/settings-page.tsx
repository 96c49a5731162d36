'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { Settings } from '../api/types';
import { Button } from '../ui/button';
import { ListSearch } from '../ui/list-search';
import { CopyButton, Empty, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Unknown } from '../ui/texts';
import { useQueryString } from '../url/query';
import { matching, valueText } from './match';
import type { Setting } from './match';

const SOURCES = ['default', 'file', 'environment', 'command line', 'dashboard'] as const;
type Source = (typeof SOURCES)[number];

const useSettings = () =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => read<Settings>(api.GET('/api/v1/settings', { signal })),
  });

const isSource = (text: string): text is Source => SOURCES.some((known) => known === text);

/** Where a value comes from; what nobody has set steps back. */
function Origin({ setting }: { readonly setting: Setting }) {
  const t = useTranslations('settings');
  const { source, where } = setting;
  if (source === 'default') return <span className="text-ink-3">{t('source.default')}</span>;
  const place = where === '' ? setting.variable : where;
  return (
    <>
      <span className="font-semibold text-accent">
        {isSource(source) ? t(`source.${source}`) : source}
      </span>
      <code className="block font-mono text-xs break-all text-ink-2" translate="no">
        {place}
      </code>
    </>
  );
}

function SettingRow({ setting }: { readonly setting: Setting }) {
  const t = useTranslations('settings');
  const text = valueText(setting.value);
  return (
    <li
      id={setting.path}
      className="grid gap-x-6 gap-y-1 border-t border-rule px-3 py-2.5 first:border-t-0 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,2fr)]"
    >
      <div className="min-w-0">
        <h3 className="flex items-center gap-1 font-mono text-sm font-semibold break-all">
          <span translate="no">{setting.path}</span>
          <CopyButton
            text={setting.variable}
            label={t('copyVariable', { name: setting.variable })}
          />
        </h3>
        <p className="text-sm text-ink-2">{setting.description}</p>
      </div>
      <div className="min-w-0 text-sm">
        <span className="sr-only">{t('value')}: </span>
        {text === '' ? (
          <Unknown label={t('none')} />
        ) : (
          <code className="font-mono break-all whitespace-pre-wrap" translate="no">
            {text}
          </code>
        )}
      </div>
      <div className="min-w-0 text-sm">
        <span className="sr-only">{t('from')}: </span>
        <Origin setting={setting} />
      </div>
    </li>
  );
}

function Groups({ items }: { readonly items: readonly Setting[] }) {
  const t = useTranslations('settings');
  const [params, write] = useQueryString();
  const query = params.get('q') ?? '';
  const groups = matching(items, query, params.has('set'));
  if (groups.length === 0) {
    return (
      <div className="rounded-table border border-rule bg-surface">
        <Empty
          title={t('nothing')}
          action={
            <Button
              onClick={() => {
                write(new URLSearchParams(), 'replace');
              }}
            >
              {t('showAll')}
            </Button>
          }
        >
          {t('nothingHint')}
        </Empty>
      </div>
    );
  }
  return groups.map((group) => (
    <section key={group.name} aria-labelledby={`group-${group.name}`} className="mb-5">
      <h2 id={`group-${group.name}`} className="mb-1.5 text-base font-bold" translate="no">
        {group.name}
      </h2>
      <ul className="overflow-hidden rounded-table border border-rule bg-surface">
        {group.items.map((setting) => (
          <SettingRow key={setting.path} setting={setting} />
        ))}
      </ul>
    </section>
  ));
}

/** The configuration in force: each value with its meaning and where it comes from. `q` and `set` narrow it. */
export function SettingsPage() {
  const t = useTranslations('settings');
  const settings = useSettings();
  const [params, write] = useQueryString();
  const address = params.toString();
  const search = useCallback(
    (text: string | undefined): void => {
      const next = new URLSearchParams(address);
      if (text === undefined) next.delete('q');
      else next.set('q', text);
      write(next, 'replace');
    },
    [address, write],
  );
  const items = settings.data?.items ?? [];
  const set = items.filter(({ source }) => source !== 'default').length;
  return (
    <>
      <PageHead
        title={t('title')}
        sentence={settings.data === undefined ? undefined : t('sentence', { count: set })}
      />
      <div className="flex flex-wrap items-baseline gap-x-6">
        <div className="w-full max-w-md">
          <ListSearch label={t('search')} value={params.get('q') ?? undefined} onChange={search} />
        </div>
        <label className="mb-3 flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={params.has('set')}
            className="size-4 accent-accent"
            onChange={(event) => {
              const next = new URLSearchParams(address);
              if (event.target.checked) next.set('set', '1');
              else next.delete('set');
              write(next, 'replace');
            }}
          />
          {t('onlySet')}
        </label>
      </div>
      {settings.isError ? (
        <Problem error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.data === undefined ? null : <Groups items={items} />}
    </>
  );
}
