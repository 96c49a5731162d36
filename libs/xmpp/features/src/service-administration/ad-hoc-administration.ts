import {
  decodeDiscoItems,
  decodeTime,
  formField,
  readCount,
  type CommandAnswer,
} from '@waybill/codecs';
import { Jid, NS, payload } from '@waybill/core';
import {
  HOST_COMMANDS,
  HostAdministration,
  HostFault,
  type HostCommand,
  type HostStatistics,
} from '@waybill/domain';
import { CommandCaller, type Answers, type CallerParts } from './command-caller.js';

const LISTS = {
  registered: ['get-registered-users-list', 'registereduserjids'],
  disabled: ['get-disabled-users-list', 'disableduserjids'],
  online: ['get-online-users-list', 'onlineuserjids'],
} as const;

/** The accounts of a virtual host, administered by ad-hoc commands. @see XEP-0133 */
export class AdHocAdministration extends HostAdministration {
  private readonly caller: CommandCaller;
  readonly host: string;

  constructor(parts: CallerParts) {
    super();
    this.host = parts.to.domain;
    this.caller = new CommandCaller(parts);
  }

  override async commands(): Promise<ReadonlySet<HostCommand> | HostFault> {
    const reply = await this.caller.ask(payload('query', NS.discoItems, { node: NS.commands }));
    if (reply instanceof HostFault) {
      if (reply.limit !== 'not-offered') return reply;
      return new HostFault('host-cannot', `${this.host} knows no ad-hoc commands`, 'no-commands');
    }
    const query = reply.child(NS.discoItems, 'query');
    const nodes = new Set(query && decodeDiscoItems(query).items.map(({ node }) => node));
    const known = HOST_COMMANDS.filter((one) => nodes.has(`${NS.serviceAdministration}#${one}`));
    if (known.length > 0) return new Set(known);
    const text = `${this.host} offers us no command of an administrator`;
    return new HostFault('host-cannot', text, 'no-rights');
  }

  override add(jid: string, password: string) {
    // ejabberd crashes where the two differ, or one is missing
    return this.change('add-user', jid, { password: [password], 'password-verify': [password] });
  }

  override remove(jid: string) {
    return this.change('delete-user', jid);
  }

  override setPassword(jid: string, password: string) {
    return this.change('change-user-password', jid, { password: [password] });
  }

  override disable(jid: string) {
    return this.change('disable-user', jid);
  }

  override enable(jid: string) {
    return this.change('reenable-user', jid);
  }

  override endSessions(jid: string) {
    return this.change('end-user-session', jid);
  }

  override async statistics(jid: string): Promise<HostStatistics | HostFault> {
    const answer = await this.caller.run('user-stats', naming(jid));
    if (answer instanceof HostFault) return answer;
    return {
      rosterSize: readCount(valuesOf(answer, 'rostersize')[0]),
      resources: valuesOf(answer, 'onlineresources'),
      addresses: valuesOf(answer, 'ipaddresses'),
    };
  }

  override async lastSeen(jid: string): Promise<number | undefined | HostFault> {
    const answer = await this.caller.run('get-user-lastlogin', naming(jid));
    if (answer instanceof HostFault) return answer;
    const [text = ''] = valuesOf(answer, 'lastlogin');
    if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return instantOf(text);
    // ejabberd writes its own wall clock; what it is there, it says elsewhere
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
    const reply = await this.caller.ask(payload('time', NS.time));
    const time = reply instanceof HostFault ? undefined : reply.child(NS.time, 'time');
    const zone = time && decodeTime(time)?.offsetMinutes;
    const there = instantOf(`${text.replace(' ', 'T')}Z`);
    return zone === undefined || there === undefined ? undefined : there - zone * 60_000;
  }

  override async list(
    which: 'registered' | 'disabled' | 'online',
  ): Promise<readonly string[] | HostFault> {
    const [command, field] = LISTS[which];
    const answer = await this.caller.run(command, {});
    if (answer instanceof HostFault) return answer;
    return valuesOf(answer, field).flatMap((text) => {
      const jid = Jid.parse(text);
      return jid instanceof Jid && jid.domain === this.host ? [jid.bare] : [];
    });
  }

  override async count(): Promise<number | HostFault> {
    const answer = await this.caller.run('get-registered-users-num', {});
    if (answer instanceof HostFault) return answer;
    const count = readCount(valuesOf(answer, 'registeredusersnum')[0]);
    return count ?? new HostFault('host-refused', `${this.host} answered no number`);
  }

  private async change(
    command: HostCommand,
    jid: string,
    more: Answers = {},
  ): Promise<HostFault | undefined> {
    const answer = await this.caller.run(command, { ...naming(jid), ...more });
    if (answer instanceof HostFault) return answer;
    // Prosody lists who was not found in a note that is no error
    const failed = answer.notes.find(({ text }) => /could not be/i.test(text));
    return failed && new HostFault('not-found', 'there is no such account');
  }
}

/** The account under both names that forms have for it. */
const naming = (jid: string): Answers => ({ accountjid: [jid], accountjids: [jid] });

/** A field's values: ejabberd sends one a value, Prosody several in one. */
function valuesOf({ form }: CommandAnswer, name: string): readonly string[] {
  const values = (form && formField(form, name)?.values) ?? [];
  return values.flatMap((value) => value.split('\n')).filter((value) => value !== '');
}

function instantOf(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
