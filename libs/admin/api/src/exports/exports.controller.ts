import { Controller, Inject, Req, Res } from '@nestjs/common';
import { deedEntry } from '@waybill/domain';
import type { Response } from 'express';
import { OperatorSessions } from '../access/operator-sessions.js';
import { auditFilter } from '../audit/audit.controller.js';
import type { InputOf } from '../contract/endpoint.js';
import { exportEndpoints as endpoints } from '../contract/user-files.js';
import { actorOf } from '../http/actor.js';
import {
  CalledBy,
  Input,
  personOf,
  type AdminRequest,
  type Caller,
} from '../http/admin-request.js';
import { Serves } from '../http/serves.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from '../ports.js';
import { Refusal } from '../problems/refusal.js';
import { dayOf } from '../transfers/day-sentence.js';
import { nameViewOf } from '../transfers/name-view.js';
import { toTransferFilter } from '../transfers/transfer-filter.js';
import { accountFilter } from '../users/account-filter.js';
import {
  AUDIT_COLUMNS,
  auditRows,
  SIGN_IN_COLUMNS,
  signInRows,
  TRANSFER_COLUMNS,
  transferRows,
  USER_COLUMNS,
  userRows,
} from './export-rows.js';
import { sendRows, type ExportRow, type RowFile } from './row-stream.js';

/** DASHBOARD 3.12 */
export const BIG_EXPORT_ROWS = 100_000;

interface Wish {
  readonly what: 'transfers' | 'users' | 'sign-ins' | 'audit';
  readonly columns: readonly string[];
  readonly query: { readonly format: RowFile['format']; readonly bom: 'true' | 'false' };
  /** How many rows it will be, or a lower bound above the limit. */
  readonly rows: () => Promise<number>;
  readonly all: () => AsyncIterable<ExportRow>;
}

/** Files that leave. Each is in the audit log before its first byte goes out. */
@Controller()
export class ExportsController {
  constructor(
    @Inject(ADMIN_PORTS) private readonly ports: AdminPorts,
    @Inject(ADMIN_SETTINGS) private readonly settings: AdminSettings,
    private readonly sessions: OperatorSessions,
  ) {}

  @Serves(endpoints.transfers)
  async transfers(
    @Input() { query }: InputOf<typeof endpoints.transfers>,
    @CalledBy() caller: Caller,
    @Req() request: AdminRequest,
    @Res() response: Response,
  ): Promise<void> {
    const view = nameViewOf(caller);
    const filter = toTransferFilter(query, this.settings.domains, view);
    const { transfers } = this.ports;
    await this.send(request, response, caller, {
      what: 'transfers',
      columns: TRANSFER_COLUMNS,
      query,
      rows: async () => (await transfers.count(filter, BIG_EXPORT_ROWS + 1)).total,
      all: () => transferRows(transfers, filter, view),
    });
  }

  @Serves(endpoints.users)
  async users(
    @Input() { query }: InputOf<typeof endpoints.users>,
    @CalledBy() caller: Caller,
    @Req() request: AdminRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { accounts, clock } = this.ports;
    const filter = accountFilter(query, clock.now());
    await this.send(request, response, caller, {
      what: 'users',
      columns: USER_COLUMNS,
      query,
      rows: () => accounts.count(filter),
      all: () => userRows(accounts.each(filter)),
    });
  }

  @Serves(endpoints.signIns)
  async signIns(
    @Input() { query }: InputOf<typeof endpoints.signIns>,
    @CalledBy() caller: Caller,
    @Req() request: AdminRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { signIns } = this.ports;
    await this.send(request, response, caller, {
      what: 'sign-ins',
      columns: SIGN_IN_COLUMNS,
      query,
      rows: () => signIns.count(),
      all: () => signInRows(signIns),
    });
  }

  @Serves(endpoints.audit)
  async audit(
    @Input() { query }: InputOf<typeof endpoints.audit>,
    @CalledBy() caller: Caller,
    @Req() request: AdminRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { audit } = this.ports;
    const filter = auditFilter(query, caller);
    await this.send(request, response, caller, {
      what: 'audit',
      columns: AUDIT_COLUMNS,
      query,
      rows: async () => (await audit.list({}, 1)).entries[0]?.seq ?? 0,
      all: () => auditRows(audit, filter),
    });
  }

  private async send(
    request: AdminRequest,
    response: Response,
    caller: Caller,
    wish: Wish,
  ): Promise<void> {
    const { what, columns, query } = wish;
    const now = this.ports.clock.now();
    const file: RowFile = {
      name: `waybill-${what}-${dayOf(now)}`,
      format: query.format,
      bom: query.bom === 'true',
      columns,
    };
    const session = personOf(caller)?.session;
    if (session !== undefined && !this.sessions.isProven(session)) {
      if ((await wish.rows()) > BIG_EXPORT_ROWS) throw new Refusal('step-up-needed');
    }
    // Express sends HEAD here too: how a page asks whether it may. It gets no rows, and leaves no entry.
    if (request.method === 'HEAD') {
      response.type(file.format === 'csv' ? 'text/csv' : 'application/x-ndjson').end();
      return;
    }
    const data = { what, format: file.format };
    const deed = { at: now, kind: 'operator-action', action: 'exported', data } as const;
    await this.ports.audit.append(deedEntry(deed, actorOf(caller)));
    await sendRows(response, file, wish.all());
  }
}
