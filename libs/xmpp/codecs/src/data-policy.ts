/** XEP-0504: Data Policy, version 0.1.0. */
import { NS } from '@waybill/core';
import { formField, type DataForm, type FormField } from './data-forms.js';

/** How long something is kept, in hours. */
export type RetentionHours = number | 'infinite' | 'unknown';

/** Who can reach people's data beside themselves. @see XEP-0504 §3.9 */
export type AccessParty =
  | 'admins'
  | 'moderators'
  | 'organization_member'
  | 'government'
  | 'advertisers'
  | 'partners'
  | 'none';

/** What a service does with what is entrusted to it. What is left out is not told. */
export interface DataPolicy {
  readonly authData?: 'no_auth' | 'plain' | 'hidden' | 'restricted' | undefined;
  /** The longest that files are kept; 0: not at all. */
  readonly retention?: RetentionHours | undefined;
  /** Whether people can delete what they stored. */
  readonly deletion?: boolean | undefined;
  readonly encryptionAtRest?: boolean | undefined;
  /** Whether people can take all of their data with them. */
  readonly export?: boolean | undefined;
  readonly access?: readonly AccessParty[] | undefined;
  readonly fullErasure?: boolean | undefined;
  /** A URI. */
  readonly termsOfService?: string | undefined;
  /** Sentences for people. */
  readonly extra?: readonly string[] | undefined;
}

const AUTH_DATA = ['no_auth', 'plain', 'hidden', 'restricted'] as const;
const PARTIES: readonly AccessParty[] = [
  'admins',
  'moderators',
  'organization_member',
  'government',
  'advertisers',
  'partners',
  'none',
];

/** The form that stands in a disco#info answer. @see XEP-0504 §3 */
export function dataPolicyForm(policy: DataPolicy): DataForm {
  const fields: FormField[] = [
    { var: 'FORM_TYPE', type: 'hidden', values: [NS.dataPolicy], options: [] },
  ];
  const add = (name: string, type: string, values: readonly string[] | undefined) => {
    if (values !== undefined) fields.push({ var: name, type, values, options: [] });
  };
  const one = (value: string | number | boolean | undefined) =>
    value === undefined ? undefined : [String(value)];
  add('auth_data', 'list-single', one(policy.authData));
  add('data_retention', 'text-single', one(policy.retention));
  add('data_deletion', 'boolean', one(policy.deletion));
  add('encryption_at_rest', 'boolean', one(policy.encryptionAtRest));
  add('tos', 'text-single', one(policy.termsOfService));
  add('data_export', 'boolean', one(policy.export));
  add('access_policy', 'list-multi', policy.access);
  add('full_erasure', 'boolean', one(policy.fullErasure));
  add('extra_info', 'text-multi', policy.extra);
  return { type: 'result', fields };
}

/** Reads such a form; values that the XEP does not know are left out. @see XEP-0504 §3 */
export function readDataPolicy(form: DataForm): DataPolicy {
  const text = (name: string) => formField(form, name)?.values[0];
  const bool = (name: string) => readBoolean(text(name));
  const authData = AUTH_DATA.find((known) => known === text('auth_data'));
  const access = formField(form, 'access_policy')?.values.flatMap(
    (value) => PARTIES.find((known) => known === value) ?? [],
  );
  const all = {
    authData,
    retention: readRetention(text('data_retention')),
    deletion: bool('data_deletion'),
    encryptionAtRest: bool('encryption_at_rest'),
    termsOfService: text('tos'),
    export: bool('data_export'),
    access,
    fullErasure: bool('full_erasure'),
    extra: formField(form, 'extra_info')?.values,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function readRetention(text: string | undefined): RetentionHours | undefined {
  if (text === 'infinite' || text === 'unknown') return text;
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** XEP-0004 §3.3: a boolean has four ways to be written. */
function readBoolean(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
