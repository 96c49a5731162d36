/** A streamhost as an offer names it. */
export interface NamedStreamhost {
  readonly jid: string;
  readonly host: string;
  readonly port: number;
}

const MAX_LENGTH = 2_048;
// A resource may hold spaces and commas, a host and a port hold neither. An IPv6 address has colons: the last is ours.
const ENTRY = /(?<jid>\S.*?) (?<host>\S+):(?<port>\d{1,5})(?:, |$)/gu;

/** Streamhosts as one detail of a timeline's step, in their order; those beyond 2048 characters are left out. */
export function writeStreamhosts(streamhosts: readonly NamedStreamhost[]): string {
  let text = '';
  for (const { jid, host, port } of streamhosts) {
    const longer = `${text}${text === '' ? '' : ', '}${jid} ${host}:${port}`;
    if (longer.length > MAX_LENGTH) break;
    text = longer;
  }
  return text;
}

/** What {@link writeStreamhosts} wrote. */
export function readStreamhosts(text: string): readonly NamedStreamhost[] {
  return [...text.matchAll(ENTRY)].map(({ groups = {} }) => ({
    jid: groups['jid'] ?? '',
    host: groups['host'] ?? '',
    port: Number(groups['port']),
  }));
}
