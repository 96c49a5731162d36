/** What an operator is told of each mistake that keeps a component from its host server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EjabberdServer } from '../support/ejabberd.js';
import { NAMES, type HostServer } from '../support/kit.js';
import { freePorts } from '../support/ports.js';
import { missing, programs } from '../support/programs.js';
import { ProsodyServer } from '../support/prosody.js';
import { RawComponent } from '../support/raw-component.js';
import { WaybillServer } from '../support/waybill.js';

interface Item {
  readonly domain: string;
  readonly problem: { readonly code: string; readonly text: string; readonly fix: string } | null;
}

const kinds = [
  {
    server: 'prosody',
    needs: programs.prosody,
    start: (): Promise<HostServer> => ProsodyServer.start({ kit: 'companion' }),
    unknown: 'unknown-host',
  },
  {
    server: 'ejabberd',
    needs: programs.ejabberdctl,
    start: (): Promise<HostServer> => EjabberdServer.start(),
    // it says the same of a component that it does not know; so do we
    unknown: 'wrong-secret',
  },
] as const;

describe.each(kinds)('$server', (kind) => {
  const lacking = missing(kind.needs);
  describe.skipIf(lacking !== '')(`refuses a component${lacking}`, () => {
    let host: HostServer;
    let holder: RawComponent;
    let waybill: WaybillServer;

    beforeAll(async () => {
      host = await kind.start();
      holder = await RawComponent.connect(host.componentPort, NAMES.component, NAMES.secret);
      const [closed = 0] = await freePorts(1);
      const attachments = [
        [NAMES.component, host.componentPort, kind.server === 'prosody' ? NAMES.secret : 'wrong'],
        ['unknown.localhost', host.componentPort, NAMES.secret],
        ['clients.localhost', host.c2sPort, NAMES.secret],
        ['closed.localhost', closed, NAMES.secret],
      ] as const;
      const entries = attachments.map(
        ([domain, port, secret]) =>
          `  - { domain: ${domain}, server: ${kind.server}, address: '127.0.0.1:${String(port)}', secret: ${secret}, hosts: [${NAMES.host}] }`,
      );
      waybill = await WaybillServer.start(
        ['attach:', ...entries].join('\n'),
        'standalone: { enabled: false }',
      );
    });
    afterAll(async () => {
      holder.end();
      await waybill.stop();
      await host.stop();
    });

    const problems = async () => {
      const { items } = (await waybill.cli('attachments', 'list')) as { items: readonly Item[] };
      return Object.fromEntries(items.map(({ domain, problem }) => [domain, problem]));
    };

    it('and each reason is told with its remedy', async () => {
      const told = {
        [NAMES.component]:
          kind.server === 'prosody'
            ? { code: 'conflict', fix: expect.stringContaining('component_conflict_resolve') }
            : { code: 'wrong-secret', fix: expect.stringContaining('config snippet ejabberd') },
        'unknown.localhost': {
          code: kind.unknown,
          text: expect.stringContaining('unknown.localhost'),
          fix: expect.stringContaining(`config snippet ${kind.server}`),
        },
        'clients.localhost': {
          code: 'bad-stream',
          text: expect.stringContaining(String(host.c2sPort)),
          fix: expect.stringContaining('components most often 5347'),
        },
        'closed.localhost': {
          code: 'connection-refused',
          fix: expect.stringContaining(
            kind.server === 'prosody' ? 'component_ports = {' : 'config snippet ejabberd',
          ),
        },
      };
      await expect.poll(problems, { timeout: 20_000 }).toMatchObject(told);
    });

    if (kind.server === 'prosody') {
      it('and links by itself once the place is free', async () => {
        holder.end();
        await expect.poll(problems, { timeout: 20_000 }).toMatchObject({ [NAMES.component]: null });
      });
    }
  });
});
