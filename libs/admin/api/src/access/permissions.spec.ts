import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_SCOPES, PERMISSIONS, type KeyScope, type OperatorRole } from '@waybill/domain';
import { ALL_ENDPOINTS } from '../contract/all.js';
import type { Endpoint } from '../contract/endpoint.js';
import { AdminFixture } from '../testing/admin-fixture.js';

const ROLES = ['owner', 'admin', 'auditor', 'helpdesk'] as const;
type Asker = OperatorRole | 'nobody';

const everybody = ['nobody', ...ROLES] as const;
const people = ['owner', 'admin', 'helpdesk'] as const;

/** Who may call what: written down by hand, so that a change of the code alone doesn't change it. */
const TABLE: Readonly<Record<string, readonly Asker[]>> = {
  getSession: everybody,
  setup: everybody,
  login: everybody,
  logout: ROLES,
  getAccount: ROLES,
  changeOwnPassword: ROLES,
  listOwnSessions: ROLES,
  endOwnSession: ROLES,
  getOverview: ROLES,
  listTransfers: ROLES,
  getTransfer: ROLES,
  getTransferFacets: ROLES,
  cancelTransfer: people,
  listUploads: ROLES,
  getUpload: ROLES,
  deleteUpload: ['owner', 'admin'],
  getStorage: ROLES,
  listStorageAccounts: people,
  getUploadRetention: ROLES,
  setUploadRetention: ['owner'],
  previewUploadRetention: ['owner'],
  listLive: ROLES,
  stream: ROLES,
  listUsers: people,
  listHosts: people,
  endUserSessions: people,
  addUser: people,
  getUser: people,
  patchUser: people,
  deleteUser: ['owner', 'admin'],
  setUserPassword: people,
  lockUser: people,
  unlockUser: people,
  enableLegacySignIn: people,
  disableLegacySignIn: people,
  listSignIns: people,
  listSessions: people,
  endSession: people,
  endSessions: people,
  prove: ROLES,
  getSecondFactor: ROLES,
  enrolSecondFactor: ROLES,
  confirmSecondFactor: ROLES,
  turnOffSecondFactor: ROLES,
  listSavedViews: ROLES,
  createSavedView: ROLES,
  deleteSavedView: ROLES,
  listOperators: ['owner'],
  createOperator: ['owner'],
  patchOperator: ['owner'],
  lockOperator: ['owner'],
  unlockOperator: ['owner'],
  deleteOperator: ['owner'],
  createOperatorResetLink: ['owner'],
  turnOffOperatorSecondFactor: ['owner'],
  listOperatorSessions: ['owner'],
  endOperatorSession: ['owner'],
  listKeys: ['owner'],
  createKey: ['owner'],
  revokeKey: ['owner'],
  listInvites: people,
  createInvite: people,
  revokeInvite: people,
  createUserResetLink: people,
  checkLink: everybody,
  join: everybody,
  reset: everybody,
  listAudit: ['owner', 'admin', 'auditor'],
  getAuditState: ['owner', 'auditor'],
  verifyAudit: ['owner', 'auditor'],
  exportAudit: ['owner', 'auditor'],
  exportTransfers: ['owner', 'admin', 'auditor'],
  exportUsers: ['owner', 'admin'],
  exportSignIns: ['owner', 'admin'],
  getStatistics: ROLES,
  listRelatedTransfers: ROLES,
  getUserActivity: people,
  getUserRoster: people,
  getUserFacets: people,
  changeUsers: people,
  deleteUsers: ['owner', 'admin'],
  importUsers: people,
  listSettings: ['owner'],
  previewTransferRetention: ['owner'],
  listAttachments: ['owner', 'admin', 'auditor'],
  addAttachment: ['owner'],
  patchAttachment: ['owner'],
  removeAttachment: ['owner'],
  getAttachmentSnippet: ['owner'],
  checkAttachment: ['owner', 'admin'],
  getHealth: ROLES,
  runChecks: ['owner', 'admin'],
  testTransfer: ['owner', 'admin'],
};

const pathOf = ({ path }: Endpoint) =>
  path
    .replace('{jid}', 'nobody%40example.org')
    .replace('{id}', 'nothing')
    .replace('{session}', 'nothing')
    .replace('{domain}', 'nothing.example.org');

