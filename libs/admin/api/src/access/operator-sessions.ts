import { createHash, randomBytes } from 'node:crypto';
import type {
  Operator,
  OperatorSession,
  OperatorSessionStore,
  OperatorStore,
} from '@waybill/domain';

/** RELIABILITY 6d, admin.session */
export const SESSION_LIMITS = {
  idleMs: 20 * 60_000,
  absoluteMs: 12 * 3_600_000,
  /** DASHBOARD 3.12 */
  stepUpMs: 10 * 60_000,
  /** Use is written down this often at most. */
  touchEveryMs: 30_000,
  maxUserAgent: 256,
} as const;

/** Where a session was opened from. */
export interface SessionOrigin {
  readonly address: string;
  readonly userAgent: string | undefined;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/**
 * Sessions of operators: 256 random bits in the browser, their hash in the database. Whoever watches a session here
 * hears of its end at once when it ends here, and `find` knows of every other end.
 */
export class OperatorSessions {
  private readonly watchers = new Set<(isOver: (session: OperatorSession) => boolean) => void>();

  constructor(
    private readonly sessions: OperatorSessionStore,
    private readonly operators: OperatorStore,
    private readonly now: () => number,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Opens a session. @returns the cookie's value */
  async open(operator: Operator, { address, userAgent }: SessionOrigin): Promise<string> {
    const at = this.now();
    await this.sessions.prune(at, at - SESSION_LIMITS.idleMs);
    const secret = randomBytes(32).toString('base64url');
    await this.sessions.add({
      idHash: hashOf(secret),
      operatorId: operator.id,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: at + SESSION_LIMITS.absoluteMs,
      provenAt: at,
      address,
      userAgent: userAgent?.slice(0, SESSION_LIMITS.maxUserAgent),
    });
    await this.operators.seen(operator.id, at);
    return secret;
  }

  /** The session and operator of a cookie's value, unless it is over. Counts as use. */
  async use(
    secret: string,
  ): Promise<{ readonly operator: Operator; readonly session: OperatorSession } | undefined> {
    const found = await this.find(hashOf(secret));
    if (found === undefined) return undefined;
    const at = this.now();
    if (at - found.session.lastUsedAt >= SESSION_LIMITS.touchEveryMs) {
      // a full disk must not lock out who has come to look after it
      await this.sessions.touch(found.session.idHash, at).catch(this.onFault);
    }
    return found;
  }

  /** The same without counting as use. */
  async find(
    idHash: string,
  ): Promise<{ readonly operator: Operator; readonly session: OperatorSession } | undefined> {
    const session = await this.sessions.find(idHash);
    if (session === undefined) return undefined;
    const at = this.now();
    if (at >= session.expiresAt || at - session.lastUsedAt >= SESSION_LIMITS.idleMs) {
      await this.end(session);
      return undefined;
    }
    const operator = await this.operators.find(session.operatorId);
    const mayStay = operator !== undefined && operator.lockedAt === undefined;
    return mayStay ? { operator, session } : undefined;
  }

  /** Notes that its operator has just been asked who they are, and has shown it. */
  async prove(session: OperatorSession): Promise<void> {
    await this.sessions.setProven(session.idHash, this.now());
  }

  /** Whether that was lately enough for what is dangerous. */
  isProven({ provenAt }: OperatorSession): boolean {
    return this.now() - provenAt < SESSION_LIMITS.stepUpMs;
  }

  async end(session: OperatorSession): Promise<void> {
    await this.sessions.remove(session.idHash);
    this.tell(({ idHash }) => idHash === session.idHash);
  }

  /** Ends all of an operator's sessions. */
  async endAllOf(operatorId: string): Promise<void> {
    await this.sessions.removeAllOf(operatorId);
    this.tell((session) => session.operatorId === operatorId);
  }

  /** The ones that are not over, newest first. */
  async listOf(operatorId: string): Promise<readonly OperatorSession[]> {
    const at = this.now();
    const sessions = await this.sessions.listOf(operatorId);
    return sessions
      .filter((one) => at < one.expiresAt && at - one.lastUsedAt < SESSION_LIMITS.idleMs)
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  /** Calls `watcher` whenever sessions end here, with what tells which. @returns what ends that */
  watch(watcher: (isOver: (session: OperatorSession) => boolean) => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  private tell(isOver: (session: OperatorSession) => boolean): void {
    for (const watcher of this.watchers) watcher(isOver);
  }
}
