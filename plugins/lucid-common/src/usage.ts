import { z } from 'zod';
import { AppliedException, appliedExceptionSchema } from './exception';
import { MatchExplanation, matchExplanationSchema } from './explanation';
import {
  Licence,
  LicenceHint,
  licenceHintSchema,
  licenceSchema,
} from './licence';
import { Cost, costSchema } from './money';

/**
 * What reconciliation made of a Lucid user.
 *
 * - `detected`: matched to exactly one catalog user
 * - `undetected`: matched to none
 * - `ambiguous`: matched to several
 * - `excepted`: undetected or ambiguous, but an exception says that the licence
 *   is accounted for
 * - `left-out`: a rule of the configuration leaves the Lucid user out of
 *   reconciliation, such as a service account
 * - `departed`: was there, and is deactivated or deleted in Lucid now
 *
 * @public
 */
export type UsageState =
  | 'detected'
  | 'undetected'
  | 'ambiguous'
  | 'excepted'
  | 'left-out'
  | 'departed';

/** @public */
export const USAGE_STATES = [
  'detected',
  'undetected',
  'ambiguous',
  'excepted',
  'left-out',
  'departed',
] as const satisfies readonly UsageState[];

/** @public */
export const usageStateSchema: z.ZodType<UsageState> = z.enum(USAGE_STATES);

/**
 * Why a Lucid user is taken to be a catalog user, or one of several.
 *
 * @public
 */
export interface Match {
  /** Id of the matcher that decided: one of {@link BUILT_IN_MATCHERS}, or one that a module has added. */
  matcher: string;
  /** The value that the two sides have in common, as it was compared. */
  value: string;
  /** One catalog user where the Lucid user is detected, several where it is ambiguous. */
  entityRefs: string[];
}

/** @public */
export const matchSchema: z.ZodType<Match> = z.object({
  matcher: z.string(),
  value: z.string(),
  entityRefs: z.array(z.string()),
});

/**
 * Why a Lucid user is undetected.
 *
 * - `nothing-to-compare`: the Lucid user has nothing that could be compared
 * - `no-catalog-user`: the catalog never knew anybody who has it too
 * - `leaver`: the catalog user it was matched to is not in the catalog any more
 *
 * @public
 */
export type UndetectedReason =
  | 'nothing-to-compare'
  | 'no-catalog-user'
  | 'leaver';

/** @public */
export const UNDETECTED_REASONS = [
  'nothing-to-compare',
  'no-catalog-user',
  'leaver',
] as const satisfies readonly UndetectedReason[];

/** @public */
export const undetectedReasonSchema: z.ZodType<UndetectedReason> =
  z.enum(UNDETECTED_REASONS);

/**
 * The catalog user that an undetected Lucid user was matched to before.
 *
 * @public
 */
export interface FormerMatch extends Omit<Match, 'entityRefs'> {
  entityRef: string;
  /** When the match was lost. */
  until: string;
}

/**
 * A group of the Lucid account: an org group or a team.
 *
 * @public
 */
export interface LucidGroupReference {
  id: string;
  name?: string;
}

/**
 * One Lucid user with its licences and what reconciliation made of it.
 * Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface LicenceUsage {
  /** Id of the Lucid account in the configuration. */
  account: string;
  /** SCIM id of the Lucid user, unique within its account. */
  id: string;
  /** The `LicenceUsage` entity that the catalog holds for this Lucid user. */
  entityRef: string;
  /** The person's name where Lucid has one, else the best name there is; never empty. */
  displayName: string;
  userName?: string;
  /** The primary e-mail address, as Lucid wrote it. */
  email?: string;
  /** Every other e-mail address. */
  otherEmails: string[];
  externalId?: string;
  title?: string;
  department?: string;
  division?: string;
  organization?: string;
  costCenter?: string;
  billingCode?: string;
  /** Administrative roles in Lucid, such as `BillingAdmin`. */
  roles: string[];
  groups: LucidGroupReference[];
  /** Empty where Lucid says that the user holds none. */
  licences: Licence[];
  state: UsageState;
  /** Present when `state` is `detected` or `ambiguous`; the last one known when `departed`. */
  match?: Match;
  /** Present when `state` is `undetected`, and where it was before an exception was made. */
  undetectedReason?: UndetectedReason;
  /** Whom it was matched to before, where it is matched to nobody now. */
  formerMatch?: FormerMatch;
  /** Name of the rule, when `state` is `left-out`. */
  leftOutBy?: string;
  /** Present when `state` is `excepted`. */
  exception?: AppliedException;
  /**
   * What its Lucid groups say of the kind of its licence, where the user itself
   * carries no licence attribute.
   */
  licenceHints?: LicenceHint[];
  /** What its licences cost; absent where nothing has a price today, and where `state` is `departed`. */
  cost?: Cost;
  /** When the Lucid user was created, where Lucid says so. */
  createdAt?: string;
  /** When a snapshot held this Lucid user for the first time. */
  firstSeenAt: string;
  /** When a snapshot held this Lucid user for the last time. */
  lastSeenAt: string;
  /** Present when `state` is `departed`. */
  departedAt?: string;
}

