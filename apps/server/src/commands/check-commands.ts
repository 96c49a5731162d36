import { FINDING_AREAS, toFinding, type Finding, type FindingArea } from '@waybill/admin-api';
import { Assembly, type Logger } from '@waybill/routing';
import { ComponentLink } from '@waybill/stream';
import { parseListenAddress, type AttachConfig } from '@waybill/platform';
import { WAYBILL } from '../called-as.js';
import { checkComponent, checkProxy } from '../check/component-check.js';
import { ControlFault } from '../control/protocol.js';
import { readSecret } from '../modes/attached.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { withServer } from './session-commands.js';

const silent: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
};

/** Connects as the server would, once. */
async function tryOut(config: AttachConfig): Promise<readonly Finding[]> {
  const place = parseListenAddress(config.address);
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const link: ComponentLink = new ComponentLink({
    domain: config.domain,
    host: place?.host ?? '127.0.0.1',
    port: place?.port ?? 0,
    secret: () => readSecret(config),
    log: silent,
    onStanza: (stanza) => assembly.router.receiveOutside(stanza),
    onChange: ({ phase }) => {
      if (phase !== 'connecting') settle();
    },
  });
  const assembly = new Assembly({ log: silent, outward: link, replyTimeoutMs: 5_000 });
  assembly.mount({ domain: config.domain, accounts: false, features: [] });
  link.start();
  await settled;
  const { state } = link;
  const { router } = assembly;
  const now = Date.now();
  const findings = await checkComponent({ config, state, router, endpoints: undefined, now });
  link.stop();
  assembly.close();
  return findings;
}

function findingText({ area, check, subject, level, text, where, fix }: Finding): string {
  const word = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' }[level];
  const about = subject === undefined ? check : `${check} ${subject}`;
  const lines = [`${area.padEnd(10)} ${word} ${about}: ${text}`];
  if (level !== 'ok' && where !== undefined) lines.push(`                where: ${where}`);
  if (level !== 'ok' && fix !== undefined) lines.push(`                fix: ${fix}`);
  return lines.join('\n');
}

const counted = (number: number, word: string) =>
  `${String(number)} ${word}${number === 1 ? '' : 's'}`;

function tell(invocation: Invocation, findings: readonly Finding[]) {
  const problems = findings.filter(({ level }) => level === 'fail').length;
  const hints = findings.filter(({ level }) => level === 'warn').length;
  const verdict =
    problems + hints === 0
      ? 'All checks passed'
      : `${counted(problems, 'problem')}, ${counted(hints, 'hint')}`;
  const text = [...findings.map(findingText), verdict].join('\n');
  invocation.print({ findings: findings.map(toFinding) }, text);
  return problems === 0 ? EXIT.ok : EXIT.problem;
}

const isArea = (text: string): text is FindingArea => FINDING_AREAS.some((area) => area === text);

async function look(invocation: Invocation, areas: readonly FindingArea[] | undefined) {
  const loaded = invocation.config();
  if (loaded instanceof CommandFailure) return loaded;
  const { attach } = loaded.config;
  const outcome = await withServer(invocation, async (server) => {
    const found = await server.call('health.run', { areas });
    return found instanceof ControlFault
      ? CommandFailure.of(found)
      : tell(invocation, found.findings);
  });
  if (!(outcome instanceof CommandFailure) || outcome.exitCode !== EXIT.notRunning) return outcome;
  // without a server there is one thing left to try, and the rest to say
  if (areas?.includes('component') === false || attach.length === 0) return outcome;
  const findings = await Promise.all(attach.map(tryOut));
  return tell(invocation, [...findings.flat(), ...(await checkProxy(undefined))]);
}

export const check: Command = {
  words: 'check',
  operands: `[${FINDING_AREAS.join('|')}|all]`,
  arity: [0, 1],
  summary: 'Look at everything that can be wrong, and say what to change',
  details: [
    'Asks the running server; where none runs, host servers are tried as it would.',
    '"check component" also tells whether they take us and show us what passes; "check proxy" sends a real megabyte.',
    'Exit code 1 when something does not work; hints alone do not change it.',
  ].join('\n'),
  example: 'waybill check component',
  run: async (invocation) => {
    const [area = 'all'] = invocation.operands;
    if (area === 'all') return look(invocation, undefined);
    if (!isArea(area)) {
      return CommandFailure.usage(`expected one of ${FINDING_AREAS.join(', ')}, or all`);
    }
    if (area !== 'component') return look(invocation, [area]);
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return loaded;
    if (loaded.config.attach.length === 0) {
      const text = `nothing is attached: see "${WAYBILL} config snippet prosody" (or ejabberd)`;
      return new CommandFailure(EXIT.problem, text, 'not-attached');
    }
    // what a transfer over a component needs, to its end
    return look(invocation, ['clock', 'component', 'proxy']);
  },
};
