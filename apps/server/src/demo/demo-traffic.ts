import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { declineOffer, IncompleteFile, transferThroughProxy } from '../bots/file-bots.js';
import { shareUpload } from '../bots/upload-bots.js';
import { XmppClient, XmppClientError } from '../bots/xmpp-client.js';
import { nextScene } from './demo-people.js';

/** Pairs that are busy at the same time. */
const LANES = 3;
const MAX_PAUSE_MS = 4000;
const PATIENCE_SECONDS = 120;

export interface DemoStage {
  readonly domain: string;
  readonly port: number;
  /** The server's own certificate, PEM. */
  readonly certificate: string;
  readonly accounts: readonly { readonly localpart: string; readonly password: string }[];
  /** Told of a pair that did not get on; the others go on. */
  readonly onFault: (error: unknown) => void;
}

/** Bots that log in over real sockets and send each other real bytes, until they are told to stop. */
export class DemoTraffic {
  private readonly idle: XmppClient[] = [];
  private readonly stopping = new AbortController();
  private lanes: readonly Promise<void>[] = [];
  private scenes = 0;

  private constructor(private readonly stage: DemoStage) {}

  static async start(stage: DemoStage): Promise<DemoTraffic> {
    const traffic = new DemoTraffic(stage);
    for (const { localpart, password } of stage.accounts) {
      const { domain, port, certificate } = stage;
      const client = await XmppClient.connect({
        host: '127.0.0.1',
        port,
        domain,
        certificate,
        patienceSeconds: PATIENCE_SECONDS,
      });
      await client.login(localpart, password, 'demo');
      client.send('<presence/>');
      traffic.idle.push(client);
    }
    traffic.lanes = Array.from({ length: LANES }, () => traffic.play());
    return traffic;
  }

  /** Waits for no transfer: what runs is cut when the bots leave. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.idle.map((client) => client.end()));
  }

  /** Settles when nobody plays any more. */
  get ended(): Promise<unknown> {
    return Promise.all(this.lanes);
  }

  private async play(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const [sender, receiver] = [this.take(), this.take()];
      if (sender === undefined || receiver === undefined) return;
      try {
        await this.perform(sender, receiver);
        this.idle.push(sender, receiver);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof XmppClientError)) throw error;
        this.stage.onFault(error);
        await Promise.all([sender.end(), receiver.end()]);
      }
      await pause(randomInt(MAX_PAUSE_MS), undefined, { signal }).catch(() => undefined);
    }
  }

  private async perform(sender: XmppClient, receiver: XmppClient): Promise<void> {
    const { domain } = this.stage;
    const { name, bytes, plot } = nextScene(this.scenes++, (limit) => randomInt(limit));
    if (plot === 'declined') {
      await declineOffer(sender, receiver, { name, bytes });
    } else if (plot === 'uploaded') {
      await shareUpload(sender, receiver, { service: `upload.${domain}`, name, bytes });
    } else if (plot === 'broken-off') {
      const file = { name, bytes, breaksOffAt: Math.floor(bytes / 2) };
      // that not all of it arrives is how this scene ends
      await transferThroughProxy(sender, receiver, domain, file).catch((error: unknown) => {
        if (!(error instanceof IncompleteFile)) throw error;
      });
    } else {
      await transferThroughProxy(sender, receiver, domain, { name, bytes });
    }
  }

  private take(): XmppClient | undefined {
    const at = this.idle.length === 0 ? 0 : randomInt(this.idle.length);
    return this.idle.splice(at, 1)[0];
  }
}
