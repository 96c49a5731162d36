import { Controller, Inject } from '@nestjs/common';
import type { SecondFactorFault } from '@waybill/domain';
import { OperatorSessions } from '../access/operator-sessions.js';
import { ownEndpoints as endpoints } from '../contract/access.js';
import type { AnswerOf, InputOf } from '../contract/endpoint.js';
import { actorOf } from '../http/actor.js';
import { Input, SignedIn, type Person } from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, type AdminPorts } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { refusalOf } from './operators.controller.js';
import { SignInDesk } from './sign-in-desk.js';

const SLUGS = {
  'already-on': 'second-factor-on',
  'not-on': 'second-factor-off',
  'wrong-code': 'wrong-code',
} as const;

const refused = (fault: SecondFactorFault) => new Refusal(SLUGS[fault]);

/** An operator's second factor, and proving oneself again. */
@Controller()
export class SecondFactorController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    private readonly desk: SignInDesk,
    private readonly sessions: OperatorSessions,
  ) {}

  @Serves(endpoints.prove)
  async prove(
    @Input() { body }: InputOf<typeof endpoints.prove>,
    @SignedIn() { operator, session, address }: Person,
  ): Promise<void> {
    const { password, code = '' } = body;
    const proven =
      password === undefined
        ? await this.desk.proveCode(operator, code, address)
        : await this.desk.provePassword(operator.name, password, address);
    if ('refused' in proven) throw refusalOf(proven);
    await this.sessions.prove(session);
  }

  @Serves(endpoints.factor)
  async status(@SignedIn() { operator }: Person): Promise<AnswerOf<typeof endpoints.factor>> {
    const { on, codesLeft } = await this.ports.secondFactors.status(operator.id);
    return { on, recoveryCodesLeft: codesLeft };
  }

  @Serves(endpoints.enrol)
  async enrol(@SignedIn() { operator }: Person): Promise<AnswerOf<typeof endpoints.enrol>> {
    const offer = await this.ports.secondFactors.enrol(operator);
    if (typeof offer === 'string') throw refused(offer);
    return offer;
  }

  @Serves(endpoints.confirm)
  async confirm(
    @Input() { body }: InputOf<typeof endpoints.confirm>,
    @SignedIn() person: Person,
  ): Promise<AnswerOf<typeof endpoints.confirm>> {
    const { secondFactors } = this.ports;
    const codes = await secondFactors.confirm(person.operator, body.code, actorOf(person));
    if (typeof codes === 'string') throw refused(codes);
    return { recoveryCodes: [...codes] };
  }

  @Serves(endpoints.turnOff)
  async turnOff(@SignedIn() person: Person): Promise<void> {
    const off = await this.ports.secondFactors.turnOff(person.operator, actorOf(person));
    if (!off) throw refused('not-on');
  }
}
