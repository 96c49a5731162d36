import { beforeEach, describe, expect, it } from 'vitest';
import { TransferWorld, type Client } from './testing/transfer-world.js';

const BYTESTREAMS = 'http://jabber.org/protocol/bytestreams';
const IBB = 'http://jabber.org/protocol/ibb';
const SI = 'http://jabber.org/protocol/si';
const FILE = `${SI}/profile/file-transfer`;
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const a = 'alice@example.org/a';
const b = 'bob@example.org/b';

let world: TransferWorld;
let alice: Client;
let bob: Client;

beforeEach(() => {
  world = new TransferWorld();
  alice = world.client(a, '192.0.2.10');
  bob = world.client(b, '192.0.2.20');
});

const offer = (sid = 's1', id = 'o1', size = '10') =>
  `<iq to='${b}' type='set' id='${id}'><si xmlns='${SI}' id='${sid}' mime-type='text/plain' profile='${FILE}'><file xmlns='${FILE}' name='合同.pdf' size='${size}'/><feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='form'><field var='stream-method' type='list-single'><option><value>${BYTESTREAMS}</value></option><option><value>${IBB}</value></option></field></x></feature></si></iq>`;
const answer = (method: string, id = 'o1', range = '') =>
  `<iq to='${a}' type='result' id='${id}'><si xmlns='${SI}'>${range}<feature xmlns='http://jabber.org/protocol/feature-neg'><x xmlns='jabber:x:data' type='submit'><field var='stream-method'><value>${method}</value></field></x></feature></si></iq>`;
const refusal = (to: string, id: string, condition: string, more = '') =>
  `<iq to='${to}' type='error' id='${id}'><error type='cancel'><${condition} xmlns='${STANZAS}'/>${more}</error></iq>`;

async function accepted(method = BYTESTREAMS): Promise<void> {
  await alice.sends(offer());
  await bob.sends(answer(method));
}

describe('in-band data', () => {
  const open = (to = b) =>
    `<iq to='${to}' type='set' id='i1'><open xmlns='${IBB}' sid='s1' block-size='4'/></iq>`;
  const block = (seq: number, bytes: string, kind = 'iq') =>
    kind === 'iq'
      ? `<iq to='${b}' type='set' id='d${seq}'><data xmlns='${IBB}' sid='s1' seq='${seq}'>${Buffer.from(bytes).toString('base64')}</data></iq>`
      : `<message to='${b}'><data xmlns='${IBB}' sid='s1' seq='${seq}'>${Buffer.from(bytes).toString('base64')}</data></message>`;
  const close = (to: string) =>
    `<iq to='${to}' type='set' id='c1'><close xmlns='${IBB}' sid='s1'/></iq>`;

  async function opened(): Promise<void> {
    await accepted(IBB);
    await alice.sends(open());
    await bob.sends(`<iq to='${a}' type='result' id='i1'/>`);
  }

  it.each(['iq', 'message'])(
    'in %s stanzas is counted, and kept out of the record',
    async (kind) => {
      await opened();
      for (const [seq, bytes] of ['0123', '4567', '89'].entries()) {
        await alice.sends(block(seq, bytes, kind));
      }
      await alice.sends(close(b));
      const row = await world.row();
      expect(row).toMatchObject({
        method: 'si-ibb',
        path: 'in-band',
        state: 'completed',
        evidence: 'observed',
        measured: { bytesSenderToReceiver: 10, bytesReceiverToSender: 0 },
      });
      const steps = await world.steps(row);
      expect(steps.map((step) => step.kind)).toEqual([
        'offered',
        'accepted',
        'in-band-opened',
        'first-byte',
        'progress',
        'progress',
        'in-band-closed',
      ]);
      expect(JSON.stringify(steps)).not.toContain('MDEyMw');
      expect(bob.got.filter((stanza) => stanza.has(IBB, 'data'))).toHaveLength(3);
    },
  );

  it('that is closed early was cancelled by who closed it', async () => {
    await opened();
    await alice.sends(block(0, '0123'));
    await bob.sends(close(a));
    expect(await world.row()).toMatchObject({
      state: 'cancelled',
      reason: 'cancelled-by-receiver',
    });
  });

  it('out of order or twice is not counted', async () => {
    await opened();
    await alice.sends(block(0, '0123'));
    await alice.sends(block(0, '0123'));
    await alice.sends(block(5, '4567'));
    await alice.sends(close(b));
    const row = await world.row();
    expect(row).toMatchObject({ measured: { bytesSenderToReceiver: 4 } });
    const fault = (await world.steps(row)).find((step) => step.kind === 'in-band-fault');
    expect(fault?.detail).toMatchObject({ expectedSeq: 1, seq: 5 });
  });

  it('that stops when a party leaves ends with the bytes so far', async () => {
    await opened();
    await alice.sends(block(0, '0123'));
    alice.close();
    expect(await world.row()).toMatchObject({
      state: 'failed',
      reason: 'peer-gone',
      evidence: 'observed',
      measured: { bytesSenderToReceiver: 4 },
    });
  });

  it('is ended on both sides by an operator', async () => {
    await opened();
    await alice.sends(block(0, '0123'));
    world.ledger.cancel((await world.row()).id, 'root');
    expect([alice.last.markup, bob.last.markup]).toEqual([
      `<close xmlns="${IBB}" sid="s1"/>`,
      `<close xmlns="${IBB}" sid="s1"/>`,
    ]);
    expect((await world.row()).state).toBe('cancelled');
  });

  it('that nobody negotiated passes unrecorded', async () => {
    await alice.sends(open());
    await alice.sends(block(0, '0123'));
    expect(bob.got).toHaveLength(2);
    expect(await world.rows()).toEqual([]);
  });
});

describe('out-of-band data', () => {
  const handed = `<iq to='${b}' type='set' id='u1'><query xmlns='jabber:iq:oob'><url>http://example.org/files/%E5%90%88%E5%90%8C.pdf?x=1</url><desc>the contract</desc></query></iq>`;

  it('is retrieved when its receiver says so', async () => {
    await alice.sends(handed);
    expect(await world.row()).toMatchObject({
      method: 'oob',
      state: 'offered',
      visibility: 'signalling-only',
      declared: { name: '合同.pdf', description: 'the contract' },
    });
    await bob.sends(`<iq to='${a}' type='result' id='u1'/>`);
    expect(await world.row()).toMatchObject({ state: 'completed', evidence: 'claimed' });
  });

  it.each([
    ['not-acceptable', 'declined', 'declined'],
    ['item-not-found', 'failed', 'io-error'],
    ['service-unavailable', 'failed', 'peer-gone'],
  ])('answered with %s ends as %s (%s)', async (condition, state, reason) => {
    await alice.sends(handed);
    await bob.sends(refusal(a, 'u1', condition));
    expect(await world.row()).toMatchObject({ state, reason });
  });

  it('in a message was handed over, and nobody will say more', async () => {
    await alice.sends(
      `<message to='${b}' id='m1'><body>http://example.org/a%</body><x xmlns='jabber:x:oob'><url>http://example.org/a%</url></x></message>`,
    );
    expect(bob.got).toHaveLength(1);
    expect(await world.row()).toMatchObject({
      method: 'oob',
      state: 'handed-over',
      path: 'unknown',
      evidence: 'unknown',
      declared: { name: 'a%' },
    });
  });
});
