// Medians of the rounds, and the ratio of the first server to each other one, as a Markdown table.

const LABELS = {
  cpu_s_per_100k: 'CPU s per 100,000 stanzas',
  delivered_per_s: 'delivered/s',
  p99_ms: '99th percentile, ms',
  errors: 'errors',
  kb_per_session: 'KB per session',
  base_mb: 'MB before',
  cpu_ms_per_login: 'CPU ms per login',
  logins_per_s: 'logins/s',
  cpu_s_per_gb: 'CPU s per GB',
  gb_per_s: 'GB/s',
  cpu_s_per_1k: 'CPU s per 1,000 transfers',
  transfers_per_s: 'transfers/s',
  lost: 'lost',
  cpu_s_per_1k_slots: 'CPU s per 1,000 slots',
  slots_per_s: 'slots/s',
  cpu_s_per_1k_files: 'CPU s per 1,000 files',
  files_per_s: 'files/s',
  peak_mb: 'MB at most',
  end_mb: 'MB at the end',
  kb_per_transfer: 'KB per transfer',
  idle_p99_ms: '99th percentile without transfers, ms',
  p99_more_ms: 'more with transfers, ms',
};

export function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One case as a table: a row a figure, a column a server, then the ratios of round to round. */
export function table({ title, figures, rounds }) {
  const names = Object.keys(rounds);
  const [first, ...others] = names;
  const head = [title, ...names, ...others.map((other) => `${first} / ${other}`)];
  const rows = figures.map((figure) => [
    LABELS[figure] ?? figure,
    ...names.map((name) => shown(median(rounds[name].map((round) => round[figure])))),
    ...others.map((other) => shown(ratio(rounds[first], rounds[other], figure))),
  ]);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line), ''].join('\n');
}

function ratio(ours, theirs, figure) {
  return median(
    ours.map((round, index) =>
      theirs[index]?.[figure] ? round[figure] / theirs[index][figure] : undefined,
    ),
  );
}

function shown(value) {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
