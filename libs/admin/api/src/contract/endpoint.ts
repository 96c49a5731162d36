import type { z } from 'zod';
import type { Permission } from '@waybill/domain';
import type { ProblemSlug } from '../problems/problems.js';

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

export const TAGS = [
  'operators',
  'transfers',
  'uploads',
  'users',
  'sessions',
  'invites',
  'keys',
  'audit',
  'settings',
  'attachments',
  'health',
] as const;

/**
 * Who may call: anybody, any operator with a session, or whoever has the permission (or one of several) by role or by
 * the scope of a key.
 */
export type Access = 'public' | 'signed-in' | Permission | readonly Permission[];

/**
 * One operation of the admin API, as data: the guard, the validation, the OpenAPI document and the permission table
 * in the tests all read it from here, so that they cannot disagree.
 */
export interface Endpoint {
  /** Name of the operation in the OpenAPI document. */
  readonly id: string;
  readonly tag: (typeof TAGS)[number];
  readonly summary: string;
  readonly method: HttpMethod;
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: `/${string}`;
  readonly access: Access;
  /** People must have proven themselves within the last ten minutes. */
  readonly stepUp?: boolean;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** A body, where one made from the schema would not keep a rule between its fields. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /** Body of success; none where absent. */
  readonly answer?: z.ZodType;
  readonly answerType?: 'application/json' | 'text/event-stream' | 'text/csv';
  /** Of a body that is no JSON; the handler reads it. */
  readonly bodyType?: 'text/csv';
  /** Refusals of its own, besides those that access and validation bring. */
  readonly problems?: readonly ProblemSlug[];
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler of the endpoint is given: checked and converted. */
export interface InputOf<E extends Endpoint> {
  readonly params: Parsed<E['params']>;
  readonly query: Parsed<E['query']>;
  readonly body: Parsed<E['body']>;
}

/** What a handler of the endpoint answers. */
export type AnswerOf<E extends Endpoint> = E['answer'] extends z.ZodType
  ? z.input<E['answer']>
  : undefined;

/** Declares endpoints, each with the narrow types of its schemas. */
export function endpoints<const T extends Readonly<Record<string, Endpoint>>>(list: T): T {
  return list;
}

/** The problems that an endpoint can answer with, its own and the common ones. */
export function problemsOf(endpoint: Endpoint): readonly ProblemSlug[] {
  const slugs = new Set<ProblemSlug>(endpoint.problems);
  if (endpoint.params ?? endpoint.query ?? endpoint.body) slugs.add('invalid-request');
  if (endpoint.access !== 'public') slugs.add('not-signed-in');
  if (endpoint.access !== 'public' && endpoint.access !== 'signed-in') slugs.add('not-permitted');
  if (endpoint.stepUp === true) slugs.add('step-up-needed');
  if (endpoint.method !== 'get') slugs.add('cross-site-request');
  slugs.add('internal-error');
  slugs.add('storage-unavailable');
  return [...slugs];
}
