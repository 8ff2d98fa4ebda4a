import { z } from 'zod';
import { ConfigurationProblems } from './ConfigurationProblems';
import { HistoryConfig } from './HistoryConfig';
import { durationSchema } from './durationSchema';

const DAY = 24 * 60 * 60_000;
const YEAR = 365 * DAY;

const DEFAULTS: HistoryConfig = {
  keepChanges: 2 * YEAR,
  keepSyncs: 90 * DAY,
  keepDailyTotals: 10 * YEAR,
  keepDailyDepartments: YEAR,
};

// A month at least, since whoever has departed is forgotten with the changes, and
// nobody may have missed that by then.
const LEAST_CHANGES = 31 * DAY;

const MOST = 100 * YEAR;

const historySchema = z.strictObject(
  {
    keepChanges: durationSchema('{ years: 2 }, of 31 days at least', {
      least: LEAST_CHANGES,
      most: MOST,
    }).optional(),
    keepSyncs: durationSchema('{ days: 90 }, of a day at least', {
      least: DAY,
      most: MOST,
    }).optional(),
    keepDailyTotals: durationSchema('{ years: 10 }, of 31 days at least', {
      least: 31 * DAY,
      most: MOST,
    }).optional(),
    keepDailyDepartments: durationSchema('{ years: 1 }, of a day at least', {
      least: DAY,
      most: MOST,
    }).optional(),
  },
  `may have the keys ${Object.keys(DEFAULTS).join(', ')}, and no other`,
);

/** Reads `lucid.history`. What is wrong is noted. */
export function readHistoryConfig(
  section: unknown,
  problems: ConfigurationProblems,
): HistoryConfig {
  const result = historySchema.safeParse(section ?? {});
  if (!result.success) {
    for (const { path, message } of result.error.issues) {
      problems.add(['lucid.history', ...path].join('.'), `${message}.`);
    }
    return DEFAULTS;
  }
  return { ...DEFAULTS, ...result.data };
}