const formerMatchSchema: z.ZodType<FormerMatch> = z.object({
  entityRef: z.string(),
  matcher: z.string(),
  value: z.string(),
  until: z.string(),
});

/** @public */
export const licenceUsageSchema: z.ZodType<LicenceUsage> = z.object({
  account: z.string(),
  id: z.string(),
  entityRef: z.string(),
  displayName: z.string(),
  userName: z.string().optional(),
  email: z.string().optional(),
  otherEmails: z.array(z.string()),
  externalId: z.string().optional(),
  title: z.string().optional(),
  department: z.string().optional(),
  division: z.string().optional(),
  organization: z.string().optional(),
  costCenter: z.string().optional(),
  billingCode: z.string().optional(),
  roles: z.array(z.string()),
  groups: z.array(z.object({ id: z.string(), name: z.string().optional() })),
  licences: z.array(licenceSchema),
  state: usageStateSchema,
  match: matchSchema.optional(),
  undetectedReason: undetectedReasonSchema.optional(),
  formerMatch: formerMatchSchema.optional(),
  leftOutBy: z.string().optional(),
  exception: appliedExceptionSchema.optional(),
  licenceHints: z.array(licenceHintSchema).optional(),
  cost: costSchema.optional(),
  createdAt: z.string().optional(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  departedAt: z.string().optional(),
});

/**
 * One thing that happened to a Lucid user, and the sync that saw it.
 *
 * @public
 */
export interface UsageChange {
  /** The sync that saw it; absent where the catalog changed, and not Lucid. */
  syncId?: string;
  at: string;
  type: UsageChangeType;
  /** The value before and after, where the type of change has one, ready to read. */
  before?: string;
  after?: string;
}

/**
 * What can happen to a Lucid user.
 *
 * - `appeared`, `departed`, `returned`: there for the first time, not any more,
 *   there again. `after` of `departed` is `deactivated` or `deleted`, and absent
 *   where the account is not configured any more
 * - `licence-gained`, `licence-lost`: one licence that is held now, or not any more
 * - `access`: another access level of the same licence
 * - `email`, `department`: another value of the attribute
 * - `state`: what reconciliation made of the user; `detected` is one of them. Where it
 *   is `detected` as before, and taken for another catalog user, `before` and
 *   `after` are the entity refs of the two
 *
 * @public
 */
export const USAGE_CHANGE_TYPES = [
  'appeared',
  'departed',
  'returned',
  'licence-gained',
  'licence-lost',
  'access',
  'email',
  'department',
  'state',
] as const;

/** @public */
export type UsageChangeType = (typeof USAGE_CHANGE_TYPES)[number];

/** @public */
export const usageChangeTypeSchema: z.ZodType<UsageChangeType> =
  z.enum(USAGE_CHANGE_TYPES);

/** @public */
export const usageChangeSchema: z.ZodType<UsageChange> = z.object({
  syncId: z.string().optional(),
  at: z.string(),
  type: usageChangeTypeSchema,
  before: z.string().optional(),
  after: z.string().optional(),
});

/**
 * Answer of `GET /users/:account/:id`: everything known of one Lucid user.
 *
 * @public
 */
export interface LicenceUsageDetails {
  usage: LicenceUsage;
  /** Newest first, at most 100. */
  history: UsageChange[];
  explanation: MatchExplanation;
}

/** @public */
export const licenceUsageDetailsSchema: z.ZodType<LicenceUsageDetails> =
  z.object({
    usage: licenceUsageSchema,
    history: z.array(usageChangeSchema),
    explanation: matchExplanationSchema,
  });
