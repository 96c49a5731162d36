import { readFileSync } from 'node:fs';
import { Element, Jid, NS, parseXml, Stanza, StanzaError } from '@waybill/core';
import { describe, expect, it } from 'vitest';
import { decodeBytestreams, encodeBytestreams, type Bytestreams } from './bytestreams.js';
import { decodeHash, encodeHash, type Hash } from './hashes.js';
import { decodeIbb, encodeIbb, type IbbClose, type IbbOpen } from './in-band-bytestreams.js';
import {
  decodeJingleFile,
  decodeJingleFileInfo,
  encodeJingleFile,
  encodeJingleFileInfo,
  type JingleFile,
  type JingleFileInfo,
} from './jingle-file-transfer.js';
import { decodeJingleIbb, encodeJingleIbb, type JingleIbb } from './jingle-ibb.js';
import { decodeJingleSocks5, encodeJingleSocks5, type JingleSocks5 } from './jingle-socks5.js';
import { decodeJingle, encodeJingle, type Jingle } from './jingle.js';
import { payloadNodes, toNode, type XmlNode } from './markup.js';
import {
  decodeOutOfBandData,
  encodeOutOfBandData,
  type OutOfBandData,
} from './out-of-band-data.js';
import {
  decodeSiAnswer,
  decodeSiOffer,
  encodeSiAnswer,
  encodeSiOffer,
  type SiAnswer,
  type SiOffer,
} from './si.js';

interface Codec {
  readonly decode: (node: XmlNode) => unknown;
  readonly encode: (value: never) => Element;
}
const codec = <T>(decode: (node: XmlNode) => unknown, encode: (value: T) => Element): Codec => ({
  decode,
  encode,
});

const siOffer = codec<SiOffer>(decodeSiOffer, encodeSiOffer);
const siAnswer = codec<SiAnswer>(decodeSiAnswer, encodeSiAnswer);
const bytestreams = codec<Bytestreams>(decodeBytestreams, encodeBytestreams);
const ibb = codec<IbbOpen | IbbClose>(decodeIbb, encodeIbb);
const oob = codec<OutOfBandData>(decodeOutOfBandData, encodeOutOfBandData);
const jingle = codec<Jingle>(decodeJingle, ({ action, sid, initiator, reason, reasonText }) =>
  encodeJingle({ action, sid, initiator, reason, reasonText }),
);
const file = codec<JingleFile>(decodeJingleFile, encodeJingleFile);
const fileInfo = codec<JingleFileInfo>(decodeJingleFileInfo, encodeJingleFileInfo);
const socks5 = codec<JingleSocks5>(decodeJingleSocks5, encodeJingleSocks5);
const jingleIbb = codec<JingleIbb>(decodeJingleIbb, encodeJingleIbb);
const hash = codec<Hash>(decodeHash, encodeHash);

const vectors: Readonly<Record<string, Codec>> = {
  'xep-0095/offer': siOffer,
  'xep-0095/offer-of-an-odd-name': siOffer,
  'xep-0095/answer': siAnswer,
  'xep-0095/answer-that-echoes-the-id': siAnswer,
  'xep-0096/answer-with-range': siAnswer,
  'xep-0065/query': bytestreams,
  'xep-0065/query-with-sid': bytestreams,
  'xep-0065/streamhosts': bytestreams,
  'xep-0065/used': bytestreams,
  'xep-0065/activate': bytestreams,
  'xep-0047/open': ibb,
  'xep-0047/open-by-messages': ibb,
  'xep-0047/close': ibb,
  'xep-0066/query': oob,
  'xep-0166/terminate': jingle,
  'xep-0234/description': file,
  'xep-0234/received': fileInfo,
  'xep-0234/checksum': fileInfo,
  'xep-0260/candidates': socks5,
  'xep-0260/candidate-used': socks5,
  'xep-0260/candidate-error': socks5,
  'xep-0260/activated': socks5,
  'xep-0260/proxy-error': socks5,
  'xep-0261/transport': jingleIbb,
  'xep-0300/hash': hash,
  'xep-0300/hash-used': hash,
};

