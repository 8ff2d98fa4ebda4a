import { ConfigurationProblems } from './ConfigurationProblems';
import { readHistoryConfig } from './readHistoryConfig';

const DAY = 86_400_000;

function read(section?: unknown) {
  const problems = new ConfigurationProblems();
  const config = readHistoryConfig(section, problems);
  return { config, problems: problems.found };
}

describe('lucid.history', () => {
  it('keeps changes for two years, syncs for 90 days and totals for ten years unless told', () => {
    expect(read()).toEqual({
      config: {
        keepChanges: 730 * DAY,
        keepSyncs: 90 * DAY,
        keepDailyTotals: 3_650 * DAY,
        keepDailyDepartments: 365 * DAY,
      },
      problems: [],
    });
  });

  it.each([
    ['an object', { days: 100 }],
    ['ISO 8601', 'P100D'],
    ['short text', '100d'],
  ])('takes a duration as %s', (_, keepChanges) => {
    expect(read({ keepChanges })).toMatchObject({
      config: { keepChanges: 100 * DAY, keepSyncs: 90 * DAY },
      problems: [],
    });
  });

  it('lets nobody forget in days what others may not have seen', () => {
    expect(read({ keepChanges: { days: 30 } }).problems).toEqual([
      {
        key: 'lucid.history.keepChanges',
        message:
          'lucid.history.keepChanges must be a duration such as { years: 2 }, of 31 days at least.',
      },
    ]);
    expect(read({ keepChanges: { days: 31 } }).problems).toEqual([]);
  });

  it.each([
    ['no duration at all', { keepSyncs: 'for ever' }, 'keepSyncs'],
    ['nothing', { keepSyncs: null }, 'keepSyncs'],
    ['no time', { keepDailyTotals: { days: 0 } }, 'keepDailyTotals'],
    ['a number', { keepDailyDepartments: 30 }, 'keepDailyDepartments'],
    ['more than anybody lives', { keepSyncs: { years: 1000 } }, 'keepSyncs'],
  ])('says which key has %s', (_, section, key) => {
    expect(read(section).problems).toEqual([
      expect.objectContaining({ key: `lucid.history.${key}` }),
    ]);
  });

  it('names a key that there is not', () => {
    expect(read({ keepForever: true }).problems).toEqual([
      {
        key: 'lucid.history',
        message:
          'lucid.history may have the keys keepChanges, keepSyncs, keepDailyTotals, keepDailyDepartments, and no other.',
      },
    ]);
    expect(read('two years').problems).toHaveLength(1);
  });
});
