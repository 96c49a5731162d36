import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { z } from 'zod';
import { Refusal, type FieldError } from '../problems/refusal.js';
import type { AdminRequest } from './admin-request.js';

/** Checks what was sent against the endpoint's schemas, after the guard and before the handler. */
export class InputInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<AdminRequest>();
    const { endpoint } = request;
    if (endpoint !== undefined) {
      const errors: FieldError[] = [];
      const input = {
        params: checked(endpoint.params, request.params, errors),
        query: checked(endpoint.query, request.query, errors),
        body: checked(endpoint.body, request.body, errors),
      };
      if (errors.length > 0) throw invalid(errors);
      request.input = input;
    }
    return next.handle();
  }
}

function checked(schema: z.ZodType | undefined, value: unknown, errors: FieldError[]): unknown {
  // an endpoint without parameters ignores them, as HTTP servers do
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    errors.push({ path: issue.path.join('.'), message: issue.message });
  }
  return undefined;
}

const MAX_ERRORS = 20;

function invalid(errors: readonly FieldError[]): Refusal {
  const [first] = errors;
  const detail = first === undefined ? '' : `${first.path}: ${first.message}`;
  return new Refusal('invalid-request', detail, { errors: errors.slice(0, MAX_ERRORS) });
}
