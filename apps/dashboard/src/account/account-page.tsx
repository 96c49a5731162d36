'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem, api } from '../api/client';
import { keys, useAccount } from '../api/queries';
import { LOCALES, setLocale, useChosenLocale } from '../i18n/locale';
import { setShortcutsOn, useShortcutsOn } from '../shell/shortcuts-store';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { Moment } from '../ui/texts';
import { say } from '../ui/toasts';
import { SecondFactorPart } from './second-factor';
import { SignedInPlaces } from './signed-in-places';

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-3 border-t border-rule py-5 md:grid-cols-[14rem_minmax(0,1fr)]">
      <h2 className="text-lg font-bold">{title}</h2>
      <div className="max-w-md min-w-0">{children}</div>
    </section>
  );
}

function PasswordForm() {
  const t = useTranslations('account');
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => api.POST('/api/v1/account/password', { body: { current, password } }),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
      say(t('passwordChanged'));
    },
  });
  const wrong = change.error instanceof ApiProblem && change.error.is('wrong-credentials');
  return (
    <Form
      onSubmit={() => {
        change.mutate();
      }}
    >
      <Field
        label={t('current')}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        problem={wrong ? t('wrong') : undefined}
        onText={setCurrent}
      />
      <Field
        label={t('new')}
        hint={t('newHint')}
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        value={password}
        onText={setPassword}
      />
      {change.isError && !wrong ? <Problem error={change.error} /> : null}
      <Button type="submit" className="justify-self-start" busy={change.isPending}>
        {t('changePassword')}
      </Button>
    </Form>
  );
}

function Choice<Value extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly value: Value | undefined;
  readonly options: readonly {
    readonly value: Value;
    readonly text: string;
    readonly lang?: string;
  }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <fieldset>
      <legend className="sr-only">{props.legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {props.options.map(({ value, text, lang }) => (
          <label key={value} lang={lang} className="flex min-h-6 items-center gap-2">
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={props.value === value}
              className="size-4 accent-accent"
              onChange={() => {
                props.onChange(value);
              }}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Tastes() {
  const t = useTranslations('account');
  const { theme, setTheme } = useTheme();
  const locale = useChosenLocale();
  const shortcuts = useShortcutsOn();
  const languages = { en: 'English', 'zh-Hans': '简体中文' } as const;
  return (
    <>
      <Part title={t('language')}>
        <Choice
          name="language"
          legend={t('language')}
          value={locale}
          onChange={setLocale}
          options={LOCALES.map((value) => ({ value, text: languages[value], lang: value }))}
        />
      </Part>
      <Part title={t('theme')}>
        <Choice
          name="theme"
          legend={t('theme')}
          value={theme}
          onChange={setTheme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            text: t(`themes.${value}`),
          }))}
        />
      </Part>
      <Part title={t('shortcuts')}>
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={shortcuts}
            className="size-4 accent-accent"
            onChange={(event) => {
              setShortcutsOn(event.target.checked);
            }}
          />
          {t('shortcutsOn')}
        </label>
        <p className="mt-1 text-sm text-ink-3">{t('shortcutsHint')}</p>
      </Part>
    </>
  );
}

function SignOut() {
  const t = useTranslations('account');
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => api.POST('/api/v1/logout'),
    onSettled: () => client.resetQueries({ queryKey: keys.session }),
  });
  return (
    <Button
      busy={signOut.isPending}
      onClick={() => {
        signOut.mutate();
      }}
    >
      {t('signOut')}
    </Button>
  );
}

/** My own password, places, language and looks. */
export function AccountPage() {
  const t = useTranslations('account');
  const { data } = useAccount();
  return (
    <>
      <PageHead
        title={data?.name ?? t('title')}
        sentence={
          data === undefined ? undefined : (
            <>
              {t('role', { role: data.role })}
              {data.lastSignInAt === null ? null : (
                <>
                  {' · '}
                  {t('lastSignIn')} <Moment at={data.lastSignInAt} form="relative" />
                </>
              )}
            </>
          )
        }
      >
        <SignOut />
      </PageHead>
      <Part title={t('password')}>
        <PasswordForm />
      </Part>
      <Part title={t('secondFactor')}>
        <SecondFactorPart name={data?.name ?? ''} />
      </Part>
      <Part title={t('places')}>
        <SignedInPlaces />
      </Part>
      <Tastes />
    </>
  );
}
