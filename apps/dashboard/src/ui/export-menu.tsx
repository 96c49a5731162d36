'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import { dangerous } from '../shell/step-up';
import { buttonClass } from './button';
import { Menu } from './menu';
import { useProblemText } from './notes';
import { say } from './toasts';

interface Format {
  readonly name: 'excel' | 'csv' | 'ndjson';
  readonly query: Readonly<Record<string, string>>;
}

const FORMATS: readonly Format[] = [
  // A spreadsheet takes a file for UTF-8 only if it begins with the mark, and garbles Chinese names otherwise.
  { name: 'excel', query: { format: 'csv', bom: 'true' } },
  { name: 'csv', query: { format: 'csv' } },
  { name: 'ndjson', query: { format: 'ndjson' } },
];

/** Asks whether the file may leave, without asking for it. @throws {ApiProblem} where it may not */
async function knock(address: string): Promise<void> {
  const answer = await fetch(address, { method: 'HEAD' });
  if (answer.ok) return;
  const slug = answer.status === 403 ? 'step-up-needed' : 'refused';
  throw new ApiProblem(slug, answer.status, '');
}

/** Files of what the list holds, all pages of it. The browser saves them while they are still being written. */
export function ExportMenu(props: {
  /** The endpoint, as in `/api/v1/transfers/export`. */
  readonly path: string;
  /** What narrows the list. */
  readonly query: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('exports');
  const problemText = useProblemText();
  const save = async (address: string): Promise<void> => {
    try {
      await dangerous(() => knock(address));
      window.location.assign(address);
    } catch (error) {
      say(problemText(error));
    }
  };
  return (
    <Menu
      dataKey="export"
      end
      label={
        <>
          <Download size={16} aria-hidden="true" /> {t('action')}
        </>
      }
    >
      {(close) => (
        <>
          {FORMATS.map(({ name, query }) => {
            const address = `${props.path}?${new URLSearchParams({ ...props.query, ...query }).toString()}`;
            return (
              <button
                key={name}
                type="button"
                className={`${buttonClass('quiet')} !h-auto !justify-start py-1.5 text-left whitespace-normal`}
                onClick={() => {
                  close();
                  void save(address);
                }}
              >
                <span className="grid">
                  <span className="font-semibold text-ink">{t(`${name}.name`)}</span>
                  <span className="text-xs text-ink-3">{t(`${name}.hint`)}</span>
                </span>
              </button>
            );
          })}
          <p className="border-t border-rule px-2 pt-2 pb-1 text-xs text-ink-3">{t('audited')}</p>
        </>
      )}
    </Menu>
  );
}
