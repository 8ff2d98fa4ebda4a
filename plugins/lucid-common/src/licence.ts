import { z } from 'zod';

/**
 * What a licence may let its holder do: `can-edit` is a full, billed licence,
 * `view-only` is free.
 *
 * @public
 */
export const ACCESS_LEVELS = ['can-edit', 'view-only'] as const;

/**
 * One of {@link ACCESS_LEVELS}.
 *
 * @public
 */
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/**
 * Name of the licence of a Lucid user about whose licences Lucid says nothing.
 *
 * It is a proxy: an active user takes at most one seat, and Lucid's SCIM API
 * gives nothing better for accounts that assign licences through org groups.
 * Whatever shows it has to say that it is one.
 *
 * @public
 */
export const ACTIVE_USER_LICENCE = 'active-user';

/**
 * A licence that a Lucid user holds.
 *
 * @public
 */
export interface Licence {
  /** Lucid's name of the product, such as `Lucidchart`, or {@link ACTIVE_USER_LICENCE}. */
  name: string;
  /** Absent where Lucid does not say. */
  access?: AccessLevel;
}

/** @public */
export const accessLevelSchema: z.ZodType<AccessLevel> = z.enum(ACCESS_LEVELS);

/** @public */
export const licenceSchema: z.ZodType<Licence> = z.object({
  name: z.string(),
  access: accessLevelSchema.optional(),
});

/**
 * A group of Lucid as a hint of the kind of licence, for accounts that assign
 * licences through org groups and say nothing of them with the user.
 *
 * @public
 */
export interface LicenceHint extends Licence {
  /** Name of the Lucid group. */
  group: string;
}

/** @public */
export const licenceHintSchema: z.ZodType<LicenceHint> = z.object({
  name: z.string(),
  access: accessLevelSchema.optional(),
  group: z.string(),
});
