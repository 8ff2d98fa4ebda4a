import {
  Entity,
  RELATION_MEMBER_OF,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { LUCID_USER_ID_ANNOTATION } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { CatalogKeyTarget } from './matchKeys';
import { cleanKey, cleanLabel } from '../text/cleanText';
import { normaliseAddress } from './normaliseAddress';

/** What the plugin keeps of one catalog user. */
export interface CatalogUserRecord {
  entityRef: string;
  displayName: string;
  email?: string;
  keys: { target: CatalogKeyTarget; value: string }[];
}

/** A user or a group that is a member of a group. */
export interface CatalogMembership {
  groupRef: string;
  memberRef: string;
}

/** The fields of `User` and `Group` entities that are read from the catalog, and no others. */
export const CATALOG_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  `metadata.annotations.${LUCID_USER_ID_ANNOTATION}`,
  'spec.profile.displayName',
  'spec.profile.email',
  'relations',
];

// Longer annotations name no Lucid user, longer addresses no mailbox, and a
// longer name is cut: the catalog holds whatever its sources gave it.
const LONGEST_ID = 250;
const LONGEST_ADDRESS = 320;
const LONGEST_NAME = 300;

const profileSchema = z.object({
  displayName: z.string().optional().catch(undefined),
  email: z.string().optional().catch(undefined),
});

/** What matters of a `User` entity. Malformed parts are taken to be absent. */
export function readCatalogUser(entity: Entity): CatalogUserRecord {
  const entityRef = stringifyEntityRef(entity);
  const profile = profileSchema.safeParse(entity.spec?.profile ?? {}).data;
  const email = cleanKey(profile?.email ?? '', LONGEST_ADDRESS);
  const keys: CatalogUserRecord['keys'] = [];

  const lucidUserId = cleanKey(
    entity.metadata.annotations?.[LUCID_USER_ID_ANNOTATION] ?? '',
    LONGEST_ID,
  );
  if (lucidUserId) {
    keys.push({ target: 'lucid-user-id', value: lucidUserId });
  }
  const address = email && normaliseAddress(email);
  if (address) {
    keys.push({ target: 'email', value: address });
  }

  return {
    entityRef,
    displayName:
      cleanLabel(profile?.displayName ?? '', LONGEST_NAME) ??
      cleanLabel(entity.metadata.title ?? '', LONGEST_NAME) ??
      entity.metadata.name,
    email,
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
