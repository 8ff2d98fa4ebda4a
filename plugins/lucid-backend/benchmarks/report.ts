import { Row, SyncKind } from './measureRow';

/** Most that a sync may take, in times of the yardstick, by latency in milliseconds. */
const TARGETS: Record<number, Record<SyncKind, number>> = {
  150: { empty: 1.15, unchanged: 1.1, '1 % changed': 1.12 },
  50: { empty: 1.25, unchanged: 1.2, '1 % changed': 1.22 },
  0: { empty: 3.5, unchanged: 2.5, '1 % changed': 2.6 },
};

/** Longest that the event loop may stand still. */
const STALL_TARGET_MS = 50;

/** Most memory above idle. */
const MEMORY_TARGET_MB = 150;

const COLUMNS = [
  'database',
  'latency',
  'conn.',
  'sync',
  'yardstick',
  'took',
  'ratio',
  'target',
  'stall',
  'memory',
  '',
];

/** The head of a Markdown table. */
export function formatTitle(): string {
  return `${line(COLUMNS)}\n${line(COLUMNS.map(() => '---'))}`;
}

/** One measurement as a row of the table, and whether it met all its targets. */
export function formatRow(
  database: string,
  condition: { latencyMs: number; connections: number },
  { kind, yardstickMs, sync }: Row,
): { text: string; pass: boolean } {
  const ratio = sync.milliseconds / yardstickMs;
  const target = TARGETS[condition.latencyMs][kind];
  const misses = [
    ratio > target && 'ratio',
    sync.stallMs > STALL_TARGET_MS && 'stall',
    sync.memoryMb > MEMORY_TARGET_MB && 'memory',
  ].filter(Boolean);
  return {
    pass: misses.length === 0,
    text: line([
      database,
      `${condition.latencyMs} ms`,
      String(condition.connections),
      kind,
      `${(yardstickMs / 1_000).toFixed(1)} s`,
      `${(sync.milliseconds / 1_000).toFixed(1)} s`,
      `${ratio.toFixed(2)} x`,
      `${target} x`,
      `${sync.stallMs.toFixed(0)} ms`,
      `${sync.memoryMb.toFixed(0)} MB`,
      misses.length === 0 ? 'PASS' : `MISS (${misses.join(', ')})`,
    ]),
  };
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
