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

/** One thing that happens in the demo. */
export interface Scene {
  readonly name: string;
  readonly bytes: number;
  /** The receiver says no. */
  readonly declined: boolean;
}

/**
 * What happens next: mostly files of some hundred kilobytes, now and then a large one, now and then a refusal.
 * @param below answers a whole number below its argument
 */
export function nextScene(below: (limit: number) => number): Scene {
  const large = below(6) === 0;
  return {
    name: NAMES[below(NAMES.length)] ?? NAMES[0],
    bytes: (large ? 2048 + below(6144) : 64 + below(1024)) * KIB,
    declined: below(9) === 0,
  };
}
