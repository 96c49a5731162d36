import { Element, Jid, NS, parseXml, Stanza, StanzaError } from '@waybill/core';
import {
  UploadDesk,
  type Actor,
  type DeletionRule,
  type RemovalOutcome,
  type Sharing,
  type Slot,
  type SlotRefusal,
  type SlotWish,
  type Upload,
  type UploadCursor,
  type UploadPage,
} from '@waybill/domain';
import { Assembly, type MirrorNote } from '@waybill/routing';
import { describe, expect, it } from 'vitest';
import { componentServices } from './component-services.js';
import { httpUpload } from './http-upload/http-upload.feature.js';
import { quotaNotice } from './http-upload/quota-notice.js';
import { plainUrl, sharedLinks } from './http-upload/shared-links.feature.js';

const SERVICE = 'upload.example.org';
const ALICE = 'alice@example.org/phone';

function anUpload(id: string, changes: Partial<Upload> = {}): Upload {
  return {
    id,
    token: id,
    fileName: `${id}.txt`,
    sizeBytes: 7,
    contentType: undefined,
    detectedType: undefined,
    purpose: 'message',
    expireBeforeAt: undefined,
    account: 'alice@example.org',
    domain: 'example.org',
    host: 'standalone',
    state: 'stored',
    sha256: undefined,
    grantedAt: 0,
    slotExpiresAt: 0,
    storedAt: 0,
    deletedAt: undefined,
    deletionRule: undefined,
    downloads: 0,
    lastDownloadAt: undefined,
    ...changes,
  };
}

const BASE = 'https://upload.example.org/';
const id = (n: number) => `0193b3a0-0000-7000-8000-${String(n).padStart(12, '0')}`;

class FakeDesk extends UploadDesk {
  override readonly limits = {
    maxFileBytes: 1000,
    retentionDays: { message: 7, profile: 30, ephemeral: 1, permanent: undefined },
    maxStoredBytesPerAccount: 5000,
  };
  readonly wishes: SlotWish[] = [];
  readonly shared: string[] = [];
  readonly removed: string[] = [];
  answer: SlotRefusal | undefined;
  stored: Upload[] = [];

  override grant(wish: SlotWish): Promise<Slot | SlotRefusal> {
    this.wishes.push(wish);
    const upload = anUpload(id(1));
    const slot = { upload, putUrl: `${BASE}put?a=1&b=2`, getUrl: `${BASE}get` };
    return Promise.resolve(this.answer ?? slot);
  }
  override usage = () =>
    Promise.resolve({ files: 2, bytes: 14, maxBytes: 5000, dayBytes: 7, maxDayBytes: undefined });
  override list(account: string, limit: number, after?: UploadCursor): Promise<UploadPage> {
    const own = this.stored.filter((one) => one.account === account);
    const start = after === undefined ? 0 : own.findIndex((one) => one.id === after.id) + 1;
    const uploads = own.slice(start, start + limit);
    const last = uploads.at(-1);
    const more = start + limit < own.length && last !== undefined;
    return Promise.resolve({ uploads, next: more ? { value: 0, id: last.id } : undefined });
  }
  override urlOf = (upload: Upload) => BASE + upload.id;
  override remove(one: string, actor: Actor, rule: DeletionRule): Promise<RemovalOutcome> {
    this.removed.push(`${one} ${actor.name ?? ''} ${rule}`);
    return Promise.resolve('removed');
  }
  override findByUrl = (url: string) =>
    Promise.resolve(this.stored.find((one) => this.urlOf(one) === url));
  override noteShared(upload: Upload, { sender, receiver, messageId }: Sharing): Promise<void> {
    this.shared.push(`${upload.id} ${sender.bare} ${receiver.bare} ${messageId ?? ''}`);
    return Promise.resolve();
  }
}

function stanza(text: string): Stanza {
  const tree = parseXml(text);
  const made = tree instanceof Element ? Stanza.fromElement(tree) : tree;
  if (made instanceof Stanza) return made;
  throw new Error(made instanceof StanzaError ? made.text : String(made));
}

/** A component's assembly: what it answers goes out and is kept. */
function stage(desk = new FakeDesk()) {
  const sent: Stanza[] = [];
  const faults: unknown[] = [];
  const log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  const outward = { send: (one: Stanza) => void sent.push(one) };
  const assembly = new Assembly({ log, outward });
  const mayUse = (jid: Jid) => jid.domain === 'example.org' && jid.local !== undefined;
  assembly.mount({
    domain: SERVICE,
    accounts: false,
    features: [
      ...componentServices({
        assembly,
        now: () => 0,
        software: { name: 'Waybill', version: '1' },
      }),
      httpUpload({ desk, host: 'standalone', mayUse }),
      sharedLinks({ desk, onFault: (error) => void faults.push(error) }),
    ],
  });
  const ask = async (type: string, inner: string, from = ALICE): Promise<string> => {
    const iq = `<iq xmlns='jabber:client' type='${type}' id='1' from='${from}' to='${SERVICE}'>`;
    await assembly.router.receiveOutside(stanza(`${iq}${inner}</iq>`));
    return sent.pop()?.toString() ?? '';
  };
  const sees = async (inner: string, head = "type='chat' id='m1'", to = 'bob@example.org/x') => {
    const start = `<message xmlns='jabber:client' ${head} from='${ALICE}' to='${to}'>`;
    const note: MirrorNote | undefined = undefined;
    await assembly.router.mirror(stanza(`${start}${inner}</message>`), note);
    await new Promise((done) => setImmediate(done));
    expect(faults).toEqual([]);
  };
  return { desk, ask, sees };
}

