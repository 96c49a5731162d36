'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { TestTransferResult } from '../api/types';
import { RouteGlyph } from '../route/route-glyph';
import { formatBytes, formatDuration, formatRate } from '../text/format';
import { Button } from '../ui/button';
import { Commands, LinkButton, Problem } from '../ui/notes';

const BYTES = 1_048_576;
const DONE = { state: 'completed', path: 'relayed', percent: 100, moved: true } as const;
const UNTRIED = { state: 'offered', path: 'relayed', percent: null, moved: false } as const;

function Result(props: { readonly result: TestTransferResult; readonly alone: boolean }) {
  const t = useTranslations('testTransfer');
  const locale = useLocale();
  const { bytes, seconds, bytesPerSecond, streamhost, routed } = props.result;
  return (
    <div role="status" className="grid gap-2">
      <p className="text-lg font-semibold text-ok">
        {t('done', {
          bytes: formatBytes(bytes, locale),
          time: formatDuration(seconds * 1000, locale),
          rate: formatRate(bytesPerSecond, locale),
        })}
      </p>
      <p className="text-sm text-ink-2">
        {t('through')}{' '}
        <bdi className="font-mono text-xs" translate="no">
          {streamhost.host}:{streamhost.port}
        </bdi>
        . {props.alone ? t('alone') : routed ? t('routed') : t('local')}
      </p>
    </div>
  );
}

/** Sends a real file through the proxy, and draws its way: nothing proves a server like a transfer. */
export function TestTransfer({
  domain,
  onProven,
}: {
  readonly domain: string | null;
  readonly onProven?: () => void;
}) {
  const t = useTranslations('testTransfer');
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () =>
      read<TestTransferResult>(
        api.POST('/api/v1/test-transfer', { body: { domain, bytes: BYTES } }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.transfers });
      onProven?.();
    },
  });
  const { data } = test;
  const label = test.isPending ? t('running') : data === undefined ? t('untried') : t('drawn');
  return (
    <div className="grid max-w-[720px] gap-3">
      <div
        key={data === undefined ? 'before' : 'after'}
        className={data === undefined ? '' : 'draw-route'}
      >
        <RouteGlyph size="page" facts={data === undefined ? UNTRIED : DONE} label={label} />
      </div>
      {test.isError ? <Problem error={test.error} /> : null}
      {data === undefined ? null : <Result result={data} alone={domain === null} />}
      <div className="flex flex-wrap gap-2">
        {data === undefined ? null : (
          <LinkButton
            href={data.transferId === null ? '/transfers' : `/transfers/${data.transferId}`}
          >
            {t('open')}
          </LinkButton>
        )}
        <Button
          kind={data === undefined ? 'primary' : 'plain'}
          busy={test.isPending}
          onClick={() => {
            test.mutate();
          }}
        >
          {data === undefined ? t('send') : t('again')}
        </Button>
      </div>
      <Commands
        lines={[
          domain === null ? 'waybill test-transfer' : `waybill test-transfer --domain ${domain}`,
          'POST /api/v1/test-transfer',
        ]}
      />
    </div>
  );
}
