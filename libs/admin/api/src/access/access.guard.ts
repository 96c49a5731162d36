import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ROLE_PERMISSIONS, type Permission } from '@waybill/domain';
import type { Endpoint } from '../contract/endpoint.js';
import { addressOf, personOf, type AdminRequest, type Caller } from '../http/admin-request.js';
import { bearerOf } from '../http/cross-site.js';
import { ENDPOINT, PUBLIC } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { OperatorCookie } from './operator-cookie.js';
import { OperatorSessions } from './operator-sessions.js';

/**
 * The one place where rights are checked: from the endpoint that the handler serves, whatever path led to it. A
 * handler that says nothing about itself is closed.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: OperatorSessions,
    private readonly cookie: OperatorCookie,
    @Inject(ADMIN_PORTS) private readonly ports: Pick<AdminPorts, 'keys'>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    const endpoint = this.reflector.get<Endpoint | undefined>(ENDPOINT, handler);
    if (endpoint === undefined) {
      if (this.reflector.get<boolean | undefined>(PUBLIC, handler) === true) return true;
      throw new Refusal('not-permitted', 'This handler names no permission');
    }
    const request = context.switchToHttp().getRequest<AdminRequest>();
    request.endpoint = endpoint;
    await this.identify(request);
    if (endpoint.access === 'public') return true;
    if (request.caller === undefined) throw new Refusal('not-signed-in');
    this.checkRight(endpoint, request.caller);
    const session = personOf(request.caller)?.session;
    if (endpoint.stepUp === true && session !== undefined && !this.sessions.isProven(session)) {
      throw new Refusal('step-up-needed');
    }
    return true;
  }

  private checkRight({ access }: Endpoint, caller: Caller): void {
    if (access === 'signed-in') {
      if (personOf(caller) !== undefined) return;
      throw new Refusal('not-permitted', 'This is for people who sign in, not for keys');
    }
    const enough = typeof access === 'string' ? [access as Permission] : access;
    if (enough.some((one) => caller.permissions.includes(one))) return;
    const permission = enough.join(' or ');
    throw new Refusal('not-permitted', `This needs ${permission}`, { permission });
  }

  /** A key that is sent is what counts; a browser adds its cookie to whatever a page asks it for. */
  private async identify(request: AdminRequest): Promise<void> {
    const address = addressOf(request);
    const bearer = bearerOf(request);
    if (bearer !== undefined) {
      const key = await this.ports.keys.admit(bearer, address);
      if (key === undefined) throw new Refusal('not-signed-in', 'The API key does not work');
      request.caller = { kind: 'api-key', name: key.name, permissions: key.scopes, address };
      return;
    }
    const secret = this.cookie.read(request);
    const found = secret === undefined ? undefined : await this.sessions.use(secret);
    if (found === undefined) return;
    const { name, role } = found.operator;
    const permissions = ROLE_PERMISSIONS[role];
    request.caller = { ...found, kind: 'operator', name, permissions, address };
  }
}
