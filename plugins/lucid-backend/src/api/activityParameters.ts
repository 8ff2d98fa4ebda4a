import {
  ActivityQuery,
  USAGE_CHANGE_TYPES,
  usageChangeTypeSchema,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { day } from './historyParameters';
import { cursor, limit } from './parameters';

const types = z
  .union([z.array(z.string()), z.string().transform(value => [value])])
  .pipe(
    z.array(
      z.custom<z.infer<typeof usageChangeTypeSchema>>(
        value => usageChangeTypeSchema.safeParse(value).success,
        `must be one of ${USAGE_CHANGE_TYPES.join(', ')}`,
      ),
    ),
  );

/** Query of `GET /activity`. */
export const activityParameters: z.ZodType<ActivityQuery> = z
  .strictObject({
    account: queryText.optional(),
    type: types.optional(),
    from: day.optional(),
    to: day.optional(),
    sync: queryText.optional(),
    q: queryText.optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || from <= to,
    { path: ['from'], message: 'must not be after "to"' },
  );
