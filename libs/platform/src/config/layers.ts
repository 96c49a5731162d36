/** Something that stops the start. */
export interface ConfigProblem {
  /** What is wrong, naming the key. */
  readonly message: string;
  /** `waybill.yml:12`, a variable's name, or `environment`. */
  readonly where: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Where a value comes from; the last one wins. */
export type Source = 'default' | 'dashboard' | 'file' | 'environment' | 'command line';

export interface LayerValue {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly where: string;
}

/** The values of one source. */
export interface Layer {
  readonly source: Source;
  /** Relative paths among the values start here; undefined: the working directory. */
  readonly folder: string | undefined;
  readonly values: readonly LayerValue[];
}
