import { Cost } from './measured';
import { ReadingTaskResult } from './readingTask';

/** One reading, beside plain paging through the same entities where that is the same work. */
export interface Row extends ReadingTaskResult {
  what: string;
  yardstick?: Cost;
}

/** Longest that the event loop may stand still. */
const MOST_STALL_MS = 50;

const COLUMNS = [
  'database',
  'what',
  'plain paging',
  'took',
  'ratio',
  'processor, paging',
  'stall (at most), paging',
  'memory, paging',
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
      beside(duration(row.processorMs), yardstick?.processorMs, duration),
      beside(
        `${row.stallMs.toFixed(0)} ms (${MOST_STALL_MS})`,
        yardstick?.stallMs,
        duration,
      ),
      beside(megabytes(row.memoryMb), yardstick?.memoryMb, megabytes),
      row.rowsWritten.toLocaleString('en-GB'),
      pass ? 'PASS' : 'MISS',
    ]),
  };
}

/** What it cost, and what plain paging did. */
function beside(
  measured: string,
  yardstick: number | undefined,
  format: (value: number) => string,
): string {
  return yardstick === undefined
    ? measured
    : `${measured}, ${format(yardstick)}`;
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
