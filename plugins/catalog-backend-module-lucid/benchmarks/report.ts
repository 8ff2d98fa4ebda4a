/** One thing that was measured, beside what it is held against. */
export interface Finding {
  what: string;
  measured: string;
  /** What it is compared with, measured in the same run. */
  against?: string;
  /** Measured, in times of what it is compared with, or as it is. */
  value: number;
  /** Most that `value` may be; absent where there is no target. */
  target?: number;
  unit: string;
}

const COLUMNS = [
  'database',
  'what',
  'measured',
  'against',
  'value',
  'target',
  '',
];

/** The head of a Markdown table. */
export function formatTitle(): string {
  return `${line(COLUMNS)}\n${line(COLUMNS.map(() => '---'))}`;
}

/** One finding as a row of the table. */
export function formatFinding(database: string, finding: Finding): string {
  const { what, measured, against, value, target, unit } = finding;
  return line([
    database,
    what,
    measured,
    against ?? '',
    inUnit(value, unit),
    target === undefined ? '' : inUnit(target, unit),
    verdict(finding),
  ]);
}

/** Whether a finding meets its target, where it has one. */
export function verdict({ value, target }: Finding): 'PASS' | 'MISS' | '' {
  if (target === undefined) {
    return '';
  }
  return value <= target ? 'PASS' : 'MISS';
}

/** Milliseconds as seconds, ready to read. */
export function seconds(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${(milliseconds / 1_000).toFixed(2)} s`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function inUnit(value: number, unit: string): string {
  const number = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return unit === '' ? number : `${number} ${unit}`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
