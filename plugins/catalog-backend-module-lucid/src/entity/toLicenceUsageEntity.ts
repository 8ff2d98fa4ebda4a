import { createHash } from 'node:crypto';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import {
  LICENCE_USAGE_API_VERSION,
  LICENCE_USAGE_KIND,
  LICENCE_USAGE_TYPE,
  LicenceUsage,
} from 'backstage-plugin-lucid-common';
import { LicenceUsageEntityV1alpha1 } from './LicenceUsageEntityV1alpha1';

// The catalog does not find what is longer than this by its search.
const MAX_TEXT_LENGTH = 200;

const LOCATION_PREFIX = `${LICENCE_USAGE_TYPE}:`;

/**
 * The entity of a Lucid user who has not departed.
 *
 * It holds only what stays the same until something about the licence usage
 * changes: with a time in it, every sync would change every entity. And it says
 * everything once, because the catalog keeps a row to search by of each value.
 *
 * Its etag is a hash of its content, and tells whether the catalog holds what
 * would be published. The catalog keeps an etag that it is given, and does not
 * index it.
 */
export function toLicenceUsageEntity(
  usage: LicenceUsage & { state: LicenceUsageEntityV1alpha1['spec']['state'] },
  name: string,
): LicenceUsageEntityV1alpha1 {
  const location = `${LOCATION_PREFIX}${usage.account}`;
  const entity = {
    apiVersion: LICENCE_USAGE_API_VERSION,
    kind: LICENCE_USAGE_KIND,
    metadata: {
      namespace: 'default',
      name,
      title: shortText(usage.displayName) ?? name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: {
      type: LICENCE_USAGE_TYPE,
      account: usage.account,
      userId: printable(usage.id),
      licences: licencesOf(usage),
      state: usage.state,
      email: printable(usage.email ?? '') || undefined,
      department: shortText(usage.department),
      heldBy: heldBy(usage),
    },
  } satisfies LicenceUsageEntityV1alpha1;

  return {
    ...entity,
    metadata: { ...entity.metadata, etag: hashOf(entity) },
  };
}

/**
 * The Lucid account that an entity was published for, `undefined` where the
 * entity comes from elsewhere.
 */
export function accountOf(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  return location?.startsWith(LOCATION_PREFIX)
    ? location.slice(LOCATION_PREFIX.length)
    : undefined;
}

function licencesOf(usage: LicenceUsage) {
  return usage.licences
    .flatMap(({ name, access }) => {
      const shortName = shortText(name);
      return shortName ? [{ name: shortName, access }] : [];
    })
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function sortKey(licence: { name: string; access?: string }): string {
  return `${licence.name}\n${licence.access ?? ''}`;
}

function heldBy(usage: LicenceUsage): string | undefined {
  return usage.state === 'detected' ? usage.match?.entityRefs[0] : undefined;
}

/** Without what PostgreSQL or JSON readers reject, or nobody can see. */
function printable(text: string): string {
  return text.replace(/[\p{Control}\p{Surrogate}\s]+/gu, ' ').trim();
}

function shortText(text: string | undefined): string | undefined {
  const characters = Array.from(printable(text ?? ''));
  return characters.slice(0, MAX_TEXT_LENGTH).join('').trim() || undefined;
}

function hashOf(entity: LicenceUsageEntityV1alpha1): string {
  return (
    createHash('sha256')
      // Fields that are undefined are left out, as the catalog leaves them out.
      .update(JSON.stringify(entity))
      .digest('hex')
      .slice(0, 32)
  );
}
