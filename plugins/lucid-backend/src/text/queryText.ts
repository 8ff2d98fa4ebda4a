import { z } from 'zod';

/** Longest text that a caller may filter by. */
const LONGEST_TEXT = 500;

/** A text in a query, wherever it comes from. */
export const queryText = z
  .string('must be given once, as text')
  .min(1, 'must not be empty')
  .max(LONGEST_TEXT, `must not be longer than ${LONGEST_TEXT} characters`)
  // PostgreSQL cannot hold it in a text.
  .refine(value => !value.includes('\0'), 'must not hold a NUL character');
