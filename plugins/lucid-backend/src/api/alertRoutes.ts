import { Alerts as AlertsAnswer } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { Alerts } from '../alerts/createAlerts';
import { noParameters, parseParameters } from './parameters';

/** What `/alerts` stands on. */
export interface AlertRouteOptions {
  alerts: Pick<Alerts, 'goingOn'>;
}

/** `/alerts`: those that go on. */
export function addAlertRoutes(
  router: Router,
  { alerts }: AlertRouteOptions,
): void {
  router.get('/alerts', async (req, res) => {
    parseParameters(noParameters, req.query);
    res.json({ alerts: await alerts.goingOn() } satisfies AlertsAnswer);
  });
}
