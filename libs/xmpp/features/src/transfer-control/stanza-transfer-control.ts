import { encodeIbb, encodeJingle } from '@waybill/codecs';
import { Jid, Stanza, StanzaError, type Element } from '@waybill/core';
import { TransferControl, type Transfer, type TransferParty } from '@waybill/domain';

export const errors = {
  // XEP-0096 §5: to the sender it is as if the receiver had said no
  cancelled: new StanzaError('cancel', 'forbidden', 'cancelled by the operator'),
};

const REASON = 'cancelled by the operator';
const ID_PREFIX = 'wb-cancel-';

/**
 * Ends a transfer in the words of its own protocol, each client being told as if by the other. Where a protocol has no
 * words (an SI offer cannot be withdrawn from its receiver) nothing is sent.
 */
export class StanzaTransferControl extends TransferControl {
  private count = 0;

  /** @param send routes a stanza of our own making */
  constructor(private readonly send: (stanza: Stanza) => void) {
    super();
  }

  override withdraw(transfer: Transfer, offerId: string | undefined): void {
    const sender = addressOf(transfer.sender);
    const receiver = addressOf(transfer.receiver);
    if (sender === undefined || receiver === undefined || transfer.sid === undefined) return;
    if (transfer.method.startsWith('jingle')) {
      const { sid } = transfer;
      this.both(sender, receiver, () =>
        encodeJingle({
          action: 'session-terminate',
          sid,
          reason: 'cancel',
          reasonText: REASON,
        }),
      );
    } else if (transfer.path === 'in-band') {
      const { sid } = transfer;
      this.both(sender, receiver, () => encodeIbb({ kind: 'close', sid }));
    } else if (offerId !== undefined && transfer.state === 'offered') {
      const head = { from: receiver, to: sender, type: 'error', id: offerId };
      this.send(Stanza.make('iq', head, errors.cancelled.toElement()));
    }
  }

  private both(one: Jid, other: Jid, payload: () => Element): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const id = `${ID_PREFIX}${++this.count}`;
      this.send(Stanza.make('iq', { from, to, type: 'set', id }, payload()));
    }
  }
}

function addressOf(party: TransferParty): Jid | undefined {
  const jid = Jid.parse(party.fullJid ?? party.bareJid);
  return jid instanceof Jid ? jid : undefined;
}
