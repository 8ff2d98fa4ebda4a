import { Alerts as AlertsAnswer } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { z } from 'zod';
import { Alerts } from '../alerts/createAlerts';
import { parseParameters } from './parameters';

/** What `/alerts` stands on. */
export interface AlertRouteOptions {
  alerts: Pick<Alerts, 'goingOn'>;
}

const noParameters = z.strictObject({});

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
