'use client';

import { encode } from 'uqr';

/** Modules of white that readers need around a code. @see ISO/IEC 18004 §9.1 */
const QUIET = 4;

/** The dark modules of a row as one path: a run of neighbours is one bar. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const from = x;
    while (row[x + 1] === true) x += 1;
    path += `M${String(from)} ${String(y)}h${String(x - from + 1)}v1H${String(from)}z`;
  }
  return path;
}

/**
 * A QR code of `text`: black on white in both themes, because cameras want it so.
 * @param label what it holds, for those who do not see it
 */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(props.text, { ecc: 'M', border: QUIET });
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
      className="block w-full rounded-control border border-rule"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={data.map(rowPath).join('')} fill="#000" />
    </svg>
  );
}
