import type { Candidate, JingleSocks5 } from '@waybill/codecs';
import type { Jid } from '@waybill/core';

/** The two ends of a session. */
export type JingleRole = 'initiator' | 'responder';

/** The candidate that the bytes take, and who offered it. */
export interface Nomination {
  readonly candidate: Candidate;
  readonly offeredBy: JingleRole;
}

/** Nothing to say yet, a way, or none that works. */
export type Negotiation = 'open' | 'failed' | Nomination;

type Choice = { readonly cid: string } | 'none';

/** One SOCKS5 transport while its parties try each other's candidates. @see XEP-0260 §2.4 */
export class CandidateRace {
  private readonly offered: Record<JingleRole, readonly Candidate[]> = {
    initiator: [],
    responder: [],
  };
  private readonly chosen: Partial<Record<JingleRole, Choice>> = {};
  settled = false;

  constructor(readonly sid: string) {}

  offer(by: JingleRole, candidates: readonly Candidate[]): void {
    if (candidates.length > 0) this.offered[by] = [...this.offered[by], ...candidates].slice(0, 64);
  }

  /** Takes what a party says of the other's candidates. @returns how the race stands */
  choose(by: JingleRole, notice: NonNullable<JingleSocks5['notice']>): Negotiation {
    if (notice.kind === 'candidate-used') this.chosen[by] = { cid: notice.cid };
    if (notice.kind === 'candidate-error') this.chosen[by] = 'none';
    return this.stand();
  }

  candidate(cid: string): Nomination | undefined {
    for (const offeredBy of ['initiator', 'responder'] as const) {
      const candidate = this.offered[offeredBy].find((one) => one.cid === cid);
      if (candidate !== undefined) return { candidate, offeredBy };
    }
    return undefined;
  }

  /** XEP-0260 §2.4: the higher priority wins; on a tie what the initiator chose. */
  private stand(): Negotiation {
    const { initiator, responder } = this.chosen;
    if (initiator === undefined || responder === undefined) return 'open';
    if (initiator === 'none' && responder === 'none') return 'failed';
    const byInitiator = this.picked('responder', initiator);
    const byResponder = this.picked('initiator', responder);
    if (byInitiator === undefined || byResponder === undefined) {
      return byInitiator ?? byResponder ?? 'failed';
    }
    return byResponder.candidate.priority > byInitiator.candidate.priority
      ? byResponder
      : byInitiator;
  }

  private picked(offeredBy: JingleRole, choice: Choice): Nomination | undefined {
    if (choice === 'none') return undefined;
    const candidate = this.offered[offeredBy].find((one) => one.cid === choice.cid);
    return candidate === undefined ? undefined : { candidate, offeredBy };
  }
}

/** One file of a session. */
export interface JingleFileContent {
  readonly transferId: string;
  readonly name: string;
  /** Who has the file. */
  readonly sender: JingleRole;
  race: CandidateRace | undefined;
}

/** A session that moves files, as far as the observer has to remember it. */
export class JingleFileSession {
  readonly contents = new Map<string, JingleFileContent>();

  constructor(
    readonly sid: string,
    readonly initiator: Jid,
    readonly responder: Jid,
  ) {}

  role(jid: Jid): JingleRole {
    return jid.equals(this.initiator) ? 'initiator' : 'responder';
  }

  party(role: JingleRole): Jid {
    return role === 'initiator' ? this.initiator : this.responder;
  }

  /** The contents that a stanza is about: those it names, or all where it names none. */
  named(names: readonly string[]): readonly JingleFileContent[] {
    if (names.length === 0) return [...this.contents.values()];
    return names.flatMap((name) => this.contents.get(name) ?? []);
  }
}

const MAX_SESSIONS = 20_000;
const MAX_CONTENTS = 64;

/** The sessions that run. Bounded: the one begun first is forgotten. */
export class JingleFileSessions {
  private readonly byKey = new Map<string, JingleFileSession>();

  begin(session: JingleFileSession): void {
    this.byKey.set(key(session.initiator, session.responder, session.sid), session);
    if (this.byKey.size <= MAX_SESSIONS) return;
    for (const oldest of this.byKey.keys()) {
      this.byKey.delete(oldest);
      return;
    }
  }

  /** The session of that id between two parties, whoever began it. */
  find(one: Jid, other: Jid, sid: string): JingleFileSession | undefined {
    return this.byKey.get(key(one, other, sid)) ?? this.byKey.get(key(other, one, sid));
  }

  end(session: JingleFileSession): void {
    this.byKey.delete(key(session.initiator, session.responder, session.sid));
  }

  /** Whether one more content fits into a session. */
  static hasRoom(session: JingleFileSession): boolean {
    return session.contents.size < MAX_CONTENTS;
  }
}

function key(initiator: Jid, responder: Jid, sid: string): string {
  return `${initiator.full}\n${responder.full}\n${sid}`;
}
