import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { LUCID_GROUP_ID_ANNOTATION } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { cleanKey, cleanLabel } from '../text/cleanText';
import { foldCase } from '../text/foldCase';

/**
 * What the plugin keeps of one catalog group. `lucid-group-id` is the annotation
 * as it stands, `name` any of its names, folded.
 */
export interface CatalogGroupRecord {
  groupRef: string;
  displayName: string;
  keys: { target: 'lucid-group-id' | 'name'; value: string }[];
}

/** The field of `Group` entities that is read for their sake alone. */
export const CATALOG_GROUP_FIELD = `metadata.annotations.${LUCID_GROUP_ID_ANNOTATION}`;

// Longer annotations name no Lucid group. Keys are part of index keys, which
// PostgreSQL limits.
const LONGEST_ID = 250;
const LONGEST_NAME = 300;

const displayNameSchema = z.object({ displayName: z.string() });

/** What matters of a `Group` entity. Malformed parts are taken to be absent. */
export function readCatalogGroup(entity: Entity): CatalogGroupRecord {
  const { annotations, name, title } = entity.metadata;
  const profile = displayNameSchema.safeParse(entity.spec?.profile).data;
  const names = [profile?.displayName, title, name].flatMap(
    text => cleanLabel(text ?? '', LONGEST_NAME) ?? [],
  );
  const groupId = cleanKey(
    annotations?.[LUCID_GROUP_ID_ANNOTATION] ?? '',
    LONGEST_ID,
  );
  return {
    groupRef: stringifyEntityRef(entity),
    displayName: names[0] ?? name,
    keys: [
      ...(groupId
        ? [{ target: 'lucid-group-id' as const, value: groupId }]
        : []),
      ...[...new Set(names.map(nameKey))].map(value => ({
        target: 'name' as const,
        value,
      })),
    ],
  };
}

/** A name of a group or of a department, as both sides are compared by it. */
export function nameKey(name: string): string {
  return foldCase(name).replace(/\s+/gu, ' ');
}
