'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { api, read } from '../api/client';
import { keys } from '../api/queries';
import type { TransferFacets } from '../api/types';
import { Menu, MenuChoice } from '../ui/menu';
import { exportQuery } from './api-query';
import { METHODS, REASONS, STATES } from './search-grammar';
import type { TransferFilters } from './search-grammar';

interface FacetProps {
  readonly filters: TransferFilters;
  readonly onChange: (filters: TransferFilters, how: 'push' | 'replace') => void;
}

type ListKey = 'status' | 'method' | 'reason';
type RangeKey = 'since' | 'size';

const PERIODS = ['24h', '7d', '30d', '90d'] as const;
const SIZES = ['1MB..', '100MB..', '1GB..', '..1MB'] as const;

function withFilter(
  filters: TransferFilters,
  key: ListKey | RangeKey,
  value: string | undefined,
): TransferFilters {
  const rest = Object.entries(filters).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined || value === '' ? rest : [...rest, [key, value]]);
}

interface ListFacetProps<Word extends string> extends FacetProps {
  readonly by: ListKey;
  readonly words: readonly Word[];
  readonly nameOf: (word: Word) => string;
}

/** How many each word would find under the other filters; asked for when a menu is opened, for all three at once. */
function useCounts(filters: TransferFilters) {
  const query = exportQuery(filters);
  return useQuery({
    queryKey: [...keys.transfers, 'facets', query],
    queryFn: ({ signal }) =>
      read<TransferFacets>(api.GET('/api/v1/transfers/facets', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The words, each with what it would find. */
function Words<Word extends string>(props: ListFacetProps<Word>) {
  const { filters, onChange, by, words, nameOf } = props;
  const t = useTranslations('search');
  const format = useFormatter();
  const { data } = useCounts(filters);
  const taken = filters[by]?.split(',') ?? [];
  const countOf = (word: Word): number =>
    data?.[by].find(({ value }) => value === word)?.transfers ?? 0;
  return (
    <>
      {words.map((word) => (
        <MenuChoice
          key={word}
          label={nameOf(word)}
          note={data === undefined ? undefined : format.number(countOf(word))}
          taken={taken.includes(word)}
          onTake={() => {
            const next = taken.includes(word)
              ? taken.filter((one) => one !== word)
              : words.filter((one) => one === word || taken.includes(one));
            // One choice after the other is one thought: Back undoes it as a whole.
            onChange(withFilter(filters, by, next.join(',')), 'replace');
          }}
        />
      ))}
      {data?.capped === true ? <p className="px-2 pt-1 text-xs text-ink-3">{t('capped')}</p> : null}
    </>
  );
}

/** Words of which several can be wanted at once. */
function ListFacet<Word extends string>(props: ListFacetProps<Word>) {
  const t = useTranslations('search.keys');
  const taken = props.filters[props.by]?.split(',').length ?? 0;
  return (
    <Menu label={t(props.by)} taken={taken}>
      {() => <Words {...props} />}
    </Menu>
  );
}

/** A period or a size: one of a few usual ones, or none. Finer ones are typed. */
function RangeFacet<Range extends string>(
  props: FacetProps & {
    readonly by: RangeKey;
    readonly ranges: readonly Range[];
    readonly nameOf: (range: Range) => string;
  },
) {
  const { filters, onChange, by, ranges, nameOf } = props;
  const t = useTranslations('search');
  const value = filters[by];
  return (
    <Menu label={t(`keys.${by}`)} taken={value === undefined ? 0 : 1}>
      {ranges.map((range) => (
        <MenuChoice
          key={range}
          type="radio"
          name={by}
          label={nameOf(range)}
          taken={value === range}
          onTake={() => {
            onChange(withFilter(filters, by, range), 'replace');
          }}
        />
      ))}
      <MenuChoice
        type="radio"
        name={by}
        label={t('any')}
        taken={value === undefined}
        onTake={() => {
          onChange(withFilter(filters, by, undefined), 'replace');
        }}
      />
    </Menu>
  );
}

/** The usual ways to narrow the list, for those who do not type. They write the same address as the box. */
export function Facets(props: FacetProps) {
  const t = useTranslations('transfer');
  const s = useTranslations('search');
  return (
    <div role="group" aria-label={s('facets')} className="flex flex-wrap gap-2">
      <ListFacet {...props} by="status" words={STATES} nameOf={(word) => t(`state.${word}`)} />
      <ListFacet
        {...props}
        by="reason"
        words={REASONS}
        nameOf={(word) => t(`reasons.${word}.word`)}
      />
      <ListFacet {...props} by="method" words={METHODS} nameOf={(word) => t(`method.${word}`)} />
      <RangeFacet
        {...props}
        by="since"
        ranges={PERIODS}
        nameOf={(range) => s(`periods.${range}`)}
      />
      <RangeFacet
        {...props}
        by="size"
        ranges={SIZES}
        nameOf={(range) => {
          const size = range.replace('..', '');
          return range.startsWith('..') ? s('below', { size }) : s('above', { size });
        }}
      />
    </div>
  );
}
