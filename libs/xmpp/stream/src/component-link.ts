import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { component } from '@xmpp/component';
import { StanzaError, type Stanza } from '@waybill/core';
import type { Logger, Outward } from '@waybill/routing';
import { ComponentStream, type ComponentStreamOwner } from './component-stream.js';
import type { Skim } from './element-skimmer.js';
import { Flusher } from './flusher.js';
import {
  LinkProblem,
  socketProblem,
  timeoutProblem,
  type LinkPlace,
  type LinkState,
} from './link-state.js';
import { ParserPool } from './parser-pool.js';

export interface ComponentLinkOptions extends LinkPlace {
  /** Read anew for each attempt, so that a corrected secret needs no restart. A problem where it cannot be read. */
  readonly secret: () => string | LinkProblem;
  readonly log: Logger;
  /** Takes each stanza of the host. A promise is bounded work: too many of them pause the reading. */
  readonly onStanza: (stanza: Stanza) => void | Promise<void>;
  /** Looks at what the host sends before it is read, and may spare us the reading. */
  readonly skim?: Skim;
  /** Told of every change of state. */
  readonly onChange?: (state: LinkState) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Longest time from the first packet to the host's consent. */
  readonly handshakeTimeoutMs?: number;
  /** Milliseconds until the next attempt; replaced in tests. */
  readonly delayMs?: (problem: LinkProblem, failures: number) => number;
}

export const linkErrors = {
  // RFC 6120 §8.3.3.16: everything behind the link is out of reach for now
  down: new StanzaError('wait', 'remote-server-timeout', 'the host server is not connected'),
  full: new StanzaError('wait', 'resource-constraint', 'the host server does not keep up'),
  // XEP-0114 §3: what a component sends comes from its own domain, and goes somewhere
  foreign: new StanzaError('cancel', 'not-allowed', 'a component speaks for its own domain only'),
};

const SECOND_MS = 1_000;
const MAX_DELAY_MS = 60 * SECOND_MS;
const HANDSHAKE_TIMEOUT_MS = 10 * SECOND_MS;
const KEEP_ALIVE_MS = 30 * SECOND_MS;
/** Stanzas in work above which the host is not read on, and at which it is again. */
const MAX_IN_WORK = 10_000;
const FEW_IN_WORK = 5_000;

/**
 * How long to wait. A host that is down or was restarted is back within two seconds of its return; one that refuses
 * us, or does not answer, is asked ever more rarely, up to once a minute. Half as much again is left to chance.
 */
export function reconnectDelayMs({ code }: LinkProblem, failures: number): number {
  const isDown = code === 'connection-refused' || code === 'closed-by-host';
  const base = isDown
    ? SECOND_MS
    : Math.min(SECOND_MS * 2 ** Math.min(failures - 1, 10), MAX_DELAY_MS);
  return Math.min(base + randomInt(base / 2), MAX_DELAY_MS);
}

/**
 * A connection of `@xmpp/component` with its own reading, answering and reconnecting taken out: that would break
 * UTF-8 at the borders of chunks, hold stanzas of any size, match replies by id alone, answer IQs by itself, and come
 * back each second for ever.
 */
function openConnection(
  place: LinkPlace,
  tell: { data: (data: Buffer) => void; failed: (error: Error) => void; closed: () => void },
) {
  const service = `xmpp://${place.host}`;
  const connection = component({ service, domain: place.domain, password: '' });
  connection.reconnect.stop();
  connection._onData = tell.data;
  // the package would read the port of an IPv6 address wrongly
  connection.socketParameters = () => ({ host: place.host, port: place.port });
  connection.on('error', tell.failed);
  connection.on('disconnect', tell.closed);
  const header = connection.headerElement();
  header.attrs['to'] = place.domain;
  // what is wrong has been told as 'error' already
  const opened = connection.connect(service).then(
    () => connection.socket,
    () => undefined,
  );
  return { socket: connection.socket, opened, header: connection.header(header) };
}

/**
 * Keeps a component connected to its host server: connects, proves itself, hands on what comes, and comes back after
 * every loss. What it sends leaves once a turn of the event loop.
 * @see XEP-0114 1.6
 */
export class ComponentLink implements Outward {
  private readonly pool = new ParserPool();
  private readonly flusher = new Flusher();
  private readonly now: () => number;
  private current: LinkState;
  private stream: ComponentStream | undefined;
  private socket: Socket | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private timesLinked = 0;
  private inWork = 0;
  private isPaused = false;

  constructor(private readonly options: ComponentLinkOptions) {
    this.now = options.now ?? Date.now;
    this.current = {
      phase: 'stopped',
      since: this.now(),
      problem: undefined,
      handshakeMs: undefined,
      reconnects: 0,
    };
  }

  get state(): LinkState {
    return this.current;
  }

  get domain(): string {
    return this.options.domain;
  }

  /** Starts to connect; what comes of it is in `state`. */
  start(): void {
    if (this.current.phase === 'stopped') this.attempt();
  }

