'use client';

import { useTranslations } from 'use-intl';

export const STEPS = ['where', 'link', 'prove', 'end'] as const;
export type Step = (typeof STEPS)[number];

interface StepsProps {
  readonly step: 'you' | Step;
  /** With the step that made the first operator before the others. */
  readonly first: boolean;
  /** The steps that can be gone to from here, in either direction: each can be left out, and come back to. */
  readonly open?: readonly Step[];
  readonly onGo?: (step: Step) => void;
}

/** Where one is between the setup link and the first proven transfer. */
export function WizardSteps({ step, first, open = [], onGo }: StepsProps) {
  const t = useTranslations('attach');
  const all: readonly ('you' | Step)[] = first ? ['you', ...STEPS] : STEPS;
  return (
    <ol
      aria-label={t('steps')}
      className="flex flex-wrap gap-x-5 gap-y-1 border-b border-rule pb-2 text-sm"
    >
      {all.map((each, index) => {
        const text = `${String(index + 1)}. ${t(`step.${each}`)}`;
        const target = open.find((one) => one === each);
        return (
          <li
            key={each}
            aria-current={each === step ? 'step' : undefined}
            className={each === step ? 'font-semibold text-ink' : 'text-ink-3'}
          >
            {target === undefined || each === step ? (
              text
            ) : (
              <button
                type="button"
                className="rounded-control underline underline-offset-2 hover:text-ink"
                onClick={() => onGo?.(target)}
              >
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
