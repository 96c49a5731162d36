import { Agent, request } from 'node:http';
import type { Call } from './frames.js';

/** ejabberd waits 30 s for an answer, and takes a program that gives none for broken. */
export const CALL_TIMEOUT_MS = 25_000;

/** Where the auth API is, and how we sign in there. */
export interface AuthApiPlace {
  /** Base address, such as `http://127.0.0.1:8082/auth`. */
  readonly url: string;
  readonly name: string;
  readonly token: string;
}

/** Asks the auth API; connects anew for each question after a loss. */
export class AuthApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(
    private readonly place: AuthApiPlace,
    private readonly onTrouble: (text: string) => void,
    private readonly timeoutMs = CALL_TIMEOUT_MS,
  ) {}

  /** @returns whether the answer is yes; no where there is none */
  async ask({ verb, method, fields }: Call): Promise<boolean> {
    const form = new URLSearchParams(fields).toString();
    try {
      const { status, text } = await this.send(verb, method, form);
      if (status === 401) this.onTrouble('the auth API refuses our name and token');
      return verb === 'GET' ? status === 200 && text === 'true' : status >= 200 && status < 300;
    } catch (error) {
      // the message of a socket's error holds an address, never what was asked
      this.onTrouble(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    verb: string,
    method: string,
    form: string,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { url, name, token } = this.place;
    const path = `${url.replace(/\/$/, '')}/${method}`;
    const isGet = verb === 'GET';
    return new Promise((resolve, reject) => {
      const asking = request(isGet ? `${path}?${form}` : path, {
        method: verb,
        agent: this.agent,
        signal: AbortSignal.timeout(this.timeoutMs),
        headers: {
          Authorization: `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
          ...(isGet ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
          'Content-Length': isGet ? 0 : Buffer.byteLength(form),
        },
      });
      asking.once('error', reject);
      asking.once('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text = (text + chunk).slice(0, 1024)));
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      asking.end(isGet ? undefined : form);
    });
  }
}
