import { describe, expect, it } from 'vitest';
import { HostFault, type AccountEvent } from '@waybill/domain';
import { HostSessionEndings } from './host-session-endings.js';

/** One host server whose accounts are kept here. */
class Stage {
  phase = 'linked';
  readonly asked: string[] = [];
  readonly logged: unknown[] = [];
  answer: HostFault | undefined;
  private tellAccount: (event: AccountEvent) => void = () => undefined;
  private tellLink: () => void = () => undefined;
  readonly endings: HostSessionEndings;

  constructor() {
    const state = () => ({ phase: this.phase });
    const directory = {
      host: 'example.org',
      endSessions: (jid: { readonly bare: string }) => {
        this.asked.push(jid.bare);
        return Promise.resolve(this.answer);
      },
    };
    const one = {
      sessions: [directory],
      link: {
        get state() {
          return state();
        },
      },
    };
    const log = (line: unknown) => void this.logged.push(line);
    this.endings = new HostSessionEndings({
      accounts: { observe: (tell) => ((this.tellAccount = tell), () => undefined) },
      attachments: Object.assign([one], {
        observe: (tell: () => void) => ((this.tellLink = tell), () => undefined),
      }),
      log: { info: log, warn: log },
    });
  }

  async happens(
    kind: AccountEvent['kind'],
    by: AccountEvent['by'] = 'operator',
    jid = 'a@example.org',
  ) {
    this.tellAccount({ kind, jid, by });
    await this.endings.settled();
  }

  async links(phase: string) {
    this.phase = phase;
    this.tellLink();
    await this.endings.settled();
  }
}

describe('sessions on a host server', () => {
  it('end with a lock, a removal and a new password, and with nothing else', async () => {
    const stage = new Stage();
    for (const kind of ['locked', 'removed', 'password-changed'] as const)
      await stage.happens(kind);
    expect(stage.asked).toHaveLength(3);
    for (const kind of ['added', 'unlocked', 'legacy-sign-in-ended'] as const)
      await stage.happens(kind);
    await stage.happens('locked', 'operator', 'a@elsewhere.org');
    expect(stage.asked).toHaveLength(3);
  });

  it('go on where the host server itself asked for the change', async () => {
    const stage = new Stage();
    await stage.happens('password-changed', 'host-server');
    expect(stage.asked).toEqual([]);
  });

  it('end when the link returns, once for each account', async () => {
    const stage = new Stage();
    stage.phase = 'waiting';
    await stage.happens('locked');
    await stage.happens('password-changed');
    expect(stage.asked).toEqual([]);
    await stage.links('linked');
    expect(stage.asked).toEqual(['a@example.org']);
  });

  it('are told of where the host server refuses, and not asked for again', async () => {
    const stage = new Stage();
    stage.answer = new HostFault('host-cannot', 'no', 'no-rights');
    await stage.happens('locked');
    await stage.links('linked');
    expect(stage.asked).toHaveLength(1);
    expect(stage.logged).toMatchObject([{ event: 'host_sessions_left', why: 'no' }]);
  });
});
