/** Prosody and ejabberd give out the slots, Waybill takes and serves the files: with the shipped files and a real client. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientPeer } from '../support/client-peer.js';
import { EjabberdServer } from '../support/ejabberd.js';
import { ACCOUNTS, kit, NAMES, type HostServer } from '../support/kit.js';
import { missing, programs, type Program } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { rowOf } from '../support/rows.js';
import { WaybillServer } from '../support/waybill.js';

const [alicesAccount] = ACCOUNTS;
const SECRET = 'a secret of both & “more”';
const SIZE = 200_001;
const NAME = '合同 é & 100%.png';

interface Uploaded {
  readonly url: string;
  readonly sha256: string;
  readonly service: string;
}

interface Kind {
  readonly name: string;
  readonly backend: 'prosody' | 'ejabberd';
  readonly needs: Program;
  readonly start: (names: readonly (readonly [string, string])[]) => Promise<HostServer>;
  /** Whom the ledger names as the sender. */
  readonly sender: string;
  /** What the host server makes of the file's name. */
  readonly named: string;
}

const prosody = (text: string) => ProsodyServer.start({ kit: 'none', accounts: text });
const PROSODY = 'prosody/upload-backend.cfg.lua';

const kinds: readonly Kind[] = [
  {
    name: 'Prosody, signing name, length and type',
    backend: 'prosody',
    needs: programs.prosody,
    start: (names) => prosody(kit(PROSODY, names)),
    sender: 'localhost',
    named: NAME,
  },
  {
    name: 'Prosody, signing name and length',
    backend: 'prosody',
    needs: programs.prosody,
    start: (names) => prosody(kit(PROSODY, [...names, ['"v2"', '"v1"']])),
    sender: 'localhost',
    named: NAME,
  },
  {
    name: 'ejabberd',
    backend: 'ejabberd',
    needs: programs.ejabberdctl,
    start: (names) => EjabberdServer.start(kit('ejabberd/upload-backend.yml', names)),
    sender: 'alice@localhost',
    named: '合同_é___100_.png',
  },
];

describe.each(kinds)('behind the upload service of $name', (kind) => {
  const lacking = missing(programs.python, kind.needs);
  describe.skipIf(lacking !== '')(`slixmpp${lacking}`, () => {
    let folder: string;
    let waybill: WaybillServer;
    let host: HostServer;
    let alice: ClientPeer;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'waybill-external-'));
      const secretFile = join(folder, 'secret');
      await writeFile(secretFile, `${SECRET}\n`);
      const { backend } = kind;
      waybill = await WaybillServer.start('', undefined, [
        { name: backend, domain: NAMES.host, secretFile, host: backend },
      ]);
      const address = `https://localhost:${waybill.port('upload')}`;
      host = await kind.start([
        [`https://${NAMES.component}:8081`, address],
        [`UPLOAD-${NAMES.secret}`, SECRET],
      ]);
      const caFile = join(folder, 'both.pem');
      const certificates = await Promise.all([host, waybill].map((one) => readFile(one.caFile)));
      await writeFile(caFile, Buffer.concat(certificates));
      const at = { port: host.c2sPort, caFile };
      alice = await ClientPeer.slixmpp('alice@localhost/slix', alicesAccount.password, at).online();
    });

    afterAll(async () => {
      alice.kill();
      await host.stop();
      await waybill.stop();
      await rm(folder, { recursive: true });
    });

    it('puts a file in the slot, and gets it back; the ledger tells of both', async () => {
      const sent = (await alice.do('upload', {
        name: NAME,
        size: SIZE,
        kind: 'image/png',
      })) as Uploaded;
      expect(sent.service).toBe('upload.localhost');
      expect(sent.url).toContain(`/external/${kind.backend}/`);
      const came = await alice.do('download', { url: sent.url });
      expect(came).toMatchObject({ status: 200, size: SIZE, sha256: sent.sha256 });
      await rowOf(waybill, kind.named, {
        method: 'http-upload',
        state: 'completed',
        host: kind.backend,
        bytes: SIZE,
        sha256: sent.sha256,
        sender: { jid: kind.sender },
      });
    });

    it('is refused a slot that was used, one for another length, and one that was forged', async () => {
      const asks = { of: 'upload.localhost', name: 'once.bin', size: 9 };
      const { put } = (await alice.do('slot', asks)) as { readonly put: string };
      const status = async (url: string, body: string) =>
        ((await alice.do('put', { url, body })) as { readonly status: number }).status;
      expect(await status(put, 'too long for it')).toBe(403);
      expect(await status(put.replace(/=[0-9a-f]{8}/, '=00000000'), 'nine byte')).toBe(403);
      expect(await status(put, 'nine byte')).toBe(201);
      expect(await status(put, 'nine more')).toBe(409);
    });
  });
});
