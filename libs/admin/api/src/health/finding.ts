/** In the order in which they are looked at and shown. @see DASHBOARD 4.12 */
export const FINDING_AREAS = [
  'config',
  'perms',
  'db',
  'clock',
  'dns',
  'certs',
  'component',
  'proxy',
  'upload',
  'exposure',
] as const;
export type FindingArea = (typeof FINDING_AREAS)[number];

export const FINDING_LEVELS = ['ok', 'warn', 'fail'] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

/** One thing that was looked at, and what it is like. */
export interface Finding {
  readonly area: FindingArea;
  /** Kebab-case, stable: `handshake`, `disk-space`. */
  readonly check: string;
  /** A domain, an address or a file; undefined for the server as a whole. */
  readonly subject?: string | undefined;
  readonly level: FindingLevel;
  /** A sentence without a full stop. */
  readonly text: string;
  /** The setting, or file and line, that decides it. */
  readonly where?: string | undefined;
  /** What to change, or a line to paste. */
  readonly fix?: string | undefined;
}
