/** Who plays in the demo: localparts. */
export const PEOPLE = ['ann', 'ben', 'chen', 'dora', 'li', 'mallory', 'wang', 'zoe'] as const;

const NAMES = [
  '合同终稿.pdf',
  '会议纪要.docx',
  '设计图-修订版.zip',
  '春节照片.jpg',
  'minutes-of-tuesday.pdf',
  'holiday.mp4',
  'budget-2027.xlsx',
  'logo (final) (really final).png',
  'backup.tar.gz',
  'letter to the landlord.odt',
] as const;

const KIB = 1024;

/** How a scene goes; what is broken off has come half of its way. */
export type Plot = 'sent' | 'declined' | 'broken-off' | 'uploaded';

const PLOTS: readonly Plot[] = [
  ...Array.from({ length: 6 }, () => 'sent' as const),
  ...(['uploaded', 'uploaded', 'declined', 'broken-off'] as const),
];

/** What whoever looks sees first: one of each, of small files. */
const OPENING: readonly Plot[] = ['sent', 'uploaded', 'broken-off', 'declined'];

/** One thing that happens in the demo. */
export interface Scene {
  readonly name: string;
  readonly bytes: number;
  readonly plot: Plot;
}

/**
 * What happens next: mostly files of some hundred kilobytes, now and then a large one, an upload, or one that comes to nothing.
 * @param count how many there were before
 * @param below answers a whole number below its argument
 */
export function nextScene(count: number, below: (limit: number) => number): Scene {
  const opening = OPENING[count];
  const large = opening === undefined && below(6) === 0;
  return {
    name: NAMES[below(NAMES.length)] ?? NAMES[0],
    bytes: (large ? 2048 + below(6144) : 64 + below(1024)) * KIB,
    plot: opening ?? PLOTS[below(PLOTS.length)] ?? 'sent',
  };
}
