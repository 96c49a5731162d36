import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { roleMay } from '@waybill/domain';
import type { Endpoint } from '../contract/endpoint.js';
import { addressOf, type AdminRequest } from '../http/admin-request.js';
import { ENDPOINT, PUBLIC } from '../http/serves.js';
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
    if (endpoint.access === 'signed-in') return true;
    if (roleMay(request.caller.operator.role, endpoint.access)) return true;
    throw new Refusal('not-permitted', `This needs ${endpoint.access}`);
  }

  private async identify(request: AdminRequest): Promise<void> {
    const secret = this.cookie.read(request);
    if (secret === undefined) return;
    const found = await this.sessions.use(secret);
    if (found !== undefined) request.caller = { ...found, address: addressOf(request) };
  }
}
