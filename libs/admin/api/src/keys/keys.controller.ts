import { Controller, Inject } from '@nestjs/common';
import { KEY_SCOPES, KeyFault, keyWorks, type ApiKey } from '@waybill/domain';
import { keyEndpoints as endpoints } from '../contract/access.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { isoOf, isoOrNull } from '../schemas/instants.js';

const SLUGS = {
  'bad-value': 'invalid-request',
  'not-found': 'not-found',
  'too-many': 'too-many',
} as const;

function done<T>(outcome: T | KeyFault): T {
  if (!(outcome instanceof KeyFault)) return outcome;
  throw new Refusal(SLUGS[outcome.code], outcome.text);
}

function toKey(key: ApiKey, now: number) {
  const { id, name, scopes, createdBy, revokedAt } = key;
  const ended = revokedAt === undefined ? ('expired' as const) : ('revoked' as const);
  return {
    id,
    name,
    scopes: [...scopes],
    createdBy,
    createdAt: isoOf(key.createdAt),
    expiresAt: isoOrNull(key.expiresAt),
    lastUsedAt: isoOrNull(key.lastUsedAt),
    lastUsedAddress: key.lastUsedAddress ?? null,
    status: keyWorks(key, now) ? ('open' as const) : ended,
  };
}

/** The keys of programs. */
@Controller()
export class KeysController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.list)
  async list(): Promise<AnswerOf<typeof endpoints.list>> {
    const now = this.ports.clock.now();
    const keys = await this.ports.keys.list();
    return { items: keys.map((key) => toKey(key, now)), scopes: [...KEY_SCOPES] };
  }

  @Serves(endpoints.add)
  async add(
    @Input() { body }: InputOf<typeof endpoints.add>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.add>> {
    const { key, secret } = done(await this.ports.keys.make(body, actorOf(caller)));
    return { key: toKey(key, this.ports.clock.now()), secret };
  }

  @Serves(endpoints.revoke)
  async revoke(
    @Input() { params }: InputOf<typeof endpoints.revoke>,
    @CalledBy() caller: Caller,
  ): Promise<void> {
    done(await this.ports.keys.revoke(params.id, actorOf(caller)));
  }
}
