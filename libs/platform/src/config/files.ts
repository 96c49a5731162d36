import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import type { ConfigProblem, Layer, LayerValue } from './layers.js';

export interface FileContent {
  readonly layer: Layer;
  readonly problems: readonly ConfigProblem[];
}

/** Every leaf of a mapping with its line; an empty section (`limits:`) counts as nothing. */
function* leaves(
  map: YAMLMap,
  path: readonly string[],
  where: (node: Node | null) => string,
): Generator<LayerValue> {
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    const value = pair.value as Node | null;
    if (isMap(value)) yield* leaves(value, [...path, key], where);
    else if (value !== null && !(isScalar(value) && value.value === null)) {
      yield {
        path: [...path, key],
        value: value.toJSON() as unknown,
        where: where(pair.key as Node),
      };
    }
  }
}

/** Reads one file's text; what is wrong with it is told with its lines. */
export function parseFile(file: string, text: string): FileContent {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const where = (node: Node | null) => `${file}:${lines.linePos(node?.range?.[0] ?? 0).line}`;
  const problems = document.errors.map((error) => ({
    message: error.message.split('\n')[0] ?? 'not valid YAML',
    where: `${file}:${lines.linePos(error.pos[0]).line}`,
    fix: 'mend the YAML there',
  }));
  const root = document.contents;
  if (problems.length === 0 && root !== null && !isMap(root)) {
    problems.push({
      message: 'the file does not hold settings',
      where: `${file}:1`,
      fix: 'write lines such as "dataDir: ./data"',
    });
  }
  const values = problems.length === 0 && isMap(root) ? [...leaves(root, [], where)] : [];
  return { layer: { source: 'file', folder: dirname(file), values }, problems };
}

function read(file: string): string | undefined | ConfigProblem {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const why = error instanceof Error ? error.message : String(error);
    return {
      message: `cannot read the settings: ${why}`,
      where: file,
      fix: 'check its permissions',
    };
  }
}

function dropInsOf(file: string): readonly string[] {
  const folder = join(dirname(file), `${basename(file).replace(/\.ya?ml$/, '')}.d`);
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The settings file and its drop-ins (`waybill.d/*.yml` beside `waybill.yml`), in order.
 * @param required the file was named, so it has to be there
 */
export function readFiles(
  file: string,
  required: boolean,
): { readonly layers: readonly Layer[]; readonly problems: readonly ConfigProblem[] } {
  const layers: Layer[] = [];
  const problems: ConfigProblem[] = [];
  for (const [index, name] of [file, ...dropInsOf(file)].entries()) {
    const text = read(name);
    if (typeof text === 'string') {
      const content = parseFile(name, text);
      layers.push(content.layer);
      problems.push(...content.problems);
    } else if (text !== undefined) {
      problems.push(text);
    } else if (index === 0 && required) {
      problems.push({
        message: 'there is no such settings file',
        where: name,
        fix: 'check the path after --config',
      });
    }
  }
  return { layers, problems };
}
