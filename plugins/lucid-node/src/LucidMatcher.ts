import { Entity } from '@backstage/catalog-model';
import { LicenceUsage } from 'backstage-plugin-lucid-common';

/**
 * What a matcher may recognise a Lucid user by.
 *
 * @public
 */
export type MatchableLucidUser = Pick<
  LicenceUsage,
  | 'account'
  | 'id'
  | 'displayName'
  | 'userName'
  | 'email'
  | 'otherEmails'
  | 'externalId'
  | 'department'
>;

/**
 * Finds the catalog user that a Lucid user is, by what both sides have in
 * common: a Lucid user is matched to the catalog users that share a key with it.
 *
 * Keys are texts of 1 to 500 characters, and compared as they are. What is
 * none, such as the value of an annotation that is not there, is ignored.
 *
 * @public
 */
export interface LucidMatcher {
  /**
   * At most 40 lower-case letters, digits and hyphens, and unlike those of
   * `BUILT_IN_MATCHERS`. The configuration and every decision name the matcher
   * by it.
   */
  id: string;
  /**
   * Fields of `User` entities that {@link LucidMatcher.keysOfCatalogUser}
   * reads, such as `metadata.annotations.hr.example.com/employee`. Its kind,
   * name and namespace are always there.
   */
  fields: string[];
  keysOfCatalogUser(user: Entity): (string | undefined)[];
  keysOfLucidUser(user: MatchableLucidUser): (string | undefined)[];
  /**
   * Fetches what the matcher compares with, before the catalog is read. When
   * it throws, or takes longer than a minute, everything stays as it was decided
   * last, and the status says so.
   *
   * @returns a text that changes when the keys of anybody may have changed
   */
  load?(options: { signal: AbortSignal }): Promise<string>;
}
