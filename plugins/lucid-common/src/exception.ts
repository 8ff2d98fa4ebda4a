import { z } from 'zod';

/**
 * Attributes of a Lucid user that the rule of an exception can look at.
 * `email` is each of its addresses.
 *
 * @public
 */
export const EXCEPTION_RULE_FIELDS = [
  'email',
  'userName',
  'displayName',
  'department',
] as const;

/** @public */
export type ExceptionRuleField = (typeof EXCEPTION_RULE_FIELDS)[number];

/**
 * Whom an exception is for that is not made for single users. It holds for
 * users who appear later, too.
 *
 * @public
 */
export interface ExceptionRule {
  /** Id of a Lucid account; every account unless told. */
  account?: string;
  field: ExceptionRuleField;
  /** `*` stands for any text, and case does not matter. */
  pattern: string;
}

/**
 * What an exception says: this licence is accounted for.
 *
 * @public
 */
export interface ExceptionTerms {
  /** Why it is accounted for, 1 to 1,000 characters. */
  note: string;
  /** Last day on which it holds, as `YYYY-MM-DD` in UTC; for ever unless told. */
  until?: string;
}

/**
 * The exception that holds for a Lucid user.
 *
 * @public
 */
export interface AppliedException extends ExceptionTerms {
  id: string;
  /** Entity ref of who made it. */
  by: string;
  at: string;
  /** Present where it was not made for this Lucid user alone. */
  rule?: ExceptionRule;
}

/** @public */
export const EXCEPTION_STATES = ['active', 'expired', 'revoked'] as const;

/** @public */
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/**
 * An exception, for one Lucid user or for all who fit a rule.
 *
 * @public
 */
export interface LicenceException extends AppliedException {
  /**
   * - `active`: it holds
   * - `expired`: its last day has passed
   * - `revoked`: somebody has ended it
   */
  state: ExceptionState;
  endedAt?: string;
  /** Entity ref of who ended it; absent where it expired. */
  endedBy?: string;
  /** The Lucid user it is for; absent where it has a rule. */
  user?: { account: string; id: string; displayName?: string };
  /** For how many Lucid users it holds at present. */
  users: number;
}

/**
 * Body of `POST /exceptions`: for a selection of Lucid users, at most 1,000,
 * or for a rule.
 *
 * @public
 */
export type ExceptionRequest = ExceptionTerms &
  ({ users: { account: string; id: string }[] } | { rule: ExceptionRule });

/**
 * Answer of `POST /exceptions`: one exception for a rule, or one for each of
 * the users.
 *
 * @public
 */
export interface ExceptionResult {
  exceptions: string[];
}

/**
 * Parameters of `GET /exceptions`, the newest first.
 *
 * @public
 */
export interface ExceptionListQuery {
  account?: string;
  state?: ExceptionState;
  /** 1 to 200, 25 unless told. */
  limit?: number;
  /** Replaces every other parameter but `limit`. */
  cursor?: string;
}

/** @public */
export const exceptionRuleSchema: z.ZodType<ExceptionRule> = z.object({
  account: z.string().optional(),
  field: z.enum(EXCEPTION_RULE_FIELDS),
  pattern: z.string(),
});

const appliedException = {
  id: z.string(),
  note: z.string(),
  until: z.string().optional(),
  by: z.string(),
  at: z.string(),
  rule: exceptionRuleSchema.optional(),
};

/** @public */
export const appliedExceptionSchema: z.ZodType<AppliedException> =
  z.object(appliedException);

/** @public */
export const licenceExceptionSchema: z.ZodType<LicenceException> = z.object({
  ...appliedException,
  state: z.enum(EXCEPTION_STATES),
  endedAt: z.string().optional(),
  endedBy: z.string().optional(),
  user: z
    .object({
      account: z.string(),
      id: z.string(),
      displayName: z.string().optional(),
    })
    .optional(),
  users: z.number(),
});

/** @public */
export const exceptionResultSchema: z.ZodType<ExceptionResult> = z.object({
  exceptions: z.array(z.string()),
});
