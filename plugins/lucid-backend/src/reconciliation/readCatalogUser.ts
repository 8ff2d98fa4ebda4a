import {
  Entity,
  RELATION_MEMBER_OF,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { z } from 'zod';
import { cleanKey, cleanLabel } from '../text/cleanText';
import { MatchKey } from './Matcher';
import { IDENTITY_TARGET, Matching } from './Matching';

/** What the plugin keeps of one catalog user. */
export interface CatalogUserRecord {
  entityRef: string;
  displayName: string;
  email?: string;
  /** How its directory names it for ever, whatever its name and addresses are. */
  identity?: string;
  keys: MatchKey[];
}

/** A user or a group that is a member of a group. */
export interface CatalogMembership {
  groupRef: string;
  memberRef: string;
}

/** The fields that are read of `User` and `Group` entities, whatever is compared. */
export const CATALOG_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'spec.profile.email',
  'relations',
];

// Longer addresses name no mailbox, and a longer name is cut: the catalog
// holds whatever its sources gave it.
const LONGEST_ADDRESS = 320;
const LONGEST_NAME = 300;

const profileSchema = z.object({
  displayName: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
});

/** What matters of a `User` entity. Malformed parts are taken to be absent. */
export function readCatalogUser(
  entity: Entity,
  matching: Matching,
): CatalogUserRecord {
  const profile = profileSchema.safeParse(entity.spec?.profile ?? {}).data;
  const keys = matching.catalogKeysOf(entity);
  return {
    entityRef: stringifyEntityRef(entity),
    displayName:
      cleanLabel(profile?.displayName ?? '', LONGEST_NAME) ??
      cleanLabel(entity.metadata.title ?? '', LONGEST_NAME) ??
      entity.metadata.name,
    email: cleanKey(profile?.email ?? '', LONGEST_ADDRESS),
    identity: keys.find(key => key.target === IDENTITY_TARGET)?.value,
    keys,
  };
}

/** The groups that a user is a member of, or that a group is a child of. */
export function readMemberships(entity: Entity): CatalogMembership[] {
  const memberRef = stringifyEntityRef(entity);
  const type =
    entity.kind.toLocaleLowerCase('en-US') === 'group'
      ? RELATION_CHILD_OF
      : RELATION_MEMBER_OF;
  const groupRefs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
  return [...new Set(groupRefs)].map(groupRef => ({ groupRef, memberRef }));
}
