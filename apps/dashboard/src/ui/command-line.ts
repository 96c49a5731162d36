'use client';

import { useSession } from '../api/queries';

const PROGRAM = 'waybill ';

/** One word of a command for a POSIX shell, quoted where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A line that begins with `waybill` as it is called where the server runs; any other as it is. */
export function asCalled(line: string, program: string | undefined): string {
  return program !== undefined && line.startsWith(PROGRAM)
    ? `${program} ${line.slice(PROGRAM.length)}`
    : line;
}

/** The same with what the server says of itself. */
export function useAsCalled(): (line: string) => string {
  const program = useSession().data?.command;
  return (line) => asCalled(line, program);
}
