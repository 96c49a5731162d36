'use client';

import Link from 'next/link';
import { useId } from 'react';
import { useLocale } from 'use-intl';

/** One mark: what it stands for, how much, and the list behind it. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** The value as it is read; the number itself where absent. */
  readonly text?: string;
  readonly href: string;
}

const WIDTH = 200;

function BarRow(props: { readonly bar: Bar; readonly most: number; readonly tone: string }) {
  const number = new Intl.NumberFormat(useLocale());
  const { name, value, text, href } = props.bar;
  return (
    <tr className="relative h-8 border-t border-rule hover:bg-raised">
      <th scope="row" className="w-1/2 py-1 pr-3 text-left leading-snug font-normal break-words">
        <Link
          href={href}
          prefetch={false}
          className="rounded-control after:absolute after:inset-0 hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
      </th>
      <td>
        <span className="flex items-center gap-2">
          <svg
            viewBox={`0 0 ${String(WIDTH)} 10`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
            className="h-2.5 min-w-0 flex-1"
          >
            <rect
              width={Math.max(2, (value / props.most) * WIDTH)}
              height="10"
              className={props.tone}
            />
          </svg>
          <span className="w-20 shrink-0 text-right whitespace-nowrap">
            {text ?? number.format(value)}
          </span>
        </span>
      </td>
    </tr>
  );
}

/** Bars that are a table: each row says its name and number, draws its share, and opens its filtered list. */
export function BarTable(props: {
  readonly title: string;
  readonly what: string;
  readonly how: string;
  readonly bars: readonly Bar[];
  readonly tone?: string;
  readonly empty: string;
}) {
  const { title, what, how, bars, tone = 'fill-accent', empty } = props;
  const id = useId();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="mb-2 text-lg font-bold">
        {title}
      </h2>
      {bars.length === 0 ? <p className="text-ink-2">{empty}</p> : null}
      {bars.length === 0 ? null : (
        <table className="w-full table-fixed text-sm">
          <caption className="sr-only">{title}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{how}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <BarRow key={bar.key} bar={bar} most={most} tone={tone} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
