import {
  EXCEPTION_RULE_FIELDS,
  EXCEPTION_STATES,
  ExceptionListQuery,
  ExceptionRequest,
  ExceptionRule,
  ExceptionTerms,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { cleanText } from '../text/cleanText';
import { cursor, limit } from './parameters';

const LONGEST_NOTE = 1_000;

/** Users of one request. */
const MOST_USERS = 1_000;

const note = z
  .string('must be text')
  .transform(text => cleanText(text) ?? '')
  .refine(text => text !== '', 'must say why the licence is accounted for')
  .refine(
    text => text.length <= LONGEST_NOTE,
    `must not be longer than ${LONGEST_NOTE} characters`,
  );

const until = z.iso.date('must be a day such as 2031-12-31').refine(
  // Both are written the same way, so they compare as text.
  day => day >= new Date().toISOString().slice(0, day.length),
  'must not have passed yet (in UTC)',
);

const terms = { note, until: until.optional() };

const pattern = queryText
  .transform(text => cleanText(text) ?? '')
  .refine(
    text => /[\p{L}\p{N}]/u.test(text),
    'pattern must hold a letter or a digit, or it would stand for everybody',
  );

const rule: z.ZodType<ExceptionRule> = z.strictObject({
  account: queryText.optional(),
  field: z.enum(
    EXCEPTION_RULE_FIELDS,
    `field must be one of ${EXCEPTION_RULE_FIELDS.join(', ')}`,
  ),
  pattern,
});

const users = z
  .array(z.strictObject({ account: queryText, id: queryText }))
  .min(1, 'must name somebody')
  .max(MOST_USERS, `must not name more than ${MOST_USERS}`)
  // Whoever was selected twice is meant once.
  .transform(selected => [
    ...new Map(
      selected.map(user => [JSON.stringify([user.account, user.id]), user]),
    ).values(),
  ]);

/** Body of `PUT /users/:account/:id/exception`. */
export const exceptionTermsParameters: z.ZodType<ExceptionTerms> =
  z.strictObject(terms, 'must be a JSON object');

/** Body of `POST /exceptions`. */
export const exceptionRequestParameters: z.ZodType<ExceptionRequest> = z
  .strictObject(
    { ...terms, users: users.optional(), rule: rule.optional() },
    'must be a JSON object',
  )
  .transform(({ users: selected, rule: given, ...said }, context) => {
    if (selected && !given) {
      return { ...said, users: selected };
    }
    if (given && !selected) {
      return { ...said, rule: given };
    }
    context.addIssue('must hold either "users" or "rule"');
    return z.NEVER;
  });

/** Query of `GET /exceptions`. */
export const exceptionListParameters: z.ZodType<ExceptionListQuery> =
  z.strictObject({
    account: queryText.optional(),
    state: z
      .enum(EXCEPTION_STATES, `must be one of ${EXCEPTION_STATES.join(', ')}`)
      .optional(),
    limit: limit.optional(),
    cursor: cursor.optional(),
  });

/** Path of everything under `/exceptions/:id`. */
export const exceptionParameters = z.object({ id: queryText });
