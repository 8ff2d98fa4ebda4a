import { Router } from 'express';
import { SpendReader } from '../totals/SpendReader';
import { UsageHistoryReader } from '../totals/UsageHistoryReader';
import { addDays, addMonths, firstDayOf, monthOf } from '../time/calendar';
import {
  costHistoryParameters,
  daysAskedFor,
  historyParameters,
} from './historyParameters';
import { parseParameters } from './parameters';

const DEFAULT_DAYS = 90;
const DEFAULT_MONTHS = 12;

/** What the routes of daily totals stand on. */
export interface HistoryRouteOptions {
  history: UsageHistoryReader;
  spend: SpendReader;
  /** The day that it is, `YYYY-MM-DD` in UTC. */
  today: () => string;
}

/** `/history` and `/costs/history`: what was recorded day by day. */
export function addHistoryRoutes(
  router: Router,
  { history, spend, today }: HistoryRouteOptions,
): void {
  router.get('/history', async (req, res) => {
    const query = parseParameters(historyParameters, req.query);
    const days = daysAskedFor(query, today(), to =>
      addDays(to, 1 - DEFAULT_DAYS),
    );
    res.json(await history.read({ ...query, ...days }));
  });

  router.get('/costs/history', async (req, res) => {
    const {
      interval = 'month',
      by = 'total',
      ...query
    } = parseParameters(costHistoryParameters, req.query);
    const days = daysAskedFor(query, today(), to =>
      firstDayOf(addMonths(monthOf(to), 1 - DEFAULT_MONTHS)),
    );
    res.json(await spend.history({ ...query, ...days, interval, by }));
  });
}
