type Line = Readonly<Record<string, unknown>>;

const BARE = /^[\p{L}\p{N}_.,:@/+\-[\]*%()…→]+$/u;
// Controls, separators and everything that turns the reading direction: a user's text must not forge a line
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(text: string): string {
  return text.replace(UNSAFE, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

function quoted(text: string): string {
  return `"${escaped(text.replace(/\\/g, '\\\\').replace(/"/g, '\\"'))}"`;
}

/** Lists of plain values stand in a row, as people write them; whatever is deeper stays JSON. */
function text(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return value.map(String).join(',');
  }
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function valueOf(key: string, value: unknown): string {
  const written = text(value);
  // The name that a stranger typed is always in quotes, so that a filter can rely on it
  return key !== 'user' && BARE.test(written) ? written : quoted(written);
}

function facts(line: Line): readonly (readonly [string, unknown])[] {
  const known = new Set(['time', 'level', 'event', 'msg', 'err']);
  return Object.entries(line).filter(([key, value]) => !known.has(key) && value !== undefined);
}

function errorOf(line: Line): { message: string; stack: string } | undefined {
  const err = line['err'];
  if (typeof err === 'string') return { message: err, stack: '' };
  if (typeof err !== 'object' || err === null) return undefined;
  const { message, stack } = err as { message?: unknown; stack?: unknown };
  return { message: text(message), stack: typeof stack === 'string' ? stack : '' };
}

/**
 * `ts=… level=info evt=transfer.done id=wb-… msg="…"`: the facts before the sentence, in the order they were given.
 */
export function toLogfmt(json: string): string {
  const line = JSON.parse(json) as Line;
  const error = errorOf(line);
  const parts = [
    `ts=${text(line['time'])}`,
    `level=${text(line['level'])}`,
    `evt=${text(line['event'])}`,
    ...facts(line).map(([key, value]) => `${key}=${valueOf(key, value)}`),
    ...(error === undefined ? [] : [`err=${quoted(error.message)}`]),
    ...(error === undefined || error.stack === '' ? [] : [`stack=${quoted(error.stack)}`]),
    `msg=${quoted(text(line['msg']))}`,
  ];
  return `${parts.join(' ')}\n`;
}

const COLOURS: Readonly<Record<string, string>> = {
  error: '\x1b[31m',
  warn: '\x1b[33m',
  info: '\x1b[32m',
  debug: '\x1b[2m',
};

/** `21:04:11 info  the sentence  key=value`, for eyes. */
export function toPretty(json: string, colour: boolean): string {
  const line = JSON.parse(json) as Line;
  const level = text(line['level']);
  const paint = (code: string, words: string) => (colour ? `${code}${words}\x1b[0m` : words);
  const error = errorOf(line);
  const details = facts(line).map(([key, value]) => `${key}=${valueOf(key, value)}`);
  const tail = details.length === 0 ? '' : `  ${paint('\x1b[2m', details.join(' '))}`;
  const stack =
    error === undefined
      ? ''
      : `\n  ${(error.stack || error.message).split('\n').map(escaped).join('\n  ')}`;
  const clock = text(line['time']).slice(11, 19);
  const sentence = escaped(text(line['msg']));
  return `${paint('\x1b[2m', clock)} ${paint(COLOURS[level] ?? '', level.padEnd(5))} ${sentence}${tail}${stack}\n`;
}
