import { Row, SyncKind } from './measureRow';

/** What one row is measured against; what is left out has no target in it. */
export interface Targets {
  /** Most that a sync may take, in times of the yardstick. */
  ratio?: number;
  /** Longest that the event loop may stand still. */
  stallMs?: number;
  /** Most memory above idle. */
  memoryMb?: number;
}

/** By latency in milliseconds. */
const RATIOS: Record<number, Record<SyncKind, number>> = {
  150: { empty: 1.15, unchanged: 1.1, '1 % changed': 1.12 },
  50: { empty: 1.25, unchanged: 1.2, '1 % changed': 1.22 },
  0: { empty: 3.5, unchanged: 2.5, '1 % changed': 2.6 },
};

/** The targets for accounts of up to 100,000 users. */
export function targetsOf(latencyMs: number, kind: SyncKind): Targets {
  return { ratio: RATIOS[latencyMs][kind], stallMs: 50, memoryMb: 150 };
}

const COLUMNS = [
  'database',
  'users',
  'latency',
  'conn.',
  'sync',
  'yardstick',
  'took',
  'ratio (at most)',
  'stall (at most)',
  'memory (at most)',
  'yardstick’s memory',
  '',
];

/** The head of a Markdown table. */
export function formatTitle(): string {
  return `${line(COLUMNS)}\n${line(COLUMNS.map(() => '---'))}`;
}

/** One measurement as a row of the table, and whether it met all its targets. */
export function formatRow(
  database: string,
  condition: { users: number; latencyMs: number; connections: number },
  { kind, yardstick, sync }: Row,
  targets: Targets,
): { text: string; pass: boolean } {
  const ratio = sync.milliseconds / yardstick.milliseconds;
  const misses = [
    ratio > (targets.ratio ?? Infinity) && 'ratio',
    sync.stallMs > (targets.stallMs ?? Infinity) && 'stall',
    sync.memoryMb > (targets.memoryMb ?? Infinity) && 'memory',
  ].filter(Boolean);
  return {
    pass: misses.length === 0,
    text: line([
      database,
      condition.users.toLocaleString('en-GB'),
      `${condition.latencyMs} ms`,
      String(condition.connections),
      kind,
      `${(yardstick.milliseconds / 1_000).toFixed(1)} s`,
      `${(sync.milliseconds / 1_000).toFixed(1)} s`,
      beside(`${ratio.toFixed(2)} x`, targets.ratio),
      beside(`${sync.stallMs.toFixed(0)} ms`, targets.stallMs),
      beside(`${sync.memoryMb.toFixed(0)} MB`, targets.memoryMb),
      `${yardstick.memoryMb.toFixed(0)} MB`,
      misses.length === 0 ? 'PASS' : `MISS (${misses.join(', ')})`,
    ]),
  };
}

function beside(measured: string, target: number | undefined): string {
  return target === undefined
    ? measured
    : `${measured} (${Number(target.toFixed(2))})`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
