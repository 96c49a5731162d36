// Proves that lint sees a forbidden import: plants one in several packages, runs lint through Nx, wants each refused.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

const plants = [
  {
    project: '@waybill/domain',
    file: 'libs/domain/src/planted-import.ts',
    code: "export { openDatabase } from '@waybill/persistence';\n",
    rule: '@nx/enforce-module-boundaries',
  },
  {
    project: '@waybill/bytes',
    file: 'libs/bytes/src/planted-import.ts',
    code: "export { DataSource } from 'typeorm';\n",
    rule: 'no-restricted-imports',
  },
  {
    project: '@waybill/features',
    file: 'libs/xmpp/features/src/ping/planted-import.ts',
    code: "export { C2sListener } from '@waybill/stream';\nexport { x } from '../roster/x.js';\n",
    rule: '@nx/enforce-module-boundaries',
  },
  {
    project: '@waybill/routing',
    file: 'libs/xmpp/routing/src/planted-import.ts',
    code: "export { SaxesParser } from 'saxes';\n",
    rule: 'no-restricted-imports',
  },
];

const remove = () => plants.forEach(({ file }) => rmSync(file, { force: true }));
process.on('SIGINT', () => {
  remove();
  process.exit(130);
});

let failed = 0;
try {
  for (const { file, code } of plants) writeFileSync(file, code);
  const projects = plants.map(({ project }) => project).join(',');
  const run = spawnSync('npx', ['nx', 'run-many', '-t', 'lint', '-p', projects, '--skipNxCache'], {
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });
  const output = run.stdout + run.stderr;
  for (const { file, rule } of plants) {
    const after = output.slice(Math.max(0, output.indexOf(file)));
    const findings = output.includes(file) ? (after.split('✖')[0] ?? '') : '';
    if (run.status !== 0 && findings.includes(rule)) continue;
    failed += 1;
    console.error(`lint did not refuse the forbidden import planted in ${file} (${rule})`);
  }
  if (failed > 0) console.error(output);
} finally {
  remove();
}
console.log(
  `module boundaries: ${plants.length - failed} of ${plants.length} planted imports refused`,
);
process.exit(failed === 0 ? 0 : 1);
