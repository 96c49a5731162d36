import { PROBLEMS, type ProblemSlug } from './problems.js';

/** What is wrong with one field of a request. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/**
 * A refusal on its way to the HTTP edge, where the filter makes a problem document of it. Thrown by controllers and
 * guards only; everything below them answers with values.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(
    readonly slug: ProblemSlug,
    detail: string = PROBLEMS[slug].title,
    readonly extra: {
      readonly errors?: readonly FieldError[];
      readonly retryAfterSeconds?: number;
      /** What the caller would have to be allowed. */
      readonly permission?: string;
      /** Why a host server cannot do something: a code of `HostLimit`. */
      readonly reason?: string;
    } = {},
  ) {
    super(detail);
    this.status = PROBLEMS[slug].status;
  }
}
