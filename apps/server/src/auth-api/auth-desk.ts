import { Jid } from '@waybill/core';
import {
  AccountFault,
  type AccountDirectory,
  type Actor,
  type Authenticator,
} from '@waybill/domain';
import type { HostClient } from './host-client.js';

/** An HTTP status with a plain text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What a host server asks about one of its users. */
export interface Question {
  readonly client: HostClient;
  /** IP address of the host server. */
  readonly address: string;
  readonly fields: ReadonlyMap<string, string>;
}

export interface AuthDeskParts {
  readonly accounts: Pick<AccountDirectory, 'find' | 'add' | 'setPassword' | 'remove'>;
  readonly authenticator: Authenticator;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** One method of the API. */
interface Method {
  readonly verb: 'GET' | 'POST';
  run(desk: AuthDesk, question: Question, jid: Jid): Promise<Answer>;
}

const answers = {
  yes: { status: 200, text: 'true' },
  no: { status: 200, text: 'false' },
  done: { status: 200, text: '' },
  created: { status: 201, text: '' },
  malformed: { status: 400, text: 'user, server and pass are needed, each once\n' },
  foreign: { status: 403, text: 'the accounts of that server are not kept here for you\n' },
  wrongPassword: { status: 403, text: 'wrong password\n' },
  unknown: { status: 404, text: 'no such account\n' },
  notGiven: { status: 404, text: 'passwords are checked here, and not given away\n' },
  exists: { status: 409, text: 'that account exists\n' },
} as const satisfies Record<string, Answer>;

/** Checks of one account that may wait at a time: a guesser must not hold every place. */
const MAX_WAITING = 8;

function refusal({ code, text, password }: AccountFault): Answer {
  if (code === 'exists') return answers.exists;
  if (code === 'not-found') return answers.unknown;
  return { status: 422, text: `${password ?? text}\n` };
}

const METHODS: Readonly<Record<string, Method>> = {
  check_password: {
    verb: 'GET',
    run: async (desk, question, jid) =>
      (await desk.check(question, jid)) ? answers.yes : answers.no,
  },
  user_exists: {
    verb: 'GET',
    // a locked account is there: its messages are kept
    run: async (desk, _, jid) => ((await desk.exists(jid)) ? answers.yes : answers.no),
  },
  // what would be given away here would be checked there: without locks, delays and history
  get_password: { verb: 'GET', run: () => Promise.resolve(answers.notGiven) },
  register: { verb: 'POST', run: (desk, question, jid) => desk.register(question, jid) },
  set_password: { verb: 'POST', run: (desk, question, jid) => desk.setPassword(question, jid) },
  remove_user: { verb: 'POST', run: (desk, question, jid) => desk.remove(question, jid) },
  remove_user_validate: {
    verb: 'POST',
    run: async (desk, question, jid) =>
      (await desk.check(question, jid)) ? desk.remove(question, jid) : answers.wrongPassword,
  },
};

/** The HTTP method that a method of the API wants. @returns undefined when there is none of that name */
export function verbOf(method: string): 'GET' | 'POST' | undefined {
  return Object.hasOwn(METHODS, method) ? METHODS[method]?.verb : undefined;
}

/**
 * Answers what a host server asks about its users, whose accounts are kept here: the questions of Prosody's
 * `mod_auth_http`, MongooseIM's `auth.http` and ejabberd-contrib's `ejabberd_auth_http`.
 */
export class AuthDesk {
  /** Checks that are under way, by bare JID. */
  private readonly waiting = new Map<string, number>();

  constructor(private readonly parts: AuthDeskParts) {}

  async ask(method: string, question: Question): Promise<Answer> {
    const user = question.fields.get('user');
    const server = question.fields.get('server')?.toLowerCase();
    if (user === undefined || server === undefined) return answers.malformed;
    if (!question.client.hosts.has(server)) return answers.foreign;
    const jid = Jid.of(user, server);
    // a name that nobody can have: there is nobody of that name
    if (!(jid instanceof Jid) || jid.local === undefined) {
      return verbOf(method) === 'GET' ? answers.no : answers.malformed;
    }
    return METHODS[method]?.run(this, question, jid) ?? answers.malformed;
  }

  async exists(jid: Jid): Promise<boolean> {
    return (await this.parts.accounts.find(jid)) !== undefined;
  }

  /** Unknown, locked and wrong are the same to who asks, after the same work. */
  async check({ address, fields }: Question, jid: Jid): Promise<boolean> {
    const { authenticator, pause } = this.parts;
    const attempt = { jid, address, mechanism: 'PLAIN' } as const;
    const others = this.waiting.get(jid.bare) ?? 0;
    const { refused, delayMs } = authenticator.admit(attempt);
    if (refused || (delayMs > 0 && others >= MAX_WAITING)) {
      await authenticator.signInFailed(attempt, 'throttled');
      return false;
    }
    this.waiting.set(jid.bare, others + 1);
    try {
      if (delayMs > 0) await pause(delayMs);
      if (await authenticator.checkPlain(jid, fields.get('pass') ?? '')) {
        return (await authenticator.signedIn(attempt)) !== undefined;
      }
      await authenticator.signInFailed(attempt);
      return false;
    } finally {
      this.leave(jid.bare);
    }
  }

  async register({ client, address, fields }: Question, jid: Jid): Promise<Answer> {
    const password = fields.get('pass');
    if (password === undefined) return answers.malformed;
    const made = await this.parts.accounts.add({ jid, password }, actorOf(client, address));
    return made instanceof AccountFault ? refusal(made) : answers.created;
  }

  async setPassword({ client, address, fields }: Question, jid: Jid): Promise<Answer> {
    const password = fields.get('pass');
    if (password === undefined) return answers.malformed;
    const actor = actorOf(client, address);
    const changed = await this.parts.accounts.setPassword(jid, password, actor);
    return changed instanceof AccountFault ? refusal(changed) : answers.done;
  }

  async remove({ client, address }: Question, jid: Jid): Promise<Answer> {
    const removed = await this.parts.accounts.remove(jid, actorOf(client, address));
    return removed instanceof AccountFault ? refusal(removed) : answers.done;
  }

  private leave(jid: string): void {
    const left = (this.waiting.get(jid) ?? 1) - 1;
    if (left === 0) this.waiting.delete(jid);
    else this.waiting.set(jid, left);
  }
}

const actorOf = ({ name }: HostClient, address: string): Actor => ({
  kind: 'host-server',
  name,
  address,
});