const REQUEST = `<request xmlns='${NS.httpUpload}' filename='très.jpg' size='10' content-type='image/jpeg'/>`;

describe('the upload service', () => {
  it('says what it is, takes and keeps', async () => {
    const { ask } = stage();
    const info = await ask('get', `<query xmlns='${NS.discoInfo}'/>`);
    expect(info).toContain('<identity category="store" type="file" name="HTTP File Upload"/>');
    for (const feature of ['urn:xmpp:http:upload:0', 'urn:xmpp:http:upload', NS.commands]) {
      expect(info).toContain(`<feature var="${feature}"/>`);
    }
    for (const purpose of ['message', 'profile', 'ephemeral', 'permanent']) {
      expect(info).toContain(`<feature var="urn:xmpp:http:upload:purpose:0#${purpose}"/>`);
    }
    expect(info.match(/<field var="max-file-size"><value>1000</g)).toHaveLength(2);
    expect(info).toContain('<value>urn:xmpp:data-policy:0</value>');
    expect(info).toContain('<field var="data_retention" type="text-single"><value>infinite<');
  });

  it('gives a slot, in the namespace that was asked in', async () => {
    const { desk, ask } = stage();
    const slot = await ask('get', REQUEST);
    expect(slot).toContain(`<put url="${BASE}put?a=1&amp;b=2"/><get url="${BASE}get"/>`);
    expect(desk.wishes).toMatchObject([
      { fileName: 'très.jpg', sizeBytes: 10, contentType: 'image/jpeg', purpose: 'message' },
    ]);
    const legacy = `<request xmlns='${NS.httpUploadLegacy}'><filename>a</filename><size>1</size></request>`;
    expect(await ask('get', legacy)).toContain(`<get>${BASE}get</get>`);
  });

  it('serves its own users only', async () => {
    const { desk, ask } = stage();
    for (const stranger of ['mallory@example.net/x', 'example.org']) {
      expect(await ask('get', REQUEST, stranger)).toContain('<forbidden');
    }
    expect(desk.wishes).toEqual([]);
  });

  it.each([
    [{ refused: 'too-large', maxFileBytes: 1000 }, '<max-file-size>1000</max-file-size>'],
    [
      { refused: 'quota', retryAt: 0 },
      `<retry xmlns="${NS.httpUpload}" stamp="1970-01-01T00:00:00Z"/>`,
    ],
    [{ refused: 'disk-full', retryAt: 0 }, 'type="wait"'],
    [{ refused: 'too-many-slots', retryAt: 0 }, '<resource-constraint'],
    [{ refused: 'not-entitled' }, '<forbidden'],
    [{ refused: 'bad-name' }, '<bad-request'],
    [{ refused: 'bad-size' }, '<bad-request'],
    [{ refused: 'bad-expiry' }, '<bad-request'],
    [{ refused: 'type-blocked' }, '<not-acceptable'],
  ] as const)('answers %j as XEP-0363 §6 has it', async (refusal, wanted) => {
    const { desk, ask } = stage();
    desk.answer = refusal;
    expect(await ask('get', REQUEST)).toContain(wanted);
  });

  it('refuses a request that is none before anybody is asked', async () => {
    const { desk, ask } = stage();
    expect(await ask('get', `<request xmlns='${NS.httpUpload}' filename='a' size='0'/>`)).toContain(
      '<bad-request',
    );
    expect(desk.wishes).toEqual([]);
  });
});

