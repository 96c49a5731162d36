/** Longest frame body: its length is two bytes. */
const MAX_BYTES = 0xffff;

/** Takes ejabberd's frames, two bytes of length and a text, out of whatever chunks come. @see ejabberd extauth.erl */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** @returns the texts that are whole now, in order */
  take(chunk: Buffer): readonly string[] {
    let rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const texts: string[] = [];
    while (rest.length >= 2) {
      const end = 2 + rest.readUInt16BE(0);
      if (rest.length < end) break;
      texts.push(rest.toString('utf8', 2, end));
      rest = rest.subarray(end);
    }
    // at most one frame waits: 64 KiB
    this.rest = Buffer.from(rest.subarray(0, MAX_BYTES + 2));
    return texts;
  }
}

/** The answer to one frame: yes or no. */
export const answerFrame = (yes: boolean): Buffer => Buffer.of(0, 2, 0, yes ? 1 : 0);

/** What a frame asks of the auth API. */
export interface Call {
  readonly verb: 'GET' | 'POST';
  readonly method: string;
  readonly fields: Readonly<Record<string, string>>;
}

const CALLS: Readonly<
  Record<string, readonly [verb: Call['verb'], method: string, pass: boolean]>
> = {
  auth: ['GET', 'check_password', true],
  isuser: ['GET', 'user_exists', false],
  setpass: ['POST', 'set_password', true],
  tryregister: ['POST', 'register', true],
  removeuser: ['POST', 'remove_user', false],
  removeuser3: ['POST', 'remove_user_validate', true],
};

/**
 * Reads `auth:USER:SERVER:PASSWORD` and its kin. The password comes last and may hold colons.
 * @returns undefined for anything else; `certauth` among it, as certificates are not known here
 */
export function callOf(text: string): Call | undefined {
  const [name = '', user, server, ...more] = text.split(':');
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call === undefined || user === undefined || server === undefined) return undefined;
  const [verb, method, wantsPassword] = call;
  if (!wantsPassword) return { verb, method, fields: { user, server } };
  return more.length === 0
    ? undefined
    : { verb, method, fields: { user, server, pass: more.join(':') } };
}
