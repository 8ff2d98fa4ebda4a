import {
  CostOverview,
  CostShare,
  ListPage,
} from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { CostReaders } from '../store/costs/createCostReaders';
import { costParameters, costShareParameters } from './costParameters';
import { parseParameters } from './parameters';

/** What the routes of costs stand on. */
export interface CostRouteOptions extends CostReaders {
  readings: CatalogReadingStore;
}

/** `/costs` and `/costs/shares`: what licences cost, and whom. */
export function addCostRoutes(
  router: Router,
  { costs, costShares, readings }: CostRouteOptions,
): void {
  router.get('/costs', async (req, res) => {
    const { account } = parseParameters(costParameters, req.query);
    res.json((await costs.read(account)) satisfies CostOverview);
  });

  router.get('/costs/shares', async (req, res) => {
    const query = parseParameters(costShareParameters, req.query);
    const reading = await readings.current();
    res.json(
      (await costShares.list(query, {
        readingId: reading?.id,
      })) satisfies ListPage<CostShare>,
    );
  });
}
