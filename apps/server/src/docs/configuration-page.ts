import { settings, variableName, type Setting } from '@waybill/platform';

const PAGE = `# Configuration

<!-- Written by \`node tools/docs.mjs\` from the schema. Do not edit. -->

Nothing has to be configured. What is given is taken in this order, the later one winning: defaults, \`waybill.yml\` in the
working directory (or the file after \`--config\`), the drop-ins \`waybill.d/*.yml\` beside it in order of their names, the
environment, \`--set key=value\` on the command line. An unknown key stops the start and names the key that was probably meant.
\`waybill config show\` prints every value and where it comes from; \`waybill config check\` checks without starting.

In the environment each key is \`WAYBILL_\` and its path, \`__\` between sections: \`limits.c2s.maxStanzaBytes\` is
\`${variableName('limits.c2s.maxStanzaBytes')}\`. With \`_FILE\` behind the name the value is read from that file. Lists are
separated by commas. Relative paths start at the folder of the file they are written in, elsewhere at the working directory.

`;

function fallbackText({ fallback }: Setting): string {
  if (fallback === undefined) return '';
  return `\`${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}\``;
}

/** The text of `docs/configuration.md`: every setting with its default. */
export function configurationPage(): string {
  const sections = new Map<string, Setting[]>();
  for (const setting of settings) {
    const name = setting.path.includes('.') ? setting.path.replace(/\.[^.]*$/, '') : '(top)';
    sections.set(name, [...(sections.get(name) ?? []), setting]);
  }
  const parts = [...sections].map(([name, members]) => {
    const rows = members.map(
      (one) =>
        `| \`${one.path.split('.').at(-1) ?? ''}\` | ${fallbackText(one)} | ${one.description}` +
        `${one.choices === undefined ? '' : ` (${one.choices.join(', ')})`} |`,
    );
    return `## ${name === '(top)' ? 'Top level' : `\`${name}\``}\n\n| Key | Default | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return PAGE + parts.join('\n');
}
