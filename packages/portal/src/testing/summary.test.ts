import { summaryOf } from './summary';

describe('summaryOf', () => {
  it('ends with the totals of all suites in one line', () => {
    const lines = summaryOf([
      { name: 'plugins/a', passed: 3, failed: 0, skipped: 0 },
      { name: 'end-to-end', passed: 4, failed: 1, skipped: 0 },
    ]).split('\n');

    expect(lines.at(-1)).toBe('7 passed, 1 failed');
  });

  it('says loudly what was skipped', () => {
    const summary = summaryOf([
      { name: 'plugins/a', passed: 3, failed: 0, skipped: 2 },
    ]);

    expect(summary).toContain('SKIPPED: 2 of plugins/a did not run');
    expect(summary.endsWith('3 passed, 0 failed, 2 skipped')).toBe(true);
  });
});
