import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { OperatorCookie, secureCheck } from './access/operator-cookie.js';
import { OperatorSessions } from './access/operator-sessions.js';
import { AuditController } from './audit/audit.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { ChecksController } from './health/checks.controller.js';
import { HealthController } from './health/health.controller.js';
import { InputInterceptor } from './http/input.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { KeysController } from './keys/keys.controller.js';
import { LinksController } from './links/links.controller.js';
import { LiveBoard } from './live/live-board.js';
import { StreamController } from './live/stream.controller.js';
import { OperatorsController } from './operators/operators.controller.js';
import { SecondFactorController } from './operators/second-factor.controller.js';
import { SignInDesk } from './operators/sign-in-desk.js';
import { TeamController } from './operators/team.controller.js';
import { ADMIN_PORTS, ADMIN_SETTINGS, type AdminPorts, type AdminSettings } from './ports.js';
import { SettingsController } from './settings/settings.controller.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { dayOf, daySentence } from './transfers/day-sentence.js';
import { OverviewController } from './transfers/overview.controller.js';
import { TransfersController } from './transfers/transfers.controller.js';
import { StorageController } from './uploads/storage.controller.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { BulkController } from './users/bulk.controller.js';
import { SessionsController } from './users/sessions.controller.js';
import { HostsController } from './users/hosts.controller.js';
import { UsersController } from './users/users.controller.js';
import { ViewsController } from './views/views.controller.js';

function liveBoard(ports: AdminPorts): LiveBoard {
  const { ledger, transfers, sessions, clock, log } = ports;
  const readCounters = async () => {
    const today = dayOf(clock.now());
    const { transfersToday, failedToday } = daySentence(await transfers.daily(today), today);
    const load = ports.streamhost.relays;
    return {
      transfersToday,
      failedToday,
      live: ledger.live().length,
      sessions: sessions.size,
      relay:
        load === undefined ? null : { ...load, maxBytesPerSecond: load.maxBytesPerSecond ?? null },
    };
  };
  return new LiveBoard(ledger, readCounters, clock, (error) =>
    log.error({ event: 'http.live_failure', err: error }, 'the live view failed'),
  );
}

function signInDesk(ports: AdminPorts): SignInDesk {
  return new SignInDesk({
    directory: ports.operatorDirectory,
    secondFactors: ports.secondFactors,
    audit: ports.audit,
    log: ports.log,
    countAttempt: (result) => ports.metrics.authAttempts.inc({ via: 'web', result }),
    now: () => ports.clock.now(),
  });
}

function providers(ports: AdminPorts, settings: AdminSettings): Provider[] {
  const now = () => ports.clock.now();
  return [
    { provide: ADMIN_PORTS, useValue: ports },
    { provide: ADMIN_SETTINGS, useValue: settings },
    {
      provide: OperatorSessions,
      useFactory: () =>
        new OperatorSessions(ports.operatorSessions, ports.operators, now, (error) =>
          ports.log.warn({ event: 'http.session_not_touched', err: error }, 'use not noted'),
        ),
    },
    {
      provide: OperatorCookie,
      useFactory: () => new OperatorCookie(secureCheck(settings.publicUrl)),
    },
    { provide: SignInDesk, useFactory: () => signInDesk(ports) },
    { provide: LiveBoard, useFactory: () => liveBoard(ports) },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: InputInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
}

/** The admin API over the server's parts. */
@Module({})
export class AdminApiModule {
  static register(ports: AdminPorts, settings: AdminSettings): DynamicModule {
    return {
      module: AdminApiModule,
      controllers: [
        // before the lists: /users/export is no user
        ExportsController,
        BulkController,
        OperatorsController,
        OverviewController,
        TransfersController,
        UploadsController,
        StorageController,
        StreamController,
        UsersController,
        HostsController,
        SessionsController,
        SecondFactorController,
        TeamController,
        KeysController,
        LinksController,
        ViewsController,
        AuditController,
        StatisticsController,
        SettingsController,
        AttachmentsController,
        ChecksController,
        HealthController,
        DocsController,
      ],
      providers: providers(ports, settings),
    };
  }
}
