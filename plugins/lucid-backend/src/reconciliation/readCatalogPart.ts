import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Matching } from './Matching';
import { CatalogGroupRecord, readCatalogGroup } from './readCatalogGroup';
import {
  CatalogMembership,
  CatalogUserRecord,
  readCatalogUser,
  readMemberships,
} from './readCatalogUser';

/** What the plugin keeps of some entities. */
export interface CatalogPart {
  users: CatalogUserRecord[];
  /** Users that are there, and do not count. */
  leftOut: string[];
  groups: CatalogGroupRecord[];
  memberships: CatalogMembership[];
}

/**
 * What matters of some entities of one kind.
 *
 * @param options - `counting` are the users that count; all of them where absent
 */
export function readCatalogPart(
  entities: Entity[],
  options: {
    kind: 'User' | 'Group';
    counting: Set<string> | undefined;
    matching: Matching;
  },
): CatalogPart {
  const { kind, counting, matching } = options;
  const counts = (entity: Entity) =>
    counting?.has(stringifyEntityRef(entity)) ?? true;
  const found = kind === 'User' ? entities : [];
  return {
    users: found.filter(counts).map(user => readCatalogUser(user, matching)),
    leftOut: found
      .filter(user => !counts(user))
      .map(user => stringifyEntityRef(user)),
    groups: kind === 'Group' ? entities.map(readCatalogGroup) : [],
    memberships: entities.flatMap(readMemberships),
  };
}
