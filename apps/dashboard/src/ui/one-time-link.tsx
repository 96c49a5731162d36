'use client';

import { Printer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { MadeLink } from '../api/types';
import { Button } from './button';
import { CopyButton } from './notes';
import { QrCode } from './qr-code';
import { Moment } from './texts';

/** The whole link: as the server knows its public address, else as this browser reached it. */
export const wholeLink = ({ url, path }: MadeLink): string => url ?? window.location.origin + path;

/** A link that is shown this once, to copy, to scan or to print. */
export function OneTimeLink(props: {
  readonly link: MadeLink;
  /** What whoever holds the paper is to do with it. */
  readonly what: string;
}) {
  const t = useTranslations('link');
  const link = wholeLink(props.link);
  return (
    <div className="grid gap-4">
      <div data-print="" className="grid justify-items-center gap-3 text-center">
        <p>{props.what}</p>
        <div className="w-56 max-w-full">
          <QrCode text={link} label={t('qr')} />
        </div>
        <p className="font-mono text-sm break-all" translate="no">
          <output>{link}</output>
        </p>
        <p className="text-sm text-ink-2">
          {t('until')} <Moment at={props.link.expiresAt} form="full" />
        </p>
      </div>
      <div className="flex justify-center gap-2">
        <CopyButton text={link} label={t('copy')} visible />
        <Button
          size="small"
          onClick={() => {
            window.print();
          }}
        >
          <Printer size={14} aria-hidden="true" /> {t('print')}
        </Button>
      </div>
      <p className="text-sm text-warn">{t('once')}</p>
    </div>
  );
}
