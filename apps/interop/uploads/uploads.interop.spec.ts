/** Files that real clients upload and download (XEP-0363), wherever they have their account. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer, type ServerAddress } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { missingSteps } from '../support/expectations.js';
import { ACCOUNTS, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs, type Program } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { rowOf } from '../support/rows.js';
import { WaybillServer } from '../support/waybill.js';

const ALICE = 'alice@localhost/slix';
const BOB = 'bob@localhost/slix';
const [alicesAccount, bobsAccount] = ACCOUNTS;
const SIZE = 300_001;
const run = promisify(execFile);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Uploaded {
  readonly url: string;
  readonly sha256: string;
  readonly service: string;
}

/** Where alice and bob have their accounts, and the upload service that they find there. */
interface Place {
  readonly service: string;
  /** What the ledger calls it. */
  readonly host: string;
  readonly waybill: WaybillServer;
  readonly at: ServerAddress;
  stop(): Promise<void>;
}

async function standalone(): Promise<Place> {
  const waybill = await WaybillServer.start();
  for (const { name, password } of ACCOUNTS) {
    await waybill.addAccount(`${name}@localhost`, password);
  }
  return {
    service: 'upload.localhost',
    host: 'standalone',
    waybill,
    at: { port: waybill.port('c2s'), caFile: waybill.caFile },
    stop: () => waybill.stop(),
  };
}

async function attached(server: 'prosody' | 'ejabberd', host: HostServer): Promise<Place> {
  const waybill = await WaybillServer.start(
    [
      'attach:',
      `  - domain: ${NAMES.component}`,
      `    server: ${server}`,
      `    address: 127.0.0.1:${host.componentPort}`,
      `    secret: ${NAMES.secret}`,
      `    hosts: [${NAMES.host}]`,
      '    accounts: none',
    ].join('\n'),
    'standalone: { enabled: false }',
  );
  await waybill.linked();
  const caFile = join(waybill.dataDir, 'both.pem');
  const certificates = await Promise.all([host, waybill].map((one) => readFile(one.caFile)));
  await writeFile(caFile, Buffer.concat(certificates));
  return {
    service: NAMES.component,
    host: NAMES.component,
    waybill,
    at: { port: host.c2sPort, caFile },
    stop: async () => {
      await waybill.stop();
      await host.stop();
    },
  };
}

interface Kind {
  readonly name: string;
  readonly needs: readonly Program[];
  readonly start: () => Promise<Place>;
}
const kinds: readonly Kind[] = [
  { name: 'a standalone server', needs: [], start: standalone },
  {
    name: 'Prosody',
    needs: [programs.prosody],
    start: async () => attached('prosody', await ProsodyServer.start({ kit: 'companion' })),
  },
  {
    name: 'ejabberd',
    needs: [programs.ejabberdctl],
    start: async () => attached('ejabberd', await EjabberdServer.start()),
  },
];

const STEPS = ['offered', 'put-started', 'stored', 'shared', 'downloaded'];

describe.each(kinds)('files uploaded at $name', (kind) => {
  const lacking = missing(programs.python, ...kind.needs);
  describe.skipIf(lacking !== '')(`by slixmpp${lacking}`, () => {
    let place: Place;
    let alice: ClientPeer;
    let bob: ClientPeer;

    beforeAll(async () => {
      place = await kind.start();
      alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, place.at).online();
      bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, place.at).online();
      await alice.do('presence');
      await bob.do('presence');
    });

    afterAll(async () => {
      alice.kill();
      bob.kill();
      await place.stop();
    });

    it('are found by discovery, taken, sent as a link, and come out as they went in', async () => {
      const name = '合同 é & “final”.pdf';
      const args = { name, size: SIZE, kind: 'application/pdf' };
      const sent = (await alice.do('upload', args)) as Uploaded;
      expect(sent.service).toBe(place.service);
      await alice.do('link', { to: BOB, url: sent.url });
      expect((await bob.event('message'))['url']).toBe(sent.url);
      const came = await bob.do('download', { url: sent.url });
      expect(came).toMatchObject({ status: 200, size: SIZE, sha256: sent.sha256 });
      expect((came as { disposition: string }).disposition).toContain(
        "filename*=UTF-8''%E5%90%88%E5%90%8C%20%C3%A9",
      );
      const wanted = {
        method: 'http-upload',
        state: 'completed',
        host: place.host,
        bytes: SIZE,
        sha256: sent.sha256,
        file: { name, size: SIZE },
        sender: { jid: 'alice@localhost' },
        receiver: { jid: 'bob@localhost' },
      };
      // the record is of the moment, its steps of what is on disk already
      const steps = async () => (await rowOf(place.waybill, name, wanted)).steps;
      await expect.poll(async () => missingSteps(await steps(), STEPS)).toEqual([]);
    });

    it('are refused by their size with the largest that is taken', async () => {
      const tooLarge = { of: place.service, name: 'film.mkv', size: 104_857_601 };
      await expect(alice.do('slot', tooLarge)).rejects.toThrow('not-acceptable');
    });

    it('are taken by a client of npm as well', async () => {
      const { at } = place;
      const carol = await ClientPeer.xmppJs(
        'alice@localhost/js',
        alicesAccount.password,
        at,
      ).online();
      const text = 'ligne é\r\n'.repeat(5_000);
      const sent = await carol.do('upload', { name: 'notes é.txt', text });
      expect(sent).toMatchObject({ service: place.service, status: 201, came: text });
      await rowOf(place.waybill, 'notes é.txt', {
        method: 'http-upload',
        sha256: sha256(text),
        sender: { jid: 'alice@localhost' },
      });
      await carol.quit();
    });
  });
});

