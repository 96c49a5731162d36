/** What keeps a component from its host server. */
export type LinkProblemCode =
  /** The two secrets differ. */
  | 'wrong-secret'
  /** The host server has no component of that name. */
  | 'unknown-host'
  /** Somebody is connected under that name already. */
  | 'conflict'
  /** Nothing listens at the address. */
  | 'connection-refused'
  /** No way to the address, or no such name. */
  | 'unreachable'
  /** Something is there, and does not answer in time. */
  | 'timeout'
  /** The host server ended a link that was up, or broke off the handshake. */
  | 'closed-by-host'
  /** What came is no component stream, or broke a bound. */
  | 'bad-stream'
  /** Our own secret cannot be read. */
  | 'no-secret';

/** Why there is no link, in an operator's words. */
export class LinkProblem {
  constructor(
    readonly code: LinkProblemCode,
    /** A sentence without a full stop. */
    readonly text: string,
  ) {}
}

/** How a component link is. */
export interface LinkState {
  readonly phase: 'connecting' | 'linked' | 'waiting' | 'stopped';
  /** When that phase began, epoch milliseconds. */
  readonly since: number;
  /** What went wrong last; undefined while linked. */
  readonly problem: LinkProblem | undefined;
  /** From the connection to the host's consent, milliseconds; of the last link. */
  readonly handshakeMs: number | undefined;
  /** Links that came up after the first one. */
  readonly reconnects: number;
}

/** Where a component attaches, for sentences. */
export interface LinkPlace {
  readonly domain: string;
  readonly host: string;
  readonly port: number;
}

const at = ({ host, port }: LinkPlace) =>
  `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

/** What a system error on the way to the host means. */
export function socketProblem(
  place: LinkPlace,
  error: Error & { readonly code?: string },
): LinkProblem {
  switch (error.code) {
    case 'ECONNREFUSED':
      return new LinkProblem(
        'connection-refused',
        `nothing listens at ${at(place)}: is the host server running, and its component port open?`,
      );
    case 'ETIMEDOUT':
      return timeoutProblem(place);
    case 'ECONNRESET':
    case 'EPIPE':
      return new LinkProblem('closed-by-host', `the host server at ${at(place)} closed the link`);
    case undefined:
    default:
      return new LinkProblem('unreachable', `no way to ${at(place)}: ${error.message}`);
  }
}

/** Nobody answered in time. */
export function timeoutProblem(place: LinkPlace): LinkProblem {
  return new LinkProblem(
    'timeout',
    `no answer in time from ${at(place)}: is that the component port?`,
  );
}

/** Something else listens there, such as the port for clients. */
export function foreignProblem(place: LinkPlace): LinkProblem {
  return new LinkProblem(
    'bad-stream',
    `what listens at ${at(place)} does not speak the component protocol (XEP-0114)`,
  );
}

/** What a stream error of the host means. @see XEP-0114 §3, RFC 6120 §4.9.3 */
export function streamProblem(
  place: LinkPlace,
  condition: string,
  text: string | undefined,
): LinkProblem {
  const said = text === undefined || text === '' ? condition : `${condition}: ${text}`;
  switch (condition) {
    case 'not-authorized':
      return new LinkProblem(
        'wrong-secret',
        `the host server refused the handshake: it has another secret for ${place.domain} (or, on ejabberd, no such component)`,
      );
    case 'host-unknown':
      return new LinkProblem(
        'unknown-host',
        `the host server has no component "${place.domain}" (${said})`,
      );
    case 'conflict':
      return new LinkProblem(
        'conflict',
        `another component is connected as ${place.domain} (${said})`,
      );
    default:
      return new LinkProblem('closed-by-host', `the host server ended the stream (${said})`);
  }
}
