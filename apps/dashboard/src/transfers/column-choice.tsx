'use client';

import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { COLUMNS, DENSITIES, USUAL } from './layout';
import type { ColumnName, Density, Layout } from './layout';

/** The list with one entry a place further up or down. */
function moved(columns: readonly ColumnName[], name: ColumnName, by: 1 | -1): ColumnName[] {
  const at = columns.indexOf(name);
  const rest = columns.filter((one) => one !== name);
  rest.splice(at + by, 0, name);
  return rest;
}

function Line(props: {
  readonly name: ColumnName;
  readonly columns: readonly ColumnName[];
  readonly onColumns: (columns: readonly ColumnName[]) => void;
}) {
  const { name, columns, onColumns } = props;
  const t = useTranslations('transfers');
  const title = t(`columns.${name}`);
  const at = columns.indexOf(name);
  const shown = at >= 0;
  return (
    <li className="flex items-center rounded-control hover:bg-raised">
      <label className="flex min-h-9 flex-1 cursor-pointer items-center gap-2.5 px-2">
        <input
          type="checkbox"
          checked={shown}
          // A list without columns would have nothing to open a row by.
          disabled={shown && columns.length === 1}
          onChange={() => {
            onColumns(shown ? columns.filter((one) => one !== name) : [...columns, name]);
          }}
          className="size-4 accent-accent"
        />
        {title}
      </label>
      {shown ? (
        <>
          <Button
            kind="quiet"
            size="icon"
            aria-label={t('layout.up', { name: title })}
            disabled={at === 0}
            onClick={() => {
              onColumns(moved(columns, name, -1));
            }}
          >
            <ArrowUp size={14} aria-hidden="true" />
          </Button>
          <Button
            kind="quiet"
            size="icon"
            aria-label={t('layout.down', { name: title })}
            disabled={at === columns.length - 1}
            onClick={() => {
              onColumns(moved(columns, name, 1));
            }}
          >
            <ArrowDown size={14} aria-hidden="true" />
          </Button>
        </>
      ) : null}
    </li>
  );
}

interface ChoiceProps {
  readonly layout: Layout;
  readonly onLayout: (layout: Layout) => void;
}

/** The columns as they stand, and after them those that are not shown. */
function Lines({ layout, onLayout }: ChoiceProps) {
  const t = useTranslations('transfers.layout');
  const { columns, density } = layout;
  const hidden = COLUMNS.filter((name) => !columns.includes(name));
  return (
    <ul aria-label={t('title')}>
      {[...columns, ...hidden].map((name) => (
        <Line
          key={name}
          name={name}
          columns={columns}
          onColumns={(chosen) => {
            onLayout({ columns: chosen, density });
          }}
        />
      ))}
    </ul>
  );
}

function DensityChoice(props: {
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
}) {
  const t = useTranslations('transfers.layout');
  return (
    <fieldset className="mt-4 border-t border-rule pt-3">
      <legend className="float-left mr-4 font-semibold">{t('density')}</legend>
      <div className="flex flex-wrap gap-x-4">
        {DENSITIES.map((name) => (
          <label key={name} className="flex min-h-6 cursor-pointer items-center gap-1.5">
            <input
              type="radio"
              name="density"
              checked={props.density === name}
              onChange={() => {
                props.onDensity(name);
              }}
              className="size-4 accent-accent"
            />
            {t(`densities.${name}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Which columns, in which order, how close: kept for whoever is signed in, in this browser. */
export function ColumnChoice(props: ChoiceProps) {
  const { layout, onLayout } = props;
  const t = useTranslations('transfers.layout');
  const [open, setOpen] = useState(false);
  const { columns, density } = layout;
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        <Columns3 size={16} aria-hidden="true" /> {t('action')}
      </Button>
      <Dialog
        open={open}
        title={t('title')}
        onClose={() => {
          setOpen(false);
        }}
      >
        <Lines layout={layout} onLayout={onLayout} />
        <DensityChoice
          density={density}
          onDensity={(chosen) => {
            onLayout({ columns, density: chosen });
          }}
        />
        <div className="mt-5 flex justify-between">
          <Button
            kind="quiet"
            onClick={() => {
              onLayout(USUAL);
            }}
          >
            {t('reset')}
          </Button>
          <Button
            kind="primary"
            onClick={() => {
              setOpen(false);
            }}
          >
            {t('done')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
