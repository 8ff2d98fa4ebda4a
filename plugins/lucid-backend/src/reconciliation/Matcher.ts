import { Entity } from '@backstage/catalog-model';
import { MatchableLucidUser } from 'backstage-plugin-lucid-node';

/** What a Lucid user can be recognised by. */
export type RecognisableUser = Omit<MatchableLucidUser, 'account'>;

/** A value by which a catalog user can be found, and what kind of value it is. */
export interface MatchKey {
  target: string;
  value: string;
  /**
   * How far the value is from what the Lucid user has: 0 (or absent) where it is
   * that, more where it is taken for the same. Whoever is closest counts.
   */
  distance?: 1 | 2 | 3;
}

/** One way to recognise a Lucid user in the catalog. */
export interface Matcher {
  id: string;
  /** The kinds of keys it may look for: where the catalog has none of them, it finds nobody. */
  targets: readonly string[];
  /** What to look for; what finds anybody is the same for each of them. */
  keysOf(user: RecognisableUser, account: string): MatchKey[];
}

/** Gives what catalog users can be found by. */
export interface CatalogKeySource {
  /** The fields of `User` entities that it reads. */
  fields: string[];
  keysOf(user: Entity): MatchKey[];
}

/** How an annotation names a Lucid user of one account, where several accounts use the same ids. */
export function qualifiedUserId(account: string, id: string): string {
  return `${account}/${id}`;
}
