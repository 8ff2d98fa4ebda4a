import { TestCounts } from './TestSuite';

/** All counts added up. */
export function addUp(counts: TestCounts[]): TestCounts {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    counts.reduce((total, it) => total + it[key], 0);
  return {
    name: 'all',
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
  };
}

/**
 * What a person and a machine read at the end of a run: a table, what was
 * skipped in words that cannot be missed, and the totals in one line.
 */
export function summaryOf(counts: TestCounts[]): string {
  const total = addUp(counts);
  const width = Math.max(...counts.map(it => it.name.length));
  const rows = counts.map(
    it =>
      `  ${it.name.padEnd(width)}  ${[it.passed, it.failed, it.skipped]
        .map(count => String(count).padStart(7))
        .join('  ')}`,
  );
  const skipped = counts.filter(it => it.skipped > 0);
  return [
    '',
    `  ${''.padEnd(width)}   passed   failed  skipped`,
    ...rows,
    '',
    ...skipped.map(it => `SKIPPED: ${it.skipped} of ${it.name} did not run`),
    `${total.passed} passed, ${total.failed} failed${
      total.skipped > 0 ? `, ${total.skipped} skipped` : ''
    }`,
  ].join('\n');
}
