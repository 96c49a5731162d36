'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../api/queries';
import { Pager } from '../ui/pager';
import { useLarge, useWide } from '../ui/use-wide';
import { sortFromParams } from './api-query';
import { slimColumns, useLayout } from './layout';
import { SidePanel } from './side-panel';
import { TransferRows } from './transfer-rows';
import { listAddress } from './use-list';
import type { useList, usePageState } from './use-list';

type List = ReturnType<typeof useList>;
type PageState = ReturnType<typeof usePageState>;

interface ListProps {
  readonly list: List;
  readonly state: PageState;
}

/** The waybill that stands open beside the list: its id is in the address. */
function useOpenRow(params: URLSearchParams, set: PageState['set']) {
  const open = params.get('row') ?? undefined;
  const closed = useRef<string>(undefined);
  useEffect(() => {
    // Only now do the rows stand as they will: the link may be in another column than before.
    if (open !== undefined || closed.current === undefined) return;
    const link = `[data-row-link="${CSS.escape(closed.current)}"]`;
    document.querySelector<HTMLElement>(link)?.focus();
    closed.current = undefined;
  }, [open]);
  const list = listAddress(params);
  const isOpen = open !== undefined;
  const show = useCallback(
    (id: string): void => {
      // From row to row is one look at the list: Back leaves it as a whole.
      set('row', id, isOpen ? 'replace' : 'push');
    },
    [set, isOpen],
  );
  const target = useMemo(
    () => ({
      href: (shortId: string): string => {
        const next = new URLSearchParams(list);
        next.set('row', shortId);
        return `/transfers?${next.toString()}`;
      },
      onOpen: show,
    }),
    [list, show],
  );
  return {
    open,
    show,
    target,
    close: (): void => {
      closed.current = open;
      set('row', undefined);
    },
  };
}

/** Whether the page's frame was painted: it comes before the rows, however early these were there, as they are most of the work. */
function useFramed(): boolean {
  const [framed, setFramed] = useState(false);
  useEffect(() => {
    setFramed(true);
  }, []);
  return framed;
}

/** The rows, and beside them the one that is open. */
export function TransferList({ list, state }: ListProps) {
  const t = useTranslations('transfers');
  const { params, set } = state;
  const { rows, query, next } = list;
  const row = useOpenRow(params, set);
  const isFramed = useFramed();
  const wide = useWide();
  const large = useLarge();
  const person = useSession().data?.operator?.name ?? '';
  const layout = useLayout(person);
  const shown =
    row.open === undefined ? layout : { ...layout, columns: slimColumns(layout.columns, large) };
  if (!isFramed) return null;
  return (
    <div
      className={
        row.open === undefined ? '' : 'xl:grid xl:grid-cols-[minmax(0,1fr)_25rem] xl:gap-5'
      }
    >
      <div className="min-w-0">
        {rows.length === 0 ? null : (
          <div className={query.isPlaceholderData ? 'opacity-60' : ''}>
            <TransferRows
              items={rows}
              caption={t('caption')}
              layout={shown}
              open={row.open}
              {...(wide ? { target: row.target } : {})}
              sort={sortFromParams(params)}
              onSort={(value) => {
                set('sort', value === '-time' ? undefined : value);
              }}
            />
          </div>
        )}
        <div className="mt-3 flex justify-end">
          <Pager
            after={params.get('after') ?? undefined}
            next={next}
            onGo={(cursor) => {
              set('after', cursor);
            }}
          />
        </div>
      </div>
      {row.open === undefined ? null : (
        <SidePanel
          id={row.open}
          ids={rows.map(({ shortId }) => shortId)}
          onOpen={row.show}
          onClose={row.close}
        />
      )}
    </div>
  );
}
