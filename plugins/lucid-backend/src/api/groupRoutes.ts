import { UsagePlaces } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { GroupReaders } from '../store/groups/createGroupReaders';
import { lucidGroupListParameters, placesParameters } from './groupParameters';
import { parseParameters } from './parameters';

/** What the routes of groups stand on. */
export interface GroupRouteOptions extends GroupReaders {
  readings: CatalogReadingStore;
}

/** `/lucid-groups` and `/users/places`: where Lucid places its users. */
export function addGroupRoutes(
  router: Router,
  { lucidGroups, places, readings }: GroupRouteOptions,
): void {
  router.get('/lucid-groups', async (req, res) => {
    const query = parseParameters(lucidGroupListParameters, req.query);
    const reading = await readings.current();
    res.json(await lucidGroups.list(query, { readingId: reading?.id }));
  });

  router.get('/users/places', async (req, res) => {
    const query = parseParameters(placesParameters, req.query);
    const reading = await readings.current();
    res.json({
      places: await places.list({ ...query, readingId: reading?.id }),
    } satisfies UsagePlaces);
  });
}
