import { InputError } from '@backstage/errors';
import {
  CostHistoryQuery,
  HISTORY_KEYS,
  HistoryQuery,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { countDays } from '../time/calendar';

const MOST_DAYS = 3_653;

/** A day in a query. Those of centuries in which there is no Lucid help nobody. */
export const day = z.iso
  .date('must be a day such as 2031-12-31')
  .refine(
    value => value >= '2000-01-01' && value <= '2999-12-31',
    'must be in this millennium',
  );

const span = {
  account: queryText.optional(),
  from: day.optional(),
  to: day.optional(),
};

/** Query of `GET /history`. */
export const historyParameters: z.ZodType<HistoryQuery> = z.strictObject({
  ...span,
  by: z.enum(HISTORY_KEYS, `must be one of ${HISTORY_KEYS.join(', ')}`),
});

/** Query of `GET /costs/history`. */
export const costHistoryParameters: z.ZodType<CostHistoryQuery> =
  z.strictObject({
    ...span,
    interval: z.enum(['day', 'month'], 'must be day or month').optional(),
    by: z
      .enum(['total', 'licence', 'state'], 'must be total, licence or state')
      .optional(),
  });

/** Path of `GET /reports/:month`. */
export const reportParameters = z.object({
  month: z
    .string()
    .regex(/^2\d{3}-(0[1-9]|1[0-2])$/, 'must be a month such as 2031-12'),
});

/**
 * The days that are asked for; up to today unless told.
 *
 * @param defaultFrom - the first day, where only the last one is known
 * @throws InputError when they are in the wrong order, or too many
 */
export function daysAskedFor(
  given: { from?: string; to?: string },
  today: string,
  defaultFrom: (to: string) => string,
): { from: string; to: string } {
  const to = given.to ?? today;
  const from = given.from ?? defaultFrom(to);
  if (from > to) {
    throw new InputError(
      `Bad request: parameter "from": must not be after ${
        given.to === undefined ? 'today' : '"to"'
      }`,
    );
  }
  if (countDays(from, to) > MOST_DAYS) {
    throw new InputError(
      'Bad request: parameter "from": must not be more than ten years before "to"',
    );
  }
  return { from, to };
}
