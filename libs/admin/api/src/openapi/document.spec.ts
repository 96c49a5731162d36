import { describe, expect, it } from 'vitest';
import { ALL_ENDPOINTS, API_BASE } from '../contract/all.js';
import { openApiDocument } from './document.js';

interface Described {
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, { example?: unknown }> }>;
}

const { paths } = openApiDocument('1.0.0') as { paths: Record<string, Record<string, Described>> };

describe('the OpenAPI document', () => {
  const ofJson = ALL_ENDPOINTS.filter(({ answerType }) => answerType === undefined);

  it.each(ofJson.map((endpoint) => [endpoint.id, endpoint] as const))(
    'has an example of what %s takes and answers, which is what it says',
    (_id, endpoint) => {
      const operation = paths[`${API_BASE}${endpoint.path}`]?.[endpoint.method];
      const sent = operation?.requestBody?.content['application/json']?.example;
      const got = operation?.responses[endpoint.status]?.content?.['application/json']?.example;
      if (endpoint.body !== undefined) expect(endpoint.body.safeParse(sent).error).toBeUndefined();
      if (endpoint.answer !== undefined) {
        expect(endpoint.answer.safeParse(got).error).toBeUndefined();
      }
    },
  );
});
