'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { api } from '../api/client';
import type { UploadRetention, UploadRetentionPreview } from '../api/types';
import { dangerous } from '../shell/step-up';
import { formatBytes, formatFull } from '../text/format';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { INPUT } from '../ui/field';
import { say } from '../ui/toasts';
import { storageKeys, useRetentionPreview } from './queries';

const PURPOSES = ['message', 'profile', 'ephemeral', 'permanent'] as const;
type Purpose = (typeof PURPOSES)[number];

const MAX_DAYS = 36_500;
/** Days as they are typed; empty is for ever. */
type Draft = Readonly<Record<Purpose, string>>;

const draftOf = (retention: UploadRetention): Draft => ({
  message: String(retention.message ?? ''),
  profile: String(retention.profile ?? ''),
  ephemeral: String(retention.ephemeral ?? ''),
  permanent: String(retention.permanent ?? ''),
});

/** @returns undefined while a number is none that can be kept */
function retentionOf(draft: Draft): UploadRetention | undefined {
  const days = (text: string): number | null | undefined => {
    if (text.trim() === '') return null;
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= MAX_DAYS ? number : undefined;
  };
  const [message, profile, ephemeral, permanent] = PURPOSES.map((name) => days(draft[name]));
  if (message === undefined || profile === undefined) return undefined;
  if (ephemeral === undefined || permanent === undefined) return undefined;
  return { message, profile, ephemeral, permanent };
}

function usePreviewText(): (preview: UploadRetentionPreview) => string {
  const t = useTranslations('storage');
  const locale = useLocale();
  return ({ files, bytes, oldestAt }) =>
    files === 0 || oldestAt === null
      ? t('wouldDeleteNothing')
      : t('wouldDelete', {
          count: files,
          bytes: formatBytes(bytes, locale),
          time: formatFull(oldestAt, locale),
        });
}

function Days(props: {
  readonly purpose: Purpose;
  readonly text: string;
  readonly readOnly: boolean;
  readonly onText: (text: string) => void;
}) {
  const { purpose, text, readOnly, onText } = props;
  const t = useTranslations('storage');
  return (
    <label className="grid grid-cols-[minmax(0,1fr)_6rem_4rem] items-center gap-x-3 border-t border-rule py-2">
      <span className="min-w-0">
        <span className="block font-semibold">{t(`purposes.${purpose}.name`)}</span>
        <span className="block text-sm text-ink-3">{t(`purposes.${purpose}.hint`)}</span>
      </span>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={MAX_DAYS}
        placeholder={t('forEver')}
        value={text}
        readOnly={readOnly}
        onChange={(event) => {
          onText(event.target.value);
        }}
        className={`${INPUT} text-right`}
      />
      <span className="text-ink-3">{text === '' ? '' : t('days')}</span>
    </label>
  );
}

/** Asks once more, with what goes at once. */
function Keep(props: {
  readonly wanted: UploadRetention;
  readonly preview: UploadRetentionPreview;
}) {
  const { wanted, preview } = props;
  const t = useTranslations('storage');
  const client = useQueryClient();
  const previewText = usePreviewText();
  const [asking, setAsking] = useState(false);
  const keep = useMutation({
    mutationFn: () => dangerous(() => api.PUT('/api/v1/retention', { body: wanted })),
    onSuccess: () => {
      setAsking(false);
      say(t('kept'));
      void client.invalidateQueries({ queryKey: storageKeys.all });
    },
  });
  return (
    <>
      <Button
        kind="primary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('keep')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('keepTitle')}
        commands={[
          `waybill uploads retention ${PURPOSES.map((name) => `--${name} ${String(wanted[name] ?? 'for-ever')}`).join(' ')} --apply`,
          `PUT /api/v1/retention ${JSON.stringify(wanted)}`,
        ]}
        error={keep.error}
        busy={keep.isPending}
        keep={t('notNow')}
        act={t('keep')}
        onClose={() => {
          setAsking(false);
          keep.reset();
        }}
        onAct={() => {
          keep.mutate();
        }}
      >
        <p className="font-semibold">{previewText(preview)}</p>
        <p>{t('keepHint')}</p>
      </ConfirmDialog>
    </>
  );
}

/** How long each kind of file is kept, and what another time would delete, before it is taken into use. */
export function RetentionForm(props: {
  readonly retention: UploadRetention;
  readonly mayChange: boolean;
}) {
  const { retention, mayChange } = props;
  const t = useTranslations('storage');
  const previewText = usePreviewText();
  const [draft, setDraft] = useState(() => draftOf(retention));
  const wanted = retentionOf(draft);
  const changed = PURPOSES.some((name) => draft[name] !== draftOf(retention)[name]);
  const preview = useRetentionPreview(mayChange && changed ? wanted : undefined).data;
  return (
    <section aria-labelledby="retention">
      <h2 id="retention" className="text-lg font-bold">
        {t('retention')}
      </h2>
      <p className="mb-2 max-w-[52ch] text-ink-2">{t('retentionHint')}</p>
      {PURPOSES.map((purpose) => (
        <Days
          key={purpose}
          purpose={purpose}
          text={draft[purpose]}
          readOnly={!mayChange}
          onText={(text) => {
            setDraft({ ...draft, [purpose]: text });
          }}
        />
      ))}
      <div className="mt-2 flex min-h-8 flex-wrap items-center gap-3">
        <p aria-live="polite" className="min-w-0 flex-1 text-warn">
          {!changed
            ? ''
            : wanted === undefined
              ? t('badDays', { days: MAX_DAYS })
              : preview === undefined
                ? ''
                : previewText(preview)}
        </p>
        {changed && wanted !== undefined && preview !== undefined ? (
          <Keep wanted={wanted} preview={preview} />
        ) : null}
      </div>
    </section>
  );
}
