import { Router } from 'express';
import { ActivityReader } from '../store/history/ActivityReader';
import { activityParameters } from './activityParameters';
import { parseParameters } from './parameters';

/** What the routes of changes stand on. */
export interface ActivityRouteOptions {
  activities: ActivityReader;
}

/** `/activity`: what happened to Lucid users. */
export function addActivityRoutes(
  router: Router,
  { activities }: ActivityRouteOptions,
): void {
  router.get('/activity', async (req, res) => {
    const query = parseParameters(activityParameters, req.query);
    res.json(await activities.list(query));
  });
}
