import type { StepView, TransferDetailView, TransferView } from '../control/views.js';
import { CAUSES, REMEDIES } from './explanation-text.js';
import { bytesText, cut, safeText, table } from './format.js';
import { routeGlyph } from './route-glyph.js';

const OUTCOMES: Readonly<Record<TransferView['state'], string>> = {
  offered: 'offered',
  accepted: 'accepted',
  streaming: 'running',
  stored: 'stored',
  completed: 'delivered',
  'handed-over': 'handed over',
  declined: 'declined',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** `failed (peer-gone)`, `running 41 %` */
export function outcomeText({ state, reason, percent }: TransferView): string {
  if (state === 'streaming' && percent !== null)
    return `${OUTCOMES[state]} ${Math.floor(percent)} %`;
  const why = reason === null || reason === state ? '' : ` (${reason})`;
  return `${OUTCOMES[state]}${why}`;
}

/** Name, size and size moved are declared or measured: bytes that passed here first, the sender's word otherwise. */
const sizeText = ({ bytes, file }: TransferView) =>
  bytes === null && file.size !== null ? `${bytesText(file.size)} declared` : bytesText(bytes);

const nameText = ({ file }: TransferView) =>
  file.name === null ? '(name not seen)' : safeText(file.name);

/** The list, newest first. */
export function transferTable(items: readonly TransferView[], unicode: boolean): string {
  if (items.length === 0) return 'no transfers';
  const head = ['TIME', 'ID', 'FROM', 'ROUTE', 'TO', 'FILE', 'BYTES', 'OUTCOME'];
  const rows = items.map((transfer) => [
    transfer.offeredAt.slice(0, 19).replace('T', ' '),
    transfer.shortId,
    cut(transfer.sender.jid, 28),
    routeGlyph(transfer, unicode),
    cut(transfer.receiver.jid, 28),
    cut(nameText(transfer), 36),
    sizeText(transfer),
    outcomeText(transfer),
  ]);
  return table([head, ...rows]);
}

function stepLine({ sinceOfferMs, lane, kind, detail }: StepView): readonly string[] {
  const facts = Object.entries(detail).map(([key, value]) => `${key}=${safeText(String(value))}`);
  return [`+${sinceOfferMs} ms`.padStart(10), lane, kind, facts.join(' ')];
}

/** What passed here; that nothing was seen is explained only where something can have moved. */
export function movedText({ bytes, path }: Pick<TransferView, 'bytes' | 'path'>): string {
  if (bytes !== null) return String(bytes);
  return path === 'direct' ? 'not seen: they took another way' : 'none seen';
}

function facts(transfer: TransferDetailView): readonly (readonly string[])[] {
  const side = ({ jid, fullJid, address }: TransferDetailView['sender']) =>
    `${fullJid ?? jid}${address === null ? '' : ` at ${address}`}`;
  const optional = (name: string, value: string | null): string[][] =>
    value === null ? [] : [[name, safeText(value)]];
  const rate = transfer.rateBytesPerSecond;
  return [
    ['from', side(transfer.sender)],
    ['to', side(transfer.receiver)],
    ['size offered', bytesText(transfer.file.size)],
    ['bytes moved', movedText(transfer)],
    ...optional('rate', rate === null ? null : `${bytesText(rate)}/s`),
    ['method', `${transfer.method}, ${transfer.path}`],
    ...optional('streamhost', transfer.streamhostJid),
    ...optional('sid', transfer.sid),
    ...optional('SHA-256', transfer.sha256),
    ['evidence', `${transfer.evidence}, ${transfer.visibility}`],
    ['offered', transfer.offeredAt],
    ...optional('ended', transfer.endedAt),
  ];
}

/** One transfer with its facts and timeline. */
export function transferText(transfer: TransferDetailView, unicode: boolean): string {
  const glyph = routeGlyph(transfer, unicode);
  const { explanation } = transfer;
  return [
    `${nameText(transfer)}   ${transfer.shortId}   ${outcomeText(transfer)}`,
    '',
    `  ${transfer.sender.jid} ${glyph} ${transfer.receiver.jid}`,
    ...(explanation === null
      ? []
      : ['', `  ${CAUSES[explanation.cause]}`, `  ${REMEDIES[explanation.remedy]}`]),
    '',
    table(facts(transfer).map(([name = '', value = '']) => [`  ${name}`, value])),
    '',
    table(transfer.steps.map(stepLine)),
  ].join('\n');
}
