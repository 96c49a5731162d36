'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import type { SavedView, SavedViewList } from '../api/types';
import { Button } from './button';
import { Dialog } from './dialog';
import { Field, Form } from './field';
import { Commands, Problem } from './notes';
import { say } from './toasts';

const KEY = ['views'] as const;

interface Place {
  /** The page whose lists are kept, as the API names it; its address is `/` and this. */
  readonly page: 'transfers' | 'users' | 'audit';
  /** The query string as it stands, without cursor and open row. */
  readonly query: string;
}

function SaveForm({ place, onSaved }: { readonly place: Place; readonly onSaved: () => void }) {
  const t = useTranslations('views');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => api.POST('/api/v1/views', { body: { ...place, name: name.trim() } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: KEY });
      say(t('saved', { name: name.trim() }));
      onSaved();
    },
  });
  return (
    <Form
      onSubmit={() => {
        save.mutate();
      }}
    >
      <Field
        label={t('name')}
        hint={t('nameHint')}
        required
        maxLength={100}
        autoComplete="off"
        value={name}
        onText={setName}
      />
      {save.isError ? <Problem error={save.error} /> : null}
      <Commands lines={['POST /api/v1/views']} />
      <Button kind="primary" type="submit" className="justify-self-end" busy={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}

function View({ view, current }: { readonly view: SavedView; readonly current: boolean }) {
  const t = useTranslations('views');
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => api.DELETE('/api/v1/views/{id}', { params: { path: { id: view.id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <li className="flex items-center">
      <Link
        href={`/${view.page}?${view.query}`}
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        className={`inline-flex h-7 max-w-56 items-center truncate rounded-control px-1.5 ${current ? 'bg-selection font-semibold' : 'text-accent hover:underline'}`}
      >
        <bdi>{view.name}</bdi>
      </Link>
      <button
        type="button"
        aria-label={t('remove', { name: view.name })}
        className="grid size-7 place-items-center rounded-control text-ink-3 hover:text-ink"
        onClick={() => {
          remove.mutate();
        }}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Filters worth keeping, under names of one's own. They are kept by the server, for whoever is signed in. */
export function SavedViews(place: Place) {
  const t = useTranslations('views');
  const [saving, setSaving] = useState(false);
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => read<SavedViewList>(api.GET('/api/v1/views', { signal })),
  });
  const own = data?.items.filter(({ page }) => page === place.page) ?? [];
  const known = own.some(({ query }) => query === place.query);
  const close = (): void => {
    setSaving(false);
  };
  if (own.length === 0 && place.query === '') return null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-2 text-sm">
      {own.length === 0 ? null : (
        <ul aria-label={t('title')} className="flex flex-wrap gap-x-2">
          {own.map((view) => (
            <View key={view.id} view={view} current={view.query === place.query} />
          ))}
        </ul>
      )}
      {place.query === '' || known ? null : (
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            setSaving(true);
          }}
        >
          {t('saveThis')}
        </Button>
      )}
      <Dialog open={saving} onClose={close} title={t('saveThis')}>
        <SaveForm place={place} onSaved={close} />
      </Dialog>
    </div>
  );
}
