'use client';

import { X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/**
 * A question laid over the page. The browser's own modal dialog keeps the focus inside and the rest inert,
 * and needs no style element that the content security policy would have to allow.
 */
export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
  const t = useTranslations('ui');
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const left = useRef(false);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open && !element.open) {
      element.showModal();
      // A question is there to be answered: begin at its first field, not at its way out.
      element.querySelector<HTMLElement>('input, select, textarea')?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      // The browser tells of the end only after it: by then, the next key may have asked for the same again.
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        left.current = true;
        event.currentTarget.close();
        onClose();
      }}
      onClose={() => {
        if (!left.current) onClose();
        left.current = false;
      }}
      className={`max-h-[85dvh] w-[calc(100vw-2rem)] rounded-table border border-rule-strong bg-surface p-0 ${wide ? 'max-w-2xl' : 'max-w-md'}`}
    >
      {open ? (
        <div className="p-5">
          <div className="mb-3 flex items-start justify-between gap-4">
            <h2 id={heading} className="text-lg font-bold text-balance">
              {title}
            </h2>
            <Button
              kind="quiet"
              aria-label={t('close')}
              onClick={onClose}
              size="icon"
              className="-mt-1 -mr-2 shrink-0"
            >
              <X aria-hidden="true" size={16} />
            </Button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
