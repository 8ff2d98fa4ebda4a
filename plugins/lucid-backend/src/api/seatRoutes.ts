import { Seats } from 'backstage-plugin-lucid-common';
import { Router } from 'express';
import { z } from 'zod';
import { queryText } from '../text/queryText';
import { SeatReader } from '../store/seats/SeatReader';
import { parseParameters } from './parameters';

/** What the routes of seats stand on. */
export interface SeatRouteOptions {
  seats: Pick<SeatReader, 'pools'>;
}

/** Query of `GET /seats`. */
const seatsParameters = z.strictObject({ account: queryText.optional() });

/** `/seats`: how many were bought, and how many are taken. */
export function addSeatRoutes(
  router: Router,
  { seats }: SeatRouteOptions,
): void {
  router.get('/seats', async (req, res) => {
    const { account } = parseParameters(seatsParameters, req.query);
    const pools = await seats.pools();
    res.json({
      // One that is for every account is for this one, too.
      pools:
        account === undefined
          ? pools
          : pools.filter(pool => (pool.account ?? account) === account),
    } satisfies Seats);
  });
}
