import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  EntityUsage,
  GroupUsage,
  LICENCE_USAGE_KIND,
  LicenceUsageUsage,
  UserUsage,
} from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExplanationReader } from '../store/ExplanationReader';
import { GroupUsageReader } from '../store/groups/GroupUsageReader';
import { UsageReader } from '../store/UsageReader';
import { UserTimeline } from '../store/history/UserTimeline';
import { StatusReader } from '../sync/StatusReader';
import { entityParameters, noParameters, parseParameters } from './parameters';

interface EntityRouteOptions {
  status: StatusReader;
  usages: UsageReader;
  timeline: UserTimeline;
  catalogUsers: CatalogUserReader;
  groupUsages: GroupUsageReader;
  explanations: ExplanationReader;
  readings: CatalogReadingStore;
}

/** `/entities/:kind/:namespace/:name/usage`: what the card of an entity shows. */
export function addEntityRoutes(
  router: Router,
  options: EntityRouteOptions,
): void {
  router.get('/entities/:kind/:namespace/:name/usage', async (req, res) => {
    const entity = parseParameters(entityParameters, req.params);
    parseParameters(noParameters, req.query);
    res.json(await readEntityUsage(options, entity));
  });
}

async function readEntityUsage(
  options: EntityRouteOptions,
  entity: { kind: string; namespace: string; name: string },
): Promise<EntityUsage> {
  const { status, usages, catalogUsers, explanations, readings } = options;
  const entityRef = stringifyEntityRef(entity);
  const kind = entity.kind.toLocaleLowerCase('en-US');
  const freshness = await status.readFreshness();

  if (kind === LICENCE_USAGE_KIND.toLocaleLowerCase('en-US')) {
    const usage = await usages.getByEntityName(entity.name);
    if (!usage || usage.entityRef !== entityRef) {
      throw new NotFoundError(`No Lucid user is known as ${entityRef}`);
    }
    return {
      kind: 'LicenceUsage',
      entityRef,
      ...freshness,
      usage,
      history: await options.timeline.of(usage),
      explanation: await explanations.explain(usage),
    } satisfies LicenceUsageUsage;
  }

  const reading = await readings.current();
  if (kind === 'user') {
    const matching = await usages.listMatching(entityRef);
    if (
      matching.length === 0 &&
      !(await catalogUsers.knows(entityRef, reading?.id))
    ) {
      throw new NotFoundError(
        `${entityRef} was not in the catalog when it was read last`,
      );
    }
    return {
      kind: 'User',
      entityRef,
      ...freshness,
      usages: matching.filter(usage => usage.state === 'detected'),
      // An exception accounts for a licence, and leaves open whose it may be.
      ambiguous: matching.filter(usage =>
        ['ambiguous', 'excepted'].includes(usage.state),
      ),
    } satisfies UserUsage;
  }
  if (kind === 'group') {
    return {
      kind: 'Group',
      entityRef,
      ...freshness,
      ...(await options.groupUsages.read(entityRef, reading?.id)),
    } satisfies GroupUsage;
  }
  throw new InputError(
    `Parameter "kind" must be User, Group or ${LICENCE_USAGE_KIND}`,
  );
}