const read = (name: string) => readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8');
const compact = (text: string) => text.replace(/>\s+</g, '><').trim();
const tree = (text: string): Element => {
  const parsed = parseXml(text);
  if (parsed instanceof Element) return parsed;
  throw parsed;
};
/** The element as a stanza carries it, read without a tree. */
function scanned(markup: string): XmlNode {
  const iq = Stanza.fromWire(
    { kind: 'iq', attrs: { type: 'set', id: '1' }, from: undefined, to: undefined, payloads: [] },
    markup,
  );
  const [node] = payloadNodes(iq);
  if (node === undefined) throw new Error('nothing there');
  return node;
}
/** As JSON writes it: an address by its text. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part: unknown) => (part instanceof Jid ? part.full : part)));

describe.each(Object.entries(vectors))('%s', (name, { decode, encode }) => {
  const markup = compact(read(`${name}.xml`));
  const value: unknown = JSON.parse(read(`${name}.json`));

  it('is read', () => {
    expect(plain(decode(scanned(markup)))).toEqual(value);
    expect(plain(decode(toNode(tree(markup))))).toEqual(value);
  });

  it('is written', () => {
    const written = encode(decode(scanned(markup)) as never).toString();
    expect(toNode(tree(written))).toEqual(toNode(tree(markup)));
  });
});

const node = (markup: string) => toNode(tree(markup));
const bad = (value: unknown) => (value instanceof StanzaError ? value.condition : value);

describe('bad input', () => {
  it.each([
    [
      'an SI offer without id',
      decodeSiOffer(node(`<si xmlns='${NS.si}'><file xmlns='${NS.siFileTransfer}'/></si>`)),
      'bad-request',
    ],
    [
      'an SI offer without file',
      decodeSiOffer(node(`<si xmlns='${NS.si}' id='1' profile='${NS.siFileTransfer}'/>`)),
      'bad-request',
    ],
    [
      'an SI offer of something else',
      decodeSiOffer(node(`<si xmlns='${NS.si}' id='1' profile='urn:x'/>`)),
      undefined,
    ],
    [
      'an SI offer with a name of 9000 characters',
      decodeSiOffer(
        node(
          `<si xmlns='${NS.si}' id='1'><file xmlns='${NS.siFileTransfer}' name='${'x'.repeat(9_000)}'/></si>`,
        ),
      ),
      'bad-request',
    ],
    [
      'an activation without sid',
      decodeBytestreams(
        node(`<query xmlns='${NS.bytestreams}'><activate>a@b/c</activate></query>`),
      ),
      'bad-request',
    ],
    [
      'an activation with a sid of 129 bytes',
      decodeBytestreams(
        node(
          `<query xmlns='${NS.bytestreams}' sid='${'s'.repeat(129)}'><activate>a@b/c</activate></query>`,
        ),
      ),
      'bad-request',
    ],
    [
      'an activation of a malformed JID',
      decodeBytestreams(
        node(`<query xmlns='${NS.bytestreams}' sid='s'><activate>@@</activate></query>`),
      ),
      'jid-malformed',
    ],
    [
      'an in-band open of a block too large',
      decodeIbb(node(`<open xmlns='${NS.ibb}' sid='s' block-size='65536'/>`)),
      'bad-request',
    ],
    ['an in-band close without sid', decodeIbb(node(`<close xmlns='${NS.ibb}'/>`)), 'bad-request'],
    [
      'out-of-band data without URL',
      decodeOutOfBandData(node(`<query xmlns='${NS.oob}'/>`)),
      'bad-request',
    ],
    [
      'Jingle without sid',
      decodeJingle(node(`<jingle xmlns='${NS.jingle}' action='session-initiate'/>`)),
      'bad-request',
    ],
    [
      'Jingle with 33 contents',
      decodeJingle(
        node(
          `<jingle xmlns='${NS.jingle}' action='a' sid='s'>${"<content name='c' creator='initiator'/>".repeat(33)}</jingle>`,
        ),
      ),
      'not-acceptable',
    ],
    [
      'a Jingle content without name',
      decodeJingle(node(`<jingle xmlns='${NS.jingle}' action='a' sid='s'><content/></jingle>`)),
      'bad-request',
    ],
    [
      'Jingle that is no file',
      decodeJingleFile(node("<description xmlns='urn:xmpp:jingle:apps:rtp:1'/>")),
      undefined,
    ],
  ])('%s', (_name, value, condition) => {
    expect(bad(value)).toBe(condition);
  });

  it('has counts read only when they are counts', () => {
    const size = (text: string) => {
      const offer = decodeSiOffer(
        node(
          `<si xmlns='${NS.si}' id='1'><file xmlns='${NS.siFileTransfer}' size='${text}'/></si>`,
        ),
      );
      return offer instanceof StanzaError ? offer : offer?.file.size;
    };
    expect(['12', ' 7 ', '-1', '1e3', '0x10', '9007199254740993', '', 'NaN'].map(size)).toEqual([
      12,
      7,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has a Jingle file of an older version read', () => {
    const old = node(
      "<description xmlns='urn:xmpp:jingle:apps:file-transfer:3'><offer><file><name>f</name><size>3</size></file></offer></description>",
    );
    expect(decodeJingleFile(old)).toEqual({ name: 'f', size: 3 });
  });
});
