/** What a command asks of the running server: one line of JSON. */
export interface ControlRequest {
  readonly id: number;
  readonly verb: string;
  readonly params: unknown;
}

/** One line back: any number of events, then a result or a fault. */
export type ControlReply =
  | { readonly id: number; readonly event: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: { readonly code: string; readonly message: string } };

/** Why a verb was not carried out: a value, told to the one who asked. */
export class ControlFault {
  constructor(
    /** Stable, for programs. */
    readonly code: string,
    readonly message: string,
  ) {}
}

/** Longest line either side takes, in UTF-16 units: a hundred pages of transfers. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Puts lines together from chunks of any size.
 * @param onLine told each complete, non-empty line
 * @returns takes a chunk; answers false when a line outgrows its bound and reading must stop
 */
export function lineReader(onLine: (line: string) => void): (chunk: string) => boolean {
  let pieces: string[] = [];
  let length = 0;
  return (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      pieces.push(chunk.slice(start, end));
      const line = pieces.join('');
      pieces = [];
      length = 0;
      start = end + 1;
      if (line.trim() !== '') onLine(line);
    }
    if (start < chunk.length) {
      pieces.push(chunk.slice(start));
      length += chunk.length - start;
    }
    return length <= MAX_LINE;
  };
}

/** Reads a line of JSON. @returns undefined when it is none, or no object */
export function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined; // whoever wrote it is told
  }
}