describe('files uploaded from elsewhere', () => {
  let place: Place;
  beforeAll(async () => {
    place = await standalone();
  });
  afterAll(() => place.stop());

  const withoutSendxmpp = missing(programs.goSendxmpp, programs.python);
  it.skipIf(withoutSendxmpp !== '')(
    `are sent from a terminal by go-sendxmpp${withoutSendxmpp}`,
    async () => {
      const bob = await ClientPeer.slixmpp(BOB, bobsAccount.password, place.at).online();
      await bob.do('presence');
      const text = 'from a terminal, é\n'.repeat(10_000);
      const file = join(place.waybill.dataDir, 'report 2026.txt');
      await writeFile(file, text);
      const address = `localhost:${place.at.port}`;
      const login = ['-u', 'alice@localhost', '-p', alicesAccount.password, '-j', address];
      const env = { ...process.env, SSL_CERT_FILE: place.at.caFile };
      const args = [...login, '-h', file, 'bob@localhost'];
      await run(programs.goSendxmpp.path ?? 'go-sendxmpp', args, { env });
      const url = String((await bob.event('message'))['body']);
      const came = await bob.do('download', { url });
      expect(came).toMatchObject({ status: 200, sha256: sha256(text) });
      // it changes spaces before it asks for a slot
      await rowOf(place.waybill, 'report_2026.txt', {
        method: 'http-upload',
        state: 'completed',
        sha256: sha256(text),
        receiver: { jid: 'bob@localhost' },
      });
      await bob.quit();
    },
  );

  const withoutChromium = missing(programs.chromium, programs.python);
  it.skipIf(withoutChromium !== '')(
    `are put and fetched by a page of another origin in Chromium${withoutChromium}`,
    async () => {
      const alice = await ClientPeer.slixmpp(ALICE, alicesAccount.password, place.at).online();
      const text = 'from a page, 合同';
      const asks = { of: place.service, name: 'page.txt', size: Buffer.byteLength(text) };
      const slot = (await alice.do('slot', asks)) as { put: string; get: string };
      await alice.quit();
      const elsewhere = await originOfAPage();
      const browser = await chromium.launch({
        executablePath: programs.chromium.path ?? 'chromium',
        args: ['--no-sandbox', '--disable-gpu'],
      });
      try {
        const page = await browser.newPage({ ignoreHTTPSErrors: true });
        await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
        const seen = await page.evaluate(
          async ({ put, get, body }) => {
            const headers = { 'Content-Type': 'application/octet-stream' };
            const there = await fetch(put, { method: 'PUT', body, headers });
            const back = await fetch(get, { headers: { Range: 'bytes=0-3' } });
            return {
              put: there.status,
              whole: await (await fetch(get)).text(),
              part: `${back.status} ${await back.text()} ${back.headers.get('Content-Range')}`,
            };
          },
          { ...slot, body: text },
        );
        const part = `206 from bytes 0-3/${asks.size}`;
        expect(seen).toEqual({ put: 201, whole: text, part });
      } finally {
        await browser.close();
        elsewhere.close();
      }
      await rowOf(place.waybill, 'page.txt', { method: 'http-upload', sha256: sha256(text) });
    },
  );
});

/** A page with nothing on it, at an origin of its own. */
async function originOfAPage(): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>a client</title>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}
