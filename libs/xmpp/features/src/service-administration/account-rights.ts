import { HostFault, type HostAdministration, type HostCommand } from '@waybill/domain';

/** What a check of the rights found. */
export interface RightsFinding {
  readonly ok: boolean;
  readonly text: string;
  /** A line to paste. */
  readonly fix?: string;
}

/** What no account page can do without. */
const MANAGED_THERE: readonly HostCommand[] = ['add-user', 'delete-user', 'change-user-password'];
/** Where the accounts are kept here, the host server only ends sessions. */
export const RIGHTS_OVER_SESSIONS: readonly HostCommand[] = ['end-user-session'];

/**
 * Whether the host server lets us administer the accounts of a virtual host.
 * @param domain of our component
 * @param needed commands that it has to offer
 */
export async function checkAccountRights(
  administration: Pick<HostAdministration, 'host' | 'commands'>,
  server: 'prosody' | 'ejabberd',
  domain: string,
  needed: readonly HostCommand[] = MANAGED_THERE,
): Promise<RightsFinding> {
  const { host } = administration;
  const commands = await administration.commands();
  if (commands instanceof HostFault) {
    return { ok: false, text: commands.text, fix: fixFor(server, host, domain) };
  }
  const lacking = needed.filter((one) => !commands.has(one));
  if (lacking.length > 0) {
    const text = `${host} does not offer: ${lacking.join(', ')}`;
    return { ok: false, text, fix: fixFor(server, host, domain) };
  }
  return { ok: true, text: `${host} lets us administer accounts by ${commands.size} commands` };
}

function fixFor(server: 'prosody' | 'ejabberd', host: string, domain: string): string {
  return server === 'prosody'
    ? `in VirtualHost "${host}": admins = { "${domain}" }, and "admin_adhoc" in modules_enabled`
    : `acl: { waybill: { server: "${domain}" } }; append_host_config: { "${host}": { access_rules: ` +
        '{ configure: [{ allow: waybill }, { allow: admin }] } } }; modules: { mod_adhoc: {}, mod_configure: {} }';
}
