import { ReadingTaskResult } from './readingTask';

/** One reading, beside plain paging through the same entities where that is the same work. */
export interface Row extends ReadingTaskResult {
  what: string;
  yardstick?: { milliseconds: number; stallMs: number; memoryMb: number };
}

/** Longest that the event loop may stand still. */
const MOST_STALL_MS = 50;

const COLUMNS = [
  'database',
  'what',
  'plain paging',
  'took',
  'ratio',
  `stall (at most ${MOST_STALL_MS})`,
  'its stall',
  'memory',
  'its memory',
  'rows written',
  '',
];

/** The head of a Markdown table. */
export function formatTitle(): string {
  return `${line(COLUMNS)}\n${line(COLUMNS.map(() => '---'))}`;
}

/** One measurement as a row of the table, and whether it met its target. */
export function formatRow(
  database: string,
  row: Row,
): { text: string; pass: boolean } {
  const { yardstick } = row;
  const pass = row.stallMs <= MOST_STALL_MS;
  return {
    pass,
    text: line([
      database,
      row.what,
      yardstick ? duration(yardstick.milliseconds) : '',
      duration(row.milliseconds),
      yardstick
        ? `${(row.milliseconds / yardstick.milliseconds).toFixed(2)} x`
        : '',
      `${row.stallMs.toFixed(0)} ms`,
      yardstick ? `${yardstick.stallMs.toFixed(0)} ms` : '',
      `${row.memoryMb.toFixed(0)} MB`,
      yardstick ? `${yardstick.memoryMb.toFixed(0)} MB` : '',
      row.rowsWritten.toLocaleString('en-GB'),
      pass ? 'PASS' : 'MISS',
    ]),
  };
}

function duration(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
