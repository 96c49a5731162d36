import { z } from 'zod';

/** Schemas that have a name in the OpenAPI document, by that name. */
export const components = z.registry<{ id: string }>();

/** Gives a schema its name in the OpenAPI document, and so in the client's types. */
export function named<T extends z.ZodType>(id: string, schema: T): T {
  components.add(schema, { id });
  return schema;
}

/** An instant on the wire: ISO 8601, UTC. */
export const instant = z.iso.datetime().describe('ISO 8601, UTC');
/** A number of bytes. */
export const bytes = z.int().min(0).describe('bytes');
/** A number of things. */
export const count = z.int().min(0);

/** Where the next page starts: opaque, and only good with the filter it was given for. */
export const cursor = z.string().min(1).max(512);

/** How many items a page has at most. @see RELIABILITY 6d, admin.pageMax */
export const limit = z.coerce
  .number<string | number>()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .describe('items on the page');

/** How many items match; `count` is a lower bound where `capped`. */
export const total = named('Total', z.object({ count, capped: z.boolean() }));

/** The `next` of a page. */
export const next = z
  .string()
  .nullable()
  .describe('`after` of the next page; null on the last one');

/** RFC 9457 */
export const problem = named(
  'Problem',
  z.object({
    type: z.string().describe('urn:waybill:problem:<slug>'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string().describe('also in the response header X-Request-Id, and in the log'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('what is wrong with which field, for `invalid-request`'),
    retryAfterSeconds: z.int().optional(),
    reason: z.string().optional().describe('with `host-cannot`: what stands in the way'),
    permission: z.string().optional().describe('the one that is missing, for `not-permitted`'),
  }),
);
export type Problem = z.output<typeof problem>;

/** A JID as it is written in a path or body; the rules for it are the domain's. */
export const jidText = z.string().min(1).max(3071);
