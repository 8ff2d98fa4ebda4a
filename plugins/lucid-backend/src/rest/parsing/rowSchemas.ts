import { z } from 'zod';
import { cleanKey } from '../../text/cleanText';
import { readTimestamp } from '../../text/readTimestamp';
import { present } from '../../values/present';
import { LucidBilledSeat, LucidSubscription } from '../LucidRestClient';

/** Longest id that is understood; it is part of index keys, which PostgreSQL limits. */
const ID_LIMIT = 200;

const LARGEST_COUNT = 2_147_483_647;

/** An attribute that has to be there; `wanted` follows its name in what is said. */
function required<T>(
  read: (value: unknown) => T | undefined,
  wanted: string,
): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const understood = read(value);
    if (understood === undefined) {
      context.addIssue({ code: 'custom', message: wanted });
      return z.NEVER;
    }
    return understood;
  });
}

function readId(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? cleanKey(String(value), ID_LIMIT)
    : undefined;
}

/** Lucid counts in numbers; whoever stands in between may make texts of them. */
function readCount(value: unknown): number | undefined {
  const count =
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= LARGEST_COUNT
    ? count
    : undefined;
}

/** `1234` of the REST API is `lucid-1234` of SCIM. */
function readUserId(value: unknown): string | undefined {
  const [, number] = /^(?:lucid-)?(\d{1,30})$/.exec(readId(value) ?? '') ?? [];
  return number && `lucid-${number}`;
}

const idSchema = required(readId, 'is missing or no id');
const countSchema = required(readCount, 'is missing or no whole number');

// What is beside the point is left out where it makes no sense.
const timeSchema = z.unknown().transform(readTimestamp).optional();
const daySchema = z
  .unknown()
  .transform(value => readTimestamp(value)?.slice(0, 10))
  .optional();
const flagSchema = z
  .unknown()
  .transform(value => (typeof value === 'boolean' ? value : undefined))
  .optional();

/**
 * A row of `GET /v1/subscriptions`. No limit is a thing to say, so a limit that
 * makes no sense makes no sense of the row.
 */
export const subscriptionSchema: z.ZodType<LucidSubscription> = z
  .object({
    id: idSchema,
    licenseTotal: countSchema.nullish(),
    licensesUsed: countSchema,
    trial: flagSchema,
    start: daySchema,
    end: daySchema,
    renewal: daySchema,
  })
  .transform(({ licenseTotal, licensesUsed, ...row }) =>
    present({
      ...row,
      bought: licenseTotal ?? undefined,
      used: licensesUsed,
    }),
  );

/** A row of `GET /v1/subscriptions/:id/licenses`. */
export const billedSeatSchema: z.ZodType<LucidBilledSeat> = z
  .object({
    userId: required(readUserId, 'is missing or no id of a user'),
    created: timeSchema,
  })
  .transform(({ userId, created }) => present({ userId, createdAt: created }));
