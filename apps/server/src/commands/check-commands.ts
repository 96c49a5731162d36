import { Assembly, type Logger } from '@waybill/routing';
import { ComponentLink } from '@waybill/stream';
import { parseListenAddress, type AttachConfig } from '@waybill/platform';
import type { CheckFinding } from '../control/contract.js';
import { ControlFault } from '../control/protocol.js';
import { readSecret } from '../modes/attached.js';
import { checkComponent } from '../wiring/component-check.js';
import { CommandFailure, EXIT, type Command, type Invocation } from './command.js';
import { withServer } from './session-commands.js';

const silent: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
};

/** Connects as the server would, once. */
async function tryOut(config: AttachConfig): Promise<readonly CheckFinding[]> {
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
  const findings = await checkComponent({ config, state, router, endpoints: undefined });
  link.stop();
  assembly.close();
  return findings;
}

function findingText({ domain, check, ok, text, fix }: CheckFinding): string {
  const line = `${check.padEnd(10)} ${ok ? 'ok  ' : 'FAIL'} ${domain}: ${text}`;
  return fix === undefined ? line : `${line}\n                fix: ${fix}`;
}

function tell(invocation: Invocation, findings: readonly CheckFinding[]) {
  const bad = findings.filter(({ ok }) => !ok).length;
  const verdict =
    bad === 0 ? 'All checks passed' : `${String(bad)} ${bad === 1 ? 'problem' : 'problems'}`;
  invocation.print({ findings }, [...findings.map(findingText), verdict].join('\n'));
  return bad === 0 ? EXIT.ok : EXIT.problem;
}

export const checkComponents: Command = {
  words: 'check component',
  arity: [0, 0],
  summary: 'Say whether attached host servers take us, show us and reach the relay',
  details: [
    'Asks the running server; where none runs, connects as it would.',
    'Exit code 1 when something does not work; each problem comes with what to change.',
  ].join('\n'),
  example: 'waybill check component',
  run: async (invocation) => {
    const loaded = invocation.config();
    if (loaded instanceof CommandFailure) return loaded;
    const { attach } = loaded.config;
    if (attach.length === 0) {
      const text = 'nothing is attached: see "waybill config snippet prosody" (or ejabberd)';
      return new CommandFailure(EXIT.problem, text, 'not-attached');
    }
    const outcome = await withServer(invocation, async (server) => {
      const found = await server.call('components.check', {});
      return found instanceof ControlFault
        ? CommandFailure.of(found)
        : tell(invocation, found.findings);
    });
    if (!(outcome instanceof CommandFailure) || outcome.exitCode !== EXIT.notRunning)
      return outcome;
    const findings = await Promise.all(attach.map(tryOut));
    return tell(invocation, findings.flat());
  },
};
