import type { TransferView } from '../control/views.js';

/** What a route is drawn with; each drawing is ten columns wide. */
interface Pen {
  readonly line: string;
  readonly dashed: string;
  readonly sender: string;
  readonly server: string;
  readonly hollow: string;
  readonly store: string;
  readonly arrow: string;
  readonly receiver: string;
  readonly cross: string;
  readonly stop: string;
  readonly bar: string;
}

const UNICODE: Pen = {
  line: '─',
  dashed: '╌',
  sender: '●',
  server: '◆',
  hollow: '◇',
  store: '▣',
  arrow: '▸',
  receiver: '○',
  cross: '✕',
  stop: '■',
  bar: '▏',
};
const ASCII: Pen = {
  line: '-',
  dashed: '.',
  sender: '*',
  server: '#',
  hollow: '+',
  store: '@',
  arrow: '>',
  receiver: 'o',
  cross: 'x',
  stop: '!',
  bar: '|',
};

type Drawn = Pick<TransferView, 'path' | 'state'>;

/** The line a file took, as in the dashboard: `●──◆──▸○` through us, `●──◇──▸○` around us. */
export function routeGlyph({ path, state }: Drawn, unicode: boolean): string {
  const pen = unicode ? UNICODE : ASCII;
  if (state === 'declined' || state === 'expired') {
    return `${pen.sender}  ${pen.hollow}  ${pen.bar}${pen.receiver}`;
  }
  const line = (path === 'in-band' ? pen.dashed : pen.line).repeat(2);
  const middle = path === 'relayed' ? pen.server : path === 'stored' ? pen.store : pen.hollow;
  // it has come as far as the store
  if (state === 'stored') {
    return `${pen.sender}${line}${middle}${' '.repeat(3)}${pen.receiver}`;
  }
  const end =
    state === 'failed' ? pen.cross : state === 'cancelled' ? pen.stop : arrowOf(state, pen);
  return `${pen.sender}${line}${middle}${line}${end}${pen.receiver}`;
}

/** Only what arrived, or was handed over, has a point. */
function arrowOf(state: TransferView['state'], pen: Pen): string {
  return state === 'completed' || state === 'handed-over' || state === 'streaming'
    ? pen.arrow
    : ' ';
}
