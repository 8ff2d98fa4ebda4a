import { z } from 'zod';
import { LucidProtocolError } from '../../http/errors';

/** A SCIM `ListResponse`, before its rows are understood. */
export interface ListResponse {
  /** Absent where the answer gives no number that makes sense. */
  totalResults?: number;
  rows: unknown[];
}

const countSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*\d+\s*$/)
      .transform(Number),
  ])
  .refine(count => Number.isSafeInteger(count) && count >= 0)
  .optional()
  .catch(undefined);

const listResponseSchema = z.object({
  totalResults: countSchema,
  // Each row is understood by itself: what they are is not looked at here.
  Resources: z.custom<unknown[]>(Array.isArray).nullish(),
});

/**
 * Understands a list. SCIM lets a server leave out
 * `Resources` only where there is nothing to list.
 *
 * @param request - its name, such as `GET /Users`, and what it lists, such as
 * `users`
 * @throws {@link LucidProtocolError} where it is none
 */
export function parseListResponse(
  { name, what }: { name: string; what: string },
  body: unknown,
): ListResponse {
  const parsed = listResponseSchema.safeParse(body);
  if (!parsed.success) {
    throw new LucidProtocolError(
      `Lucid answered ${name} with JSON that is not a SCIM list${
        Array.isArray(body) ? ', but a bare array' : ''
      }. Check that baseUrl is the SCIM API of Lucid.`,
      { status: 200 },
    );
  }
  const { totalResults, Resources } = parsed.data;
  if (!Resources && totalResults !== 0) {
    throw new LucidProtocolError(
      `Lucid answered ${name} with JSON that holds no list of ${what}. Check that baseUrl is the SCIM API of Lucid.`,
      { status: 200 },
    );
  }
  return { totalResults, rows: Resources ?? [] };
}
