import { Controller, Inject } from '@nestjs/common';
import { deedEntry } from '@waybill/domain';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { healthEndpoints as endpoints } from '../contract/health.js';
import { actorOf } from '../http/actor.js';
import { CalledBy, Input, type Caller } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { toReport } from './finding-view.js';
import { ProofFault } from './health-desk.js';

/** What works and what does not, for people. */
@Controller()
export class ChecksController {
  constructor(@Inject(ADMIN_PORTS) private readonly ports: AdminPorts) {}

  @Serves(endpoints.latest)
  async latest(): Promise<AnswerOf<typeof endpoints.latest>> {
    return toReport(await this.ports.health.latest());
  }

  @Serves(endpoints.run)
  async run(): Promise<AnswerOf<typeof endpoints.run>> {
    return toReport(await this.ports.health.run());
  }

  @Serves(endpoints.testTransfer)
  async testTransfer(
    @Input() { body }: InputOf<typeof endpoints.testTransfer>,
    @CalledBy() caller: Caller,
  ): Promise<AnswerOf<typeof endpoints.testTransfer>> {
    const { audit, clock, health } = this.ports;
    const deed = {
      at: clock.now(),
      kind: 'operator-action',
      action: 'test-transfer',
      data: { bytes: body.bytes, host: body.domain ?? 'standalone' },
    } as const;
    await audit.append(deedEntry(deed, actorOf(caller)));
    const proven = await health.testTransfer(body.domain ?? undefined, body.bytes);
    if (proven instanceof ProofFault) {
      if (proven.code === 'unknown-domain') throw new Refusal('not-found', proven.text);
      const { text, fix } = proven;
      throw new Refusal('test-transfer-failed', fix === undefined ? text : `${text}: ${fix}`);
    }
    const { transferId, bytes, milliseconds, sha256, streamhost, routed } = proven;
    // so short a time cannot be measured
    const seconds = Math.max(milliseconds, 1) / 1000;
    return {
      transferId: transferId ?? null,
      bytes,
      seconds,
      bytesPerSecond: Math.round(bytes / seconds),
      sha256,
      streamhost,
      routed,
    };
  }
}
