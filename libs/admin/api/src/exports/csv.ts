/** What a cell can hold; nothing is an empty cell. */
export type Cell = string | number | boolean | null | undefined;

/** Before the first line, so that spreadsheets take the file for UTF-8. */
export const BOM = '\ufeff';

// RFC 4180 §2; a spreadsheet runs what begins with one of these, and trims white space before it
const FORMULA = /^\s*[=+\-@\t\r]/;
const SPECIAL = /[",\r\n;]/;

/** One cell. A text that a spreadsheet would take for a formula gets an apostrophe; numbers stay what they are. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line with its end. @see RFC 4180 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
