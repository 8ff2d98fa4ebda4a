import { LucidGroupListQuery } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { cursor, limit } from './parameters';

const matched = z
  .enum(['true', 'false'], 'must be true or false, or be left out')
  .transform(value => value === 'true');

/** Query of `GET /lucid-groups`. */
export const lucidGroupListParameters: z.ZodType<LucidGroupListQuery> =
  z.strictObject({
    account: queryText.optional(),
    matched: matched.optional(),
    q: queryText.optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  });

/** Query of `GET /users/places`. */
export const placesParameters = z.strictObject({
  account: queryText.optional(),
  matched: matched.optional(),
});
