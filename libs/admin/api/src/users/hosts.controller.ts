import { Controller, Inject } from '@nestjs/common';
import { HOST_ABILITIES, type HostAbilities, type HostLimit } from '@waybill/domain';
import type { AnswerOf } from '../contract/endpoint.js';
import { hostEndpoints as endpoints } from '../contract/hosts.js';
import { Serves } from '../http/serves.js';
import {
  ADMIN_PORTS,
  ADMIN_SETTINGS,
  type AdminPorts,
  type AdminSettings,
  type ServedHost,
} from '../ports.js';
import type { HostView } from '../schemas/hosts.js';

const all = (limit: HostLimit | null): HostView['can'] =>
  Object.fromEntries(HOST_ABILITIES.map((one) => [one, limit])) as HostView['can'];

const toCan = (abilities: HostAbilities): HostView['can'] =>
  Object.fromEntries(HOST_ABILITIES.map((one) => [one, abilities[one] ?? null])) as HostView['can'];

async function view({ host, attachment, mode, directory }: ServedHost): Promise<HostView> {
  const head = { host, attachment, mode };
  if (mode === 'kept-here') return { ...head, can: { ...all(null), statistics: 'kept-by-host' } };
  if (directory === undefined) return { ...head, can: all('not-managed') };
  return { ...head, can: toCan(await directory.abilities()) };
}

/** The domains whose users there are, and what can be done with their accounts. */
@Controller()
export class HostsController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
  ) {}

  @Serves(endpoints.list)
  async list(): Promise<AnswerOf<typeof endpoints.list>> {
    const elsewhere = this.ports.hosts();
    const named = new Set(elsewhere.map(({ host }) => host));
    const own = this.settings.domains.filter((host) => !named.has(host));
    const ours = own.map((host) => ({
      host,
      attachment: null,
      mode: 'own' as const,
      can: all(null),
    }));
    // side by side: a host that is silent takes its five seconds once
    return { items: [...ours, ...(await Promise.all(elsewhere.map(view)))] };
  }
}
