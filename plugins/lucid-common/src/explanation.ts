import { z } from 'zod';
import { CatalogUser, catalogUserSchema } from './catalogUser';

/**
 * The matchers that the plugin brings, in the order in which they decide
 * unless the configuration says otherwise.
 *
 * - `annotation`: the catalog user carries `lucid.co/user-id` or
 *   `lucid.co/email`
 * - `email`: the primary address of the Lucid user
 * - `other-email`: any further address of the Lucid user
 * - `user-name`: the user name of the Lucid user, where it is an address
 * - `annotated-email`: an address of the Lucid user stands in another annotation
 *   of the catalog user, such as `microsoft.com/email`
 * - `external-id`: the external id of the Lucid user stands in an annotation of
 *   the catalog user
 * - `entity-name`: the user name of the Lucid user is the name of the catalog
 *   user
 *
 * @public
 */
export const BUILT_IN_MATCHERS = [
  'annotation',
  'email',
  'other-email',
  'user-name',
  'annotated-email',
  'external-id',
  'entity-name',
] as const;

/**
 * What a match is put down to where no matcher finds the catalog user any more:
 * its address has changed, and its directory still names it as it did when they
 * were matched.
 *
 * @public
 */
export const RENAMED_MATCHER = 'renamed';

/** @public */
export type BuiltInMatcher = (typeof BUILT_IN_MATCHERS)[number];

/**
 * What one matcher made of a Lucid user.
 *
 * @public
 */
export interface MatcherOutcome {
  /** Id of the matcher. */
  matcher: string;
  /**
   * - `found`: exactly one catalog user
   * - `several`: more than one
   * - `none`: it had something to compare, and no catalog user has the same
   * - `nothing-to-compare`: the Lucid user has nothing for it
   * - `not-asked`: an earlier matcher had decided
   */
  outcome: 'found' | 'several' | 'none' | 'nothing-to-compare' | 'not-asked';
  /** What it looked for, as it was compared. */
  values: string[];
  entityRefs: string[];
}

/**
 * A catalog user who may be the Lucid user, although no matcher says so.
 *
 * @public
 */
export interface NearestCatalogUser extends CatalogUser {
  /**
   * - `former-match`: they were matched before
   * - `same-local-part`: their addresses differ in the domain only, or in it and
   *   in dots, hyphens and what follows a plus; the name of a `User` entity
   *   counts as an address
   * - `same-name`: they have the same name, in whichever order and script
   * - `similar-name`, `similar-local-part`: these differ by a few letters, or one
   *   has further words, as in Anna Doe and Anna Doe-Smith
   */
  likeness:
    | 'former-match'
    | 'same-local-part'
    | 'same-name'
    | 'similar-name'
    | 'similar-local-part';
  /** How many letters differ; 0 where the likeness is exact. */
  distance: number;
  /** Whether a Lucid user of this account is matched to the catalog user already. */
  licensed: boolean;
}

/**
 * Why a Lucid user is what it is, and what could be done about it.
 *
 * @public
 */
export interface MatchExplanation {
  /**
   * One for each matcher, in the order in which they are asked. Empty while the
   * catalog has not been read since the rules changed: nobody can be decided then.
   */
  matchers: MatcherOutcome[];
  /** The likeliest first, at most 5; empty unless undetected, ambiguous or excepted. */
  nearest: NearestCatalogUser[];
  /** The line to put under `metadata.annotations` of the `User` entity who it is. */
  annotation: { key: string; value: string; yaml: string };
}

/** @public */
export const matcherOutcomeSchema: z.ZodType<MatcherOutcome> = z.object({
  matcher: z.string(),
  outcome: z.enum([
    'found',
    'several',
    'none',
    'nothing-to-compare',
    'not-asked',
  ]),
  values: z.array(z.string()),
  entityRefs: z.array(z.string()),
});

/** @public */
export const nearestCatalogUserSchema: z.ZodType<NearestCatalogUser> =
  z.intersection(
    catalogUserSchema,
    z.object({
      likeness: z.enum([
        'former-match',
        'same-local-part',
        'same-name',
        'similar-name',
        'similar-local-part',
      ]),
      distance: z.number(),
      licensed: z.boolean(),
    }),
  );

/** @public */
export const matchExplanationSchema: z.ZodType<MatchExplanation> = z.object({
  matchers: z.array(matcherOutcomeSchema),
  nearest: z.array(nearestCatalogUserSchema),
  annotation: z.object({
    key: z.string(),
    value: z.string(),
    yaml: z.string(),
  }),
});
