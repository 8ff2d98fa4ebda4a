import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  LicenceUsageDetails,
  ListPage,
  ListedUsage,
} from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExplanationReader } from '../store/ExplanationReader';
import { UsageReader } from '../store/UsageReader';
import { UserTimeline } from '../store/history/UserTimeline';
import {
  catalogUserListParameters,
  changesParameters,
  facetsParameters,
  noParameters,
  parseParameters,
  usageListParameters,
  userParameters,
} from './parameters';

const DEFAULT_CHANGES = 500;

/** `/users`, `/catalog-users` and `/changes`: lists of who has what. */
export function addUserRoutes(
  router: Router,
  options: {
    httpAuth: HttpAuthService;
    usages: UsageReader;
    timeline: UserTimeline;
    catalogUsers: CatalogUserReader;
    explanations: ExplanationReader;
    readings: CatalogReadingStore;
  },
): void {
  const { httpAuth, usages, timeline, catalogUsers, explanations, readings } =
    options;

  router.get('/users', async (req, res) => {
    const query = parseParameters(usageListParameters, req.query);
    const reading = await readings.current();
    const page = await usages.list(query, { readingId: reading?.id });
    res.json({
      ...page,
      items: await explanations.addNearest(page.items),
    } satisfies ListPage<ListedUsage>);
  });

  router.get('/users/facets', async (req, res) => {
    const { account } = parseParameters(facetsParameters, req.query);
    res.json(await usages.facets(account));
  });

  router.get('/users/:account/:id', async (req, res) => {
    const { account, id } = parseParameters(userParameters, req.params);
    parseParameters(noParameters, req.query);
    const usage = await usages.get(account, id);
    if (!usage) {
      throw new NotFoundError('There is no such Lucid user');
    }
    res.json({
      usage,
      history: await timeline.of(usage),
      explanation: await explanations.explain(usage),
    } satisfies LicenceUsageDetails);
  });

  router.get('/catalog-users', async (req, res) => {
    const query = parseParameters(catalogUserListParameters, req.query);
    const reading = await readings.current();
    res.json(await catalogUsers.list(query, { readingId: reading?.id }));
  });

  router.get('/changes', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['service'] });
    const { since = 0, limit = DEFAULT_CHANGES } = parseParameters(
      changesParameters,
      req.query,
    );
    res.json(await usages.changes(since, limit));
  });
}
