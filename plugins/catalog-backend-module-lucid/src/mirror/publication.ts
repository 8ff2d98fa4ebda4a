import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
} from '@backstage/catalog-model';
import {
  LICENCE_USAGE_KIND,
  LicenceUsage,
  RevisedUsage,
} from 'backstage-plugin-lucid-common';
import { LicenceUsageEntityV1alpha1 } from '../entity/LicenceUsageEntityV1alpha1';
import { toLicenceUsageEntity } from '../entity/toLicenceUsageEntity';
import { PublishingRule, includes } from '../publishing/PublishingRule';

const REF_PREFIX = `${LICENCE_USAGE_KIND.toLowerCase()}:${DEFAULT_NAMESPACE}/`;

/** What the catalog is to hold under an entity ref: an entity, or none. */
export interface Publication {
  entityRef: string;
  entity?: LicenceUsageEntityV1alpha1;
  /** The account of a Lucid user who is there, published or not. */
  account?: string;
}

/**
 * What the catalog is to hold for a Lucid user, or `undefined` where the
 * catalog could not take an entity of that ref.
 */
export function publicationOf(
  revised: RevisedUsage,
  rule: PublishingRule,
): Publication | undefined {
  const entityRef =
    revised.type === 'current' ? revised.usage.entityRef : revised.entityRef;
  const name = entityNameIn(entityRef);
  if (name === undefined) {
    return undefined;
  }
  if (revised.type === 'tombstone' || !isThere(revised.usage)) {
    return { entityRef };
  }
  const { usage } = revised;
  return {
    entityRef,
    account: usage.account,
    entity: includes(rule, usage)
      ? toLicenceUsageEntity(usage, name)
      : undefined,
  };
}

/** A departed Lucid user has no entity, whatever is published. */
function isThere(
  usage: LicenceUsage,
): usage is LicenceUsage & Pick<LicenceUsageEntityV1alpha1['spec'], 'state'> {
  return usage.state !== 'departed';
}

function entityNameIn(entityRef: string): string | undefined {
  if (!entityRef.startsWith(REF_PREFIX)) {
    return undefined;
  }
  const name = entityRef.slice(REF_PREFIX.length);
  // The catalog writes refs in lower case, and they are compared with those.
  return KubernetesValidatorFunctions.isValidObjectName(name) &&
    name === name.toLocaleLowerCase('en-US')
    ? name
    : undefined;
}
