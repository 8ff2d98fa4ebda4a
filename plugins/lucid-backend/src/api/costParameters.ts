import { COST_KEYS, CostShareQuery } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { cursor, limit } from './parameters';

/** Query of `GET /costs`. */
export const costParameters = z.strictObject({
  account: queryText.optional(),
});

/** Query of `GET /costs/shares`; a cursor knows what it is by. */
export const costShareParameters: z.ZodType<CostShareQuery> = z
  .strictObject({
    by: z.enum(COST_KEYS, `must be one of ${COST_KEYS.join(', ')}`).optional(),
    account: queryText.optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  })
  .transform(({ by, ...query }, context) => {
    if (by === undefined && query.cursor === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['by'],
        message: `must be one of ${COST_KEYS.join(', ')}`,
      });
      return z.NEVER;
    }
    return { by: by ?? COST_KEYS[0], ...query };
  });
