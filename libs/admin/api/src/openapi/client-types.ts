import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from './document.js';

const HEADER = `/* eslint-disable */
// Made from the OpenAPI document by \`npm run generate -w @waybill/admin-api\`; a test fails where it is stale.

`;

/**
 * The TypeScript source of the dashboard's types, for the file `target`. Only the generator and its test use this:
 * it needs development tools.
 */
export async function clientTypes(target: string): Promise<string> {
  // Version and examples are left out: types don't change with them.
  const tree = await openapiTS(openApiDocument('', false) as unknown as OpenAPI3, {
    exportType: true,
    immutable: true,
  });
  const style = (await resolveConfig(target)) ?? {};
  return format(HEADER + astToString(tree), { ...style, parser: 'typescript' });
}