describe('permissions', () => {
  let fixture: AdminFixture;
  beforeAll(async () => {
    fixture = await AdminFixture.start();
    for (const role of ROLES) await fixture.cookieOf(role);
  });
  afterAll(() => fixture.stop());

  it('are decided for every endpoint there is', () => {
    expect(ALL_ENDPOINTS.map(({ id }) => id).sort()).toEqual(Object.keys(TABLE).sort());
  });

  it('open something, each of them', () => {
    const opening = new Set<string>(ALL_ENDPOINTS.flatMap(({ access }) => access));
    const idle = PERMISSIONS.filter((one) => !opening.has(one));
    // no endpoint of its own: what the others show of file names
    expect(idle).toEqual(['transfers:names']);
  });

  // a guarded handler is reached exactly when the answer is neither 401 not-signed-in nor 403 not-permitted
  const outcome = async (asker: Asker, method: string, endpoint: Endpoint) => {
    const call = await fixture.as(asker);
    const sent = call(method, pathOf(endpoint));
    const answer = await (['get', 'head'].includes(method) ? sent : sent.send({}));
    const { type } = answer.body as { type?: string };
    // HEAD has no body to tell the problem by
    if (
      answer.status === 401 &&
      (type ?? 'urn:waybill:problem:not-signed-in').endsWith('not-signed-in')
    ) {
      return 'not-signed-in';
    }
    if (answer.status === 403) return 'not-permitted';
    return 'reached';
  };

  for (const endpoint of ALL_ENDPOINTS) {
    const allowed = TABLE[endpoint.id] ?? [];
    for (const asker of everybody) {
      const expected = allowed.includes(asker)
        ? 'reached'
        : asker === 'nobody'
          ? 'not-signed-in'
          : 'not-permitted';
      const methods =
        endpoint.method === 'get'
          ? [...(endpoint.answerType === undefined ? ['get'] : []), 'head']
          : [endpoint.method];
      // logging out would end the session that the other cases use
      if (endpoint.id === 'logout' && asker !== 'nobody') continue;
      for (const method of methods) {
        it(`${method} ${endpoint.path}: ${expected} for ${asker}`, async () => {
          expect(await outcome(asker, method, endpoint)).toBe(expected);
        });
      }
    }
  }

  describe('by key', () => {
    const keyWith = async (scopes: readonly KeyScope[]) => {
      const root = { kind: 'operator', name: 'root' } as const;
      const made = await fixture.parts.keys.make({ name: 'robot', scopes, expiresInDays: 1 }, root);
      if (!('secret' in made)) throw new Error(made.text);
      return made;
    };
    const refusalOf = async (scopes: readonly KeyScope[], endpoint: Endpoint) => {
      const { secret, key } = await keyWith(scopes);
      const sent = fixture
        .bare(endpoint.method, `/api/v1${pathOf(endpoint)}`)
        .set('Authorization', `Bearer ${secret}`);
      const answer = await (endpoint.method === 'get' ? sent : sent.send({}));
      await fixture.parts.keys.revoke(key.id, { kind: 'command-line' });
      const { type, permission } = answer.body as { type?: string; permission?: string };
      return type?.endsWith(':not-permitted') === true ? { permission } : undefined;
    };
    const isScope = (one: string): one is KeyScope => KEY_SCOPES.some((scope) => scope === one);

    for (const endpoint of ALL_ENDPOINTS) {
      // an open stream would never end the request; whom it is for is asked above, with people's sessions
      if (endpoint.access === 'public' || endpoint.answerType === 'text/event-stream') continue;
      const needs: readonly string[] = [endpoint.access].flat();
      const scopes = needs.filter(isScope);
      it(`${endpoint.method} ${endpoint.path}: opened by ${scopes.join(', ') || 'no scope'} alone`, async () => {
        const others = KEY_SCOPES.filter((scope) => !scopes.includes(scope));
        const isForPeople = endpoint.access === 'signed-in';
        expect(await refusalOf(others, endpoint)).toEqual({
          permission: isForPeople ? undefined : needs.join(' or '),
        });
        for (const scope of scopes) expect(await refusalOf([scope], endpoint)).toBeUndefined();
      });
    }
  });

  it('refuses a session whose operator is gone', async () => {
    const id = await fixture.addOperator('owner', 'leaver');
    const cookie = await fixture.signIn('leaver');
    fixture.parts.operators.rows.delete(id);
    await fixture.bare('GET', '/api/v1/users').set('Cookie', cookie).expect(401);
  });

  it('follows a change of role at the next request', async () => {
    const id = await fixture.addOperator('owner', 'changer');
    const cookie = await fixture.signIn('changer');
    const row = fixture.parts.operators.rows.get(id);
    if (row !== undefined) row.operator = { ...row.operator, role: 'auditor' };
    await fixture.bare('GET', '/api/v1/users').set('Cookie', cookie).expect(403);
  });
});
