import { z } from 'zod';
import { MatchExplanation, matchExplanationSchema } from './explanation';
import { AccessLevel, accessLevelSchema } from './licence';
import { Cost, costSchema } from './money';
import {
  LicenceUsage,
  UsageChange,
  licenceUsageSchema,
  usageChangeSchema,
} from './usage';

/**
 * What the answer for any kind of entity says.
 *
 * @public
 */
export interface EntityUsageBase {
  /** The entity that was asked for. */
  entityRef: string;
  /** When the oldest snapshot in the answer was read; absent before the first one. */
  snapshotAt?: string;
  /** The answer is older than it should be: since when, and why. */
  stale?: { since: string; reason: string };
}

/**
 * The licences of one catalog user.
 *
 * @public
 */
export interface UserUsage extends EntityUsageBase {
  kind: 'User';
  /** Lucid users that are this catalog user; empty when unlicensed. */
  usages: LicenceUsage[];
  /** Lucid users that may be this catalog user, or another, accounted for or not. */
  ambiguous: LicenceUsage[];
}

/**
 * The licences of the members of one catalog group and its subgroups.
 *
 * @public
 */
export interface GroupUsage extends EntityUsageBase {
  kind: 'Group';
  members: {
    /** Catalog users in the group or a subgroup, each counted once. */
    total: number;
    /** Those who are matched by at least one Lucid user. */
    licensed: number;
  };
  /** Members by licence and access level, most members first. */
  byLicence: { licence: string; access?: AccessLevel; members: number }[];
  /** What the members' licences cost; absent where nothing has a price. */
  cost?: Cost;
  /** Lucid users who were matched to a member, and have departed. */
  departed: number;
  /**
   * Where Lucid places users whom nobody in the catalog accounts for: departments
   * and groups of Lucid that are taken to be this catalog group or one of its
   * subgroups.
   */
  places: PlacedUsers[];
}

/**
 * Lucid users by where Lucid places them.
 *
 * @public
 */
export interface PlacedUsers {
  place: 'department' | 'lucid-group';
  /** Absent where the same department exists in several accounts. */
  account?: string;
  /** SCIM id of a Lucid group. */
  id?: string;
  name: string;
  undetected: number;
  departed: number;
  /** The catalog group that the place is taken to be. */
  groupRef?: string;
}

/**
 * Answer of `GET /users/places`: departments and groups of Lucid that hold
 * undetected users, most of them first, at most 200.
 *
 * @public
 */
export interface UsagePlaces {
  places: PlacedUsers[];
}

/**
 * Everything known of one Lucid user, for the page of its entity.
 *
 * @public
 */
export interface LicenceUsageUsage extends EntityUsageBase {
  kind: 'LicenceUsage';
  usage: LicenceUsage;
  /** Newest first, at most 100. */
  history: UsageChange[];
  explanation: MatchExplanation;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/usage`.
 *
 * @public
 */
export type EntityUsage = UserUsage | GroupUsage | LicenceUsageUsage;

/** @public */
export const placedUsersSchema: z.ZodType<PlacedUsers> = z.object({
  place: z.enum(['department', 'lucid-group']),
  account: z.string().optional(),
  id: z.string().optional(),
  name: z.string(),
  undetected: z.number(),
  departed: z.number(),
  groupRef: z.string().optional(),
});

/** @public */
export const usagePlacesSchema: z.ZodType<UsagePlaces> = z.object({
  places: z.array(placedUsersSchema),
});

const base = {
  entityRef: z.string(),
  snapshotAt: z.string().optional(),
  stale: z.object({ since: z.string(), reason: z.string() }).optional(),
};

/** @public */
export const entityUsageSchema: z.ZodType<EntityUsage> = z.discriminatedUnion(
  'kind',
  [
    z.object({
      ...base,
      kind: z.literal('User'),
      usages: z.array(licenceUsageSchema),
      ambiguous: z.array(licenceUsageSchema),
    }),
    z.object({
      ...base,
      kind: z.literal('Group'),
      members: z.object({ total: z.number(), licensed: z.number() }),
      byLicence: z.array(
        z.object({
          licence: z.string(),
          access: accessLevelSchema.optional(),
          members: z.number(),
        }),
      ),
      cost: costSchema.optional(),
      departed: z.number(),
      places: z.array(placedUsersSchema),
    }),
    z.object({
      ...base,
      kind: z.literal('LicenceUsage'),
      usage: licenceUsageSchema,
      history: z.array(usageChangeSchema),
      explanation: matchExplanationSchema,
    }),
  ],
);