  /** Ends the link for good. */
  stop(): void {
    if (this.current.phase === 'stopped') return;
    clearTimeout(this.timer);
    this.change('stopped', undefined);
    this.stream?.end();
    this.stream = undefined;
    // the host answers the goodbye by closing; one that does not is not waited for
    if (this.socket?.connecting === true) this.socket.destroy();
    else this.socket?.destroySoon();
    this.socket = undefined;
  }

  /** @returns `remote-server-timeout` without a link, `resource-constraint` when the host does not keep up */
  send(stanza: Stanza): StanzaError | undefined {
    const { from, to } = stanza;
    if (to === undefined || from?.domain !== this.options.domain) return linkErrors.foreign;
    if (this.stream === undefined || this.current.phase !== 'linked') return linkErrors.down;
    return this.stream.send(stanza) ? undefined : linkErrors.full;
  }

  private attempt(): void {
    this.change('connecting', this.current.problem);
    const secret = this.options.secret();
    if (secret instanceof LinkProblem) return this.lost(secret);
    const { domain, host, port } = this.options;
    const place = { domain, host, port };
    const startedAt = this.now();
    let fault: LinkProblem | undefined;
    const closed = () => {
      if (socket !== null && this.socket !== socket) return;
      const text = 'the host server closed the connection';
      this.lost(fault ?? new LinkProblem('closed-by-host', text));
    };
    const { socket, opened, header } = openConnection(place, {
      data: (data) => this.stream?.read(data),
      failed: (error) => (fault ??= socketProblem(place, error)),
      closed,
    });
    if (socket === null) return closed();
    this.socket = socket;
    this.timer = setTimeout(() => {
      fault = timeoutProblem(place);
      socket.destroy();
    }, this.options.handshakeTimeoutMs ?? HANDSHAKE_TIMEOUT_MS);
    void opened.then((up) => {
      if (up !== socket || socket.destroyed || this.socket !== socket) return;
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      const owner = this.ownerOf(place, secret, startedAt, (problem) => (fault ??= problem));
      this.stream = new ComponentStream(owner, socket, this.flusher, this.pool);
      socket.write(header);
    });
  }

  private ownerOf(
    place: LinkPlace,
    secret: string,
    startedAt: number,
    over: (problem: LinkProblem) => void,
  ): ComponentStreamOwner {
    return {
      place,
      secret,
      accepted: () => this.linked(this.now() - startedAt),
      stanza: (stanza) => this.take(stanza),
      skim: this.options.skim,
      unreadable: (reason) => {
        const { log, domain } = this.options;
        log.warn({ event: 'component_stanza_dropped', domain, reason }, 'cannot read a stanza');
      },
      over: (problem) => {
        over(problem);
        this.socket?.destroySoon();
      },
    };
  }

  private linked(handshakeMs: number): void {
    clearTimeout(this.timer);
    this.timesLinked++;
    const { log, domain } = this.options;
    this.change('linked', undefined, handshakeMs);
    log.info({ event: 'component_linked', domain, handshakeMs }, 'component connected');
  }

  private lost(problem: LinkProblem): void {
    clearTimeout(this.timer);
    const wasLinked = this.current.phase === 'linked';
    const isNew = this.current.problem?.code !== problem.code;
    // a link that is taken away at once again and again is no success
    const lasted = wasLinked && this.now() - this.current.since >= MAX_DELAY_MS;
    this.failures = lasted ? 1 : this.failures + 1;
    this.stream = this.socket = undefined;
    this.inWork = 0;
    this.isPaused = false;
    const waitMs = (this.options.delayMs ?? reconnectDelayMs)(problem, this.failures);
    const { log, domain } = this.options;
    const facts = { event: 'component_lost', domain, problem: problem.code, waitMs };
    // the same problem over and over is news once
    log[wasLinked || isNew ? 'warn' : 'debug'](facts, problem.text);
    this.timer = setTimeout(() => this.attempt(), waitMs);
    this.change('waiting', problem);
  }

  private change(
    phase: LinkState['phase'],
    problem: LinkProblem | undefined,
    handshakeMs = this.current.handshakeMs,
  ): void {
    const reconnects = Math.max(0, this.timesLinked - 1);
    this.current = { phase, since: this.now(), problem, handshakeMs, reconnects };
    this.options.onChange?.(this.current);
  }

  private take(stanza: Stanza): void {
    const done = this.options.onStanza(stanza);
    if (!(done instanceof Promise)) return;
    const { stream } = this;
    if (++this.inWork >= MAX_IN_WORK && !this.isPaused) {
      this.isPaused = true;
      stream?.pause(true);
      this.socket?.pause();
    }
    const settled = () => this.settled(stream);
    done.then(settled, (err: unknown) => {
      const { log, domain } = this.options;
      log.error({ event: 'component_stanza_failed', domain, err }, 'a stanza was not handled');
      settled();
    });
  }

  private settled(stream: ComponentStream | undefined): void {
    // work of a link that is gone is not counted any more
    if (stream !== this.stream) return;
    if (--this.inWork > FEW_IN_WORK || !this.isPaused) return;
    this.isPaused = false;
    stream?.pause(false);
    this.socket?.resume();
  }
}
