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
    return `<h2>${escape(tag)}</h2>${html.join('')}`;
  });
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
<link rel="stylesheet" href="docs/style.css">
</head>
<body>
<main>
<h1>${escape(title)} ${escape(version)}</h1>
<p>${escape(description)} The same as data: <a href="openapi.json">OpenAPI 3.1</a>.</p>
${groups.join('')}
<h2>Schemas</h2>
${schemas.join('')}
</main>
</body>
</html>
`;
}

/** The page's looks. */
export const DOCS_STYLE = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid; padding: 0.5rem 0; }
code, pre { font: 0.875rem/1.4 ui-monospace, monospace; }
pre { overflow-x: auto; margin: 0.25rem 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.125rem 0.75rem 0.125rem 0; }
dt { font-weight: 600; }
`;
