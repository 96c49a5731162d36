import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Operator, OperatorSession, Permission } from '@waybill/domain';
import type { Request } from 'express';
import type { Endpoint } from '../contract/endpoint.js';
import { Refusal } from '../problems/refusal.js';

/** Who asks: a person who signed in, or a program with a key. */
export interface Caller {
  readonly kind: 'operator' | 'api-key';
  /** Of the operator or the key. */
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** IP address of this request. */
  readonly address: string;
}

/** A person, and the session that proved it. */
export interface Person extends Caller {
  readonly kind: 'operator';
  readonly operator: Operator;
  readonly session: OperatorSession;
}

/** What the admin API keeps with each request. */
export interface AdminRequest extends Request {
  /** Set before anything else looks at the request. */
  requestId: string;
  /** Set by the guard. */
  endpoint?: Endpoint;
  caller?: Caller | Person;
  /** Set once the request has been checked against the endpoint's schemas. */
  input?: unknown;
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<AdminRequest>();

/** The checked `InputOf` the endpoint. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).input,
);

/** The person who asks. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const person = personOf(requestOf(context).caller);
  if (person === undefined) throw new Refusal('not-permitted', 'This is for people who sign in');
  return person;
});

/** @returns undefined for a program, and for nobody */
export function personOf(caller: Caller | Person | undefined): Person | undefined {
  return caller !== undefined && 'session' in caller ? caller : undefined;
}

/** Who asks; for endpoints that are not public. */
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
