import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { AdminApiModule } from '../admin-api.module.js';
import { ALL_ENDPOINTS } from '../contract/all.js';
import type { Endpoint } from '../contract/endpoint.js';
import { ENDPOINT, PUBLIC } from '../http/serves.js';
import type { AdminPorts, AdminSettings } from '../ports.js';
import { AccessGuard } from './access.guard.js';
import { OperatorCookie } from './operator-cookie.js';
import type { OperatorSessions } from './operator-sessions.js';

type Handler = (...args: readonly unknown[]) => unknown;

/** Every method of the module's controllers that a route leads to. */
function handlers(): Handler[] {
  const { controllers = [] } = AdminApiModule.register({} as AdminPorts, {} as AdminSettings);
  return controllers
    .flatMap((one) => Object.entries(Object.getOwnPropertyDescriptors(one.prototype as object)))
    .filter(([name]) => name !== 'constructor')
    .map(([, { value }]) => value as Handler)
    .filter((value) => Reflect.hasMetadata('path', value));
}

describe('AccessGuard', () => {
  it('closes a handler that says nothing about who may call it', async () => {
    const context = { getHandler: () => () => undefined } as unknown as ExecutionContext;
    const cookie = new OperatorCookie(() => false);
    const guard = new AccessGuard(
      new Reflector(),
      {} as OperatorSessions,
      cookie,
      {} as AdminPorts,
    );
    await expect(guard.canActivate(context)).rejects.toMatchObject({ slug: 'not-permitted' });
  });

  it('finds every handler of the API serving an endpoint, and every endpoint served once', () => {
    const served = handlers().map(
      (handler) => Reflect.getMetadata(ENDPOINT, handler) as Endpoint | undefined,
    );
    const ids = served.flatMap((endpoint) => (endpoint === undefined ? [] : [endpoint.id]));
    expect(ids.sort()).toEqual(ALL_ENDPOINTS.map(({ id }) => id).sort());
  });

  it('finds only health and documents open without being an endpoint', () => {
    const open = handlers().filter((handler) => Reflect.getMetadata(PUBLIC, handler) === true);
    const paths = open.map((handler) => Reflect.getMetadata('path', handler) as string);
    expect(paths.sort()).toEqual([
      '/docs',
      '/docs/style.css',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
    ]);
    const undecided = handlers().filter(
      (handler) => !open.includes(handler) && !Reflect.hasMetadata(ENDPOINT, handler),
    );
    expect(undecided).toEqual([]);
  });
});
