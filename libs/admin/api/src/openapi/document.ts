import { z } from 'zod';
import { API_BASE, ALL_ENDPOINTS } from '../contract/all.js';
import { problemsOf, type Endpoint } from '../contract/endpoint.js';
import { PROBLEMS, problemType, type ProblemSlug } from '../problems/problems.js';
import { components, problem } from '../schemas/common.js';
import { exampleOf } from './example.js';

type Json = Readonly<Record<string, unknown>>;

const reference = (id: string) => `#/components/schemas/${id}`;

/** All named schemas. The answers' `$ref`s and the bodies' point here. */
function namedSchemas(): Readonly<Record<string, Json>> {
  const { schemas: named } = z.toJSONSchema(components, { uri: reference, io: 'output' });
  return Object.fromEntries(
    Object.entries(named).map(([id, schema]) => [id, withoutMeta(schema as Json)]),
  );
}

/** What zod adds for schemas that stand alone. */
const META = new Set(['$schema', '$id', 'id', '~standard']);

function withoutMeta(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !META.has(key)));
}

/** A named schema as a reference, any other in place. */
function schemaOf(schema: z.ZodType): Json {
  const id = components.get(schema)?.id;
  if (id !== undefined) return { $ref: reference(id) };
  if (schema instanceof z.ZodUnion) {
    return { anyOf: (schema.options as readonly z.ZodType[]).map(schemaOf) };
  }
  return withoutMeta(z.toJSONSchema(schema, { io: 'input' }));
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const object = z.toJSONSchema(schema, { io: 'input' });
  const required = new Set(object.required);
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: required.has(name),
    schema: property,
  }));
}

/** Refusals with one status share one response in OpenAPI; the description tells them apart. */
function problemResponses(endpoint: Endpoint): Json {
  const byStatus = new Map<number, ProblemSlug[]>();
  for (const slug of problemsOf(endpoint)) {
    const status = PROBLEMS[slug].status;
    byStatus.set(status, [...(byStatus.get(status) ?? []), slug]);
  }
  const responses = [...byStatus].map(([status, slugs]) => [
    status,
    {
      description: slugs.map((slug) => `${problemType(slug)}: ${PROBLEMS[slug].title}`).join('\n'),
      content: { 'application/problem+json': { schema: schemaOf(problem) } },
    },
  ]);
  return Object.fromEntries(responses) as Json;
}

/** Keys open what has a permission; the rest is for people. */
function securityOf({ access }: Endpoint): Json {
  if (access === 'public') return { security: [] };
  return access === 'signed-in' ? { security: [{ session: [] }] } : {};
}

/** The named schemas, to make examples from; none where no examples are wanted. */
type Named = Readonly<Record<string, Json>> | undefined;

/** A body with an example of it. */
function content(type: string, schema: z.ZodType, named: Named, example?: Json): Json {
  const described = schemaOf(schema);
  if (named === undefined || type !== 'application/json') return { [type]: { schema: described } };
  const resolve = (text: string) => named[text.slice(reference('').length)] ?? {};
  return { [type]: { schema: described, example: example ?? exampleOf(described, resolve) } };
}

function operation(endpoint: Endpoint, named: Named): Json {
  const success =
    endpoint.answer === undefined
      ? { description: 'done' }
      : {
          description: 'success',
          content: content(endpoint.answerType ?? 'application/json', endpoint.answer, named),
        };
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    'x-access': [endpoint.access].flat().join(' or '),
    ...(endpoint.stepUp === true ? { 'x-step-up': true } : {}),
    ...securityOf(endpoint),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.bodyType === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [endpoint.bodyType]: { schema: { type: 'string' } } },
          },
        }),
    ...(endpoint.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: content('application/json', endpoint.body, named, endpoint.example),
          },
        }),
    responses: { [endpoint.status]: success, ...problemResponses(endpoint) },
  };
}

/**
 * The OpenAPI 3.1 document of the admin API, made from the endpoints and their zod schemas.
 * @param withExamples left out of what only types are made from
 */
export function openApiDocument(version: string, withExamples = true): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const named = namedSchemas();
  for (const endpoint of ALL_ENDPOINTS) {
    const path = `${API_BASE}${endpoint.path}`;
    paths[path] = {
      ...paths[path],
      [endpoint.method]: operation(endpoint, withExamples ? named : undefined),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waybill admin API',
      version,
      description:
        'People sign in and have a cookie; their requests that change something need the header ' +
        '`X-Waybill-CSRF: 1`. Programs send an API key as a bearer token, and nothing else. Instants are ISO 8601 ' +
        'in UTC. Refusals are problem documents (RFC 9457).',
    },
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      schemas: named,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'an API key, `wbk_…`' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'waybill_session',
          description: '`__Host-waybill` over TLS',
        },
      },
    },
  };
}
