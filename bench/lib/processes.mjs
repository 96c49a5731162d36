// Process trees, as /proc shows them.
import { readdirSync, readFileSync } from 'node:fs';

/** `pid` and everything it started, directly or not. */
export function processTree(pid) {
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  for (const each of tree) tree.push(...(children.get(each) ?? []));
  return tree;
}

/** Proportional set size of a process tree in bytes: shared pages are counted once. */
export function memoryOf(pid) {
  let bytes = 0;
  for (const each of processTree(pid)) {
    const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${each}/smaps_rollup`));
    bytes += Number(pss?.[1] ?? 0) * 1024;
  }
  return bytes;
}

function parentOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // the name stands in parentheses and may hold anything
  const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return parent === undefined ? undefined : Number(parent);
}

/** Processes end while we look. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