describe('the commands', () => {
  const command = (node: string, attrs = '', inner = '') =>
    `<command xmlns='${NS.commands}' node='urn:waybill:uploads:${node}' ${attrs}>${inner}</command>`;

  it('are listed for account holders', async () => {
    const { ask } = stage();
    const query = `<query xmlns='${NS.discoItems}' node='${NS.commands}'/>`;
    expect((await ask('get', query)).match(/<item /g)).toHaveLength(3);
    expect(await ask('get', query, 'mallory@example.net/x')).not.toContain('<item ');
    const info = `<query xmlns='${NS.discoInfo}' node='urn:waybill:uploads:list'/>`;
    expect(await ask('get', info)).toContain('type="command-node"');
    expect(await ask('get', `<query xmlns='${NS.discoInfo}' node='x'/>`)).toContain(
      '<item-not-found',
    );
  });

  it('list what is stored, page by page', async () => {
    const { desk, ask } = stage();
    desk.stored = Array.from({ length: 25 }, (_, n) => anUpload(id(n)));
    const first = await ask('set', command('list'));
    expect(first.match(/<field /g)).toHaveLength(20);
    const session = /sessionid="([^"]+)"/.exec(first)?.[1] ?? '';
    const second = await ask('set', command('list', `action='next' sessionid='${session}'`));
    expect(second.match(/<field /g)).toHaveLength(5);
    expect(second).toContain('status="completed"');
    expect(await ask('set', command('list', "action='next' sessionid='x'"))).toContain(
      '<bad-sessionid',
    );
  });

  it('tell how much is stored', async () => {
    const { ask } = stage();
    const answer = await ask('set', command('usage'));
    expect(answer).toContain('<field var="max-bytes" type="text-single"');
    expect(answer).not.toContain('max-day-bytes');
  });

  it('delete what is one’s own, and nothing else', async () => {
    const { desk, ask } = stage();
    desk.stored = [anUpload(id(1)), anUpload(id(2), { account: 'bob@example.org' })];
    const form = await ask('set', command('delete'));
    expect(form.match(/<option /g)).toHaveLength(1);
    const values = [id(1), id(2)].map((one) => `<value>${BASE}${one}</value>`).join('');
    const submit = `<x xmlns='${NS.dataForms}' type='submit'><field var='uploads'>${values}</field></x>`;
    const done = await ask('set', command('delete', "sessionid='first' action='complete'", submit));
    expect(done).toContain('1 of 2 files deleted');
    expect(desk.removed).toEqual([`${id(1)} alice@example.org by-account`]);
  });

  it('are nobody else’s, and none but these', async () => {
    const { ask } = stage();
    expect(await ask('set', command('list'), 'mallory@example.net/x')).toContain('<forbidden');
    expect(await ask('set', command('shutdown'))).toContain('<item-not-found');
    expect(await ask('set', command('usage', "action='cancel'"))).toContain('canceled');
  });
});

describe('messages that carry our URLs', () => {
  const oob = (url: string) => `<x xmlns='${NS.oobMessage}'><url>${url}</url></x>`;
  const sfs = (url: string) =>
    `<file-sharing xmlns='${NS.statelessFileSharing}'><sources><url-data xmlns='${NS.urlData}' target='${url}'/></sources></file-sharing>`;
  const url = BASE + id(1);
  const stored = () => {
    const all = stage();
    all.desk.stored = [anUpload(id(1))];
    return all;
  };

  it('join their receiver once, whichever ways the URL is written', async () => {
    const { desk, sees } = stored();
    await sees(`${oob(url)}${sfs(`${url}#key`)}${oob(`aesgcm://${url.slice(8)}#key`)}`);
    expect(desk.shared).toEqual([`${id(1)} alice@example.org bob@example.org m1`]);
  });

  it('name a room and not its occupants', async () => {
    const { desk, sees } = stored();
    await sees(oob(url), "type='groupchat' id='m1'", 'room@chat.example.org');
    await sees(oob(url), "type='groupchat' id='m1'", 'bob@example.org/x');
    expect(desk.shared).toEqual([`${id(1)} alice@example.org room@chat.example.org m1`]);
  });

  it('are left alone where the URL is somebody else’s', async () => {
    const { desk, sees } = stored();
    await sees(oob('https://elsewhere.example/x'));
    await sees(oob(url), "type='error' id='m1'");
    expect(desk.shared).toEqual([]);
  });

  const retract = `<retract xmlns='${NS.messageRetraction}' id='m1'/>`;

  it('delete the file when its uploader takes the message back', async () => {
    const { desk, sees } = stored();
    await sees(retract, "type='chat' id='m0'");
    await sees(oob(url));
    await sees(retract, "type='chat' id='m2'", 'carol@example.org/x');
    expect(desk.removed).toEqual([]);
    await sees(retract, "type='chat' id='m2'");
    expect(desk.removed).toEqual([`${id(1)} alice@example.org retraction`]);
  });

  it('leave a file there that its sender only passed on', async () => {
    const { desk, sees } = stored();
    desk.stored = [anUpload(id(1), { account: 'bob@example.org' })];
    await sees(oob(url));
    await sees(retract, "type='chat' id='m2'");
    expect(desk.removed).toEqual([]);
  });

  it('are compared without the key behind the #', () => {
    expect(plainUrl('aesgcm://a/b#c')).toBe('https://a/b');
  });
});

it('tells an account in time that its storage fills up', () => {
  const notice = { usedBytes: 80, maxBytes: 100 };
  const message = quotaNotice(Jid.from(SERVICE), Jid.from('alice@example.org'), notice);
  expect(message.toString()).toContain('(80 %)');
  expect(message.type).toBe('headline');
});
