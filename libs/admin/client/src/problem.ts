import type { components } from './schema.js';

type ProblemDocument = components['schemas']['Problem'];

const PREFIX = 'urn:waybill:problem:';

/** A refusal of the admin API. @see RFC 9457 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    /** The last part of the problem's type; `unreachable` where there was no answer at all. */
    readonly slug: string,
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    detail: string,
    /** The whole document, where the server sent one. */
    readonly document?: ProblemDocument,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }

  is(slug: string): boolean {
    return this.slug === slug;
  }

  /** When to try again, where the server said so. */
  get retryAfterSeconds(): number | undefined {
    return this.document?.retryAfterSeconds;
  }

  /** What is wrong with a field of the request; undefined for a field without complaint. */
  errorOf(path: string): string | undefined {
    return this.document?.errors?.find((error) => error.path === path)?.message;
  }
}

/** Reads a refusal; one that is not a problem document (a proxy's page) gets the slug `http-<status>`. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const text = await response.text();
  const document = parse(text);
  if (document === undefined) {
    return new ApiProblem(`http-${response.status}`, response.status, response.statusText);
  }
  const slug = document.type.startsWith(PREFIX)
    ? document.type.slice(PREFIX.length)
    : document.type;
  return new ApiProblem(slug, response.status, document.detail, document);
}

function parse(text: string): ProblemDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isProblem(value: unknown): value is ProblemDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'detail' in value &&
    typeof value.detail === 'string'
  );
}

/** No answer at all: the server is down, or the way to it. */
export function networkProblem(cause: unknown): ApiProblem {
  return new ApiProblem('unreachable', 0, 'The server does not answer', undefined, { cause });
}
