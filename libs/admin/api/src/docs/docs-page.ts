/** What the page needs of an OpenAPI document. */
export interface Described {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

interface DescribedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly 'x-access': string;
  readonly 'x-step-up'?: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: { readonly description?: string; readonly default?: unknown };
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Content }>
  >;
}

type Content = Readonly<Record<string, { readonly schema: unknown; readonly example?: unknown }>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? '');

/** The name of a referenced schema, as a link to it; any other schema as JSON. */
function schemaHtml(schema: unknown): string {
  const text = JSON.stringify(schema, undefined, 2);
  return escape(text).replace(
    /&quot;\$ref&quot;: &quot;#\/components\/schemas\/(\w+)&quot;/g,
    '<a href="#schema-$1">$1</a>',
  );
}

function exampleHtml(example: unknown): string {
  if (example === undefined) return '';
  return `<p>For example</p><pre>${escape(JSON.stringify(example, undefined, 2))}</pre>`;
}

function contentHtml(content: Content | undefined): string {
  return Object.entries(content ?? {})
    .map(
      ([type, { schema, example }]) =>
        `<code>${escape(type)}</code> <pre>${schemaHtml(schema)}</pre>${exampleHtml(example)}`,
    )
    .join('');
}

function parametersHtml(operation: DescribedOperation): string {
  if (operation.parameters.length === 0) return '';
  const rows = operation.parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><th scope="row"><code>${escape(name)}</code></th><td>${escape(place)}${required ? ', required' : ''}</td>` +
      `<td>${escape(schema.description ?? '')}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function operationHtml(path: string, method: string, operation: DescribedOperation): string {
  const answers = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<dt>${escape(status)}</dt><dd>${escape(description).replace(/\n/g, '<br>')}${contentHtml(content)}</dd>`,
  );
  const body = operation.requestBody;
  return `<section id="${escape(operation.operationId)}">
<h3><code>${escape(method.toUpperCase())} ${escape(path)}</code></h3>
<p>${escape(operation.summary)}. Needs: <code>${escape(operation['x-access'])}</code>${operation['x-step-up'] === true ? ', and a fresh proof of who asks' : ''}</p>
${parametersHtml(operation)}
${body === undefined ? '' : `<h4>Body</h4>${contentHtml(body.content)}`}
<details><summary>Answers</summary><dl>${answers.join('')}</dl></details>
</section>`;
}

/** The API's reference as one page of plain HTML: no script, nothing from elsewhere. */
export function docsPage(document: Described): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const groups = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    const html = own.map(({ path, method, operation }) => operationHtml(path, method, operation));
    return `<h2 id="tag-${escape(tag)}">${escape(tag)}</h2>${html.join('')}`;
  });
  const index = [
    ...tags.map((tag) => [`tag-${tag}`, tag] as const),
    ['schemas', 'Schemas'] as const,
  ];
  const links = index.map(([id, text]) => `<li><a href="#${escape(id)}">${escape(text)}</a></li>`);
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<section id="schema-${escape(name)}"><h3>${escape(name)}</h3><pre>${schemaHtml(schema)}</pre></section>`,
  );
  const { title, version, description } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="docs/style.css">
</head>
<body>
<header><a href="../">Waybill dashboard</a></header>
<nav aria-label="Parts"><ul>${links.join('')}</ul></nav>
<main>
<h1>${escape(title)} ${escape(version)}</h1>
<p>${escape(description)} The same as data: <a href="openapi.json">OpenAPI 3.1</a>.</p>
${groups.join('')}
<h2 id="schemas">Schemas</h2>
${schemas.join('')}
</main>
</body>
</html>
`;
}

/** The page's looks: the dashboard's colours, the fonts of the system. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --paper: #f7f5f0; --surface: #fff; --rule: #ddd8cc; --ink: #1c2321; --ink-2: #4c5551; --accent: #0b5d5a;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #0f1413; --surface: #151b1a; --rule: #2a3331; --ink: #e8ece9; --ink-2: #b3bcb8; --accent: #6fd0c6; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; background: var(--paper); color: var(--ink); }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
header { padding: 1rem 1.5rem 0; }
nav { padding: 0 1.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 1rem 0; padding: 0; }
nav a { display: inline-block; min-height: 1.5rem; }
main { padding: 0 1.5rem 4rem; min-width: 0; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0 0 0.25rem; overflow-wrap: anywhere; }
h4 { font-size: 0.875rem; margin: 0.75rem 0 0; }
p { margin: 0.25rem 0; max-width: 70ch; overflow-wrap: anywhere; }
section { background: var(--surface); border: 1px solid var(--rule); border-radius: 8px; padding: 0.75rem 1rem; margin: 0 0 0.75rem; overflow-x: auto; }
code, pre { font: 0.8125rem/1.45 ui-monospace, monospace; }
h3 code { font-size: 0.9375rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0.25rem 0; color: var(--ink-2); }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; margin: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--ink-2); font-weight: 600; }
summary { cursor: pointer; min-height: 1.5rem; margin-top: 0.25rem; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem 1rem; overflow-wrap: anywhere; }
@media (min-width: 60rem) {
  body { display: grid; grid-template-columns: 12rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-right: 0; }
  nav ul { display: block; }
  main { padding-top: 1rem; }
}
`;
