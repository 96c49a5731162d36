import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Operator, OperatorSession } from '@waybill/domain';
import type { Request } from 'express';
import type { Endpoint } from '../contract/endpoint.js';
import { Refusal } from '../problems/refusal.js';

/** The operator of a request, and the session that proved it. */
export interface Caller {
  readonly operator: Operator;
  readonly session: OperatorSession;
  /** IP address of this request. */
  readonly address: string;
}

/** What the admin API keeps with each request. */
export interface AdminRequest extends Request {
  /** Set before anything else looks at the request. */
  requestId: string;
  /** Set by the guard. */
  endpoint?: Endpoint;
  caller?: Caller;
  /** Set once the request has been checked against the endpoint's schemas. */
  input?: unknown;
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<AdminRequest>();

/** The checked `InputOf` the endpoint. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).input,
);

/** The operator who asks; for endpoints that are not public. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = requestOf(context);
  // the guard lets nobody through without one: this is the second lock
  if (caller === undefined) throw new Refusal('not-signed-in');
  return caller;
});

/** The address a request comes from, in the form sign-ins are recorded with. */
export function addressOf(request: Request): string {
  return (request.ip ?? request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}
