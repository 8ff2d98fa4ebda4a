import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CatalogUserListQuery,
  ReconciliationRequest,
  USAGE_SORT_FIELDS,
  USAGE_STATES,
  UNDETECTED_REASONS,
  UsageListQuery,
  accessLevelSchema,
  usageStateSchema,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';

/**
 * Checks what a caller sent.
 *
 * @throws InputError that names every wrong parameter and says what is wrong
 */
export function parseParameters<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => `unknown parameter "${key}"`)
      : [`parameter "${String(issue.path[0] ?? 'body')}": ${issue.message}`],
  );
  throw new InputError(`Bad request: ${problems.join('; ')}`);
}

/** Query of a route that is asked for one thing alone. */
export const noParameters = z.strictObject({});

const wholeNumber = (least: number, most: number) =>
  z
    .string('must be given once')
    .regex(/^\d{1,16}$/, 'must be a whole number')
    .transform(Number)
    .refine(
      value => value >= least && value <= most,
      `must be from ${least} to ${most}`,
    );

/** A cursor of any list. */
export const cursor = z
  .string('must be given once, as text')
  .min(1, 'must not be empty')
  .max(8_000, 'is longer than any cursor that was given out');

/** How many items a page of a list has at most. */
export const limit = wholeNumber(1, 200);

const groupRef = queryText.transform((value, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(value, { defaultKind: 'group' }));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be an entity ref such as group:default/platform',
    });
    return z.NEVER;
  }
});

const states = z
  .union([z.array(z.string()), z.string().transform(value => [value])])
  .pipe(
    z.array(
      z.custom<z.infer<typeof usageStateSchema>>(
        value => usageStateSchema.safeParse(value).success,
        `must be one of ${USAGE_STATES.join(', ')}`,
      ),
    ),
  );

const reason = z.enum(
  UNDETECTED_REASONS,
  `must be one of ${UNDETECTED_REASONS.join(', ')}`,
);

const sort = z.custom<UsageListQuery['sort']>(
  value =>
    USAGE_SORT_FIELDS.some(field => value === field || value === `-${field}`),
  `must be one of ${USAGE_SORT_FIELDS.join(
    ', ',
  )}, with a leading "-" to sort descending`,
);

/** Query of `GET /users`. */
export const usageListParameters: z.ZodType<UsageListQuery> = z
  .strictObject({
    account: queryText.optional(),
    state: states.optional(),
    reason: reason.optional(),
    licence: queryText.optional(),
    access: z
      .custom<z.infer<typeof accessLevelSchema>>(
        value => accessLevelSchema.safeParse(value).success,
        'must be can-edit or view-only',
      )
      .optional(),
    department: queryText.optional(),
    group: groupRef.optional(),
    lucidGroup: queryText.optional(),
    q: queryText.optional(),
    sort: sort.optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  })
  .refine(
    // Groups of several accounts may have the same id.
    query =>
      query.lucidGroup === undefined ||
      query.account !== undefined ||
      query.cursor !== undefined,
    { path: ['lucidGroup'], message: 'needs the parameter "account"' },
  );

/** Query of `GET /catalog-users`. */
export const catalogUserListParameters: z.ZodType<CatalogUserListQuery> =
  z.strictObject({
    state: z
      .enum(['licensed', 'unlicensed'], 'must be licensed or unlicensed')
      .optional(),
    account: queryText.optional(),
    group: groupRef.optional(),
    q: queryText.optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  });

/** Query of `GET /users/facets`. */
export const facetsParameters = z.strictObject({
  account: queryText.optional(),
});

/** Query of `GET /syncs`. */
export const syncListParameters = z.strictObject({
  account: queryText.optional(),
  limit: limit.optional(),
  cursor: cursor.optional(),
});

/** Body of `POST /syncs`. */
export const startSyncParameters = z.strictObject(
  { account: queryText.optional() },
  'must be a JSON object',
);

/** Body of `POST /reconciliations`. */
export const startReconciliationParameters: z.ZodType<ReconciliationRequest> =
  z.strictObject(
    { acceptLoss: z.boolean('must be true or false').optional() },
    'must be a JSON object',
  );

/** Query of `GET /changes`. */
export const changesParameters = z.strictObject({
  since: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(1, 1_000).optional(),
});

/** Path of `GET /entities/:kind/:namespace/:name/usage`. */
export const entityParameters = z.object({
  kind: queryText,
  namespace: queryText,
  name: queryText,
});

/** Path of `GET /users/:account/:id`. */
export const userParameters = z.object({ account: queryText, id: queryText });

/** Path of everything under `/syncs/:id`. */
export const syncParameters = z.object({ id: queryText });
