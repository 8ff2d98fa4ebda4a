import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  Activity,
  ActivityQuery,
  Alerts,
  CostHistory,
  CostHistoryQuery,
  CostOverview,
  CostShare,
  CostShareQuery,
  HistoryQuery,
  ListPage,
  MonthlyReport,
  ReportMonths,
  Seats,
  UsageHistory,
  activityPageSchema,
  alertsSchema,
  costHistorySchema,
  costOverviewSchema,
  costSharePageSchema,
  monthlyReportSchema,
  reportMonthsSchema,
  seatsSchema,
  usageHistorySchema,
} from 'backstage-plugin-lucid-common';
import {
  AccountQuery,
  LucidFigures,
  LucidRequestOptions,
} from './LucidFigures';
import { LucidRequests } from './LucidRequests';
import { encodeQuery } from './encodeQuery';

/**
 * The {@link LucidFigures} that the Lucid backend plugin answers.
 *
 * @public
 */
export class LucidFiguresClient implements LucidFigures {
  readonly #requests: LucidRequests;

  /** @param options - `fetchApi` must resolve `plugin://` URLs */
  constructor(options: { fetchApi: FetchApi }) {
    this.#requests = new LucidRequests(options);
  }

  /** {@inheritDoc LucidFigures.costs} */
  costs(
    query: AccountQuery = {},
    options?: LucidRequestOptions,
  ): Promise<CostOverview> {
    return this.#requests.get(
      `/costs${encodeQuery(query)}`,
      costOverviewSchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.costShares} */
  costShares(
    query: CostShareQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<CostShare>> {
    return this.#requests.get(
      `/costs/shares${encodeQuery(query)}`,
      costSharePageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.costHistory} */
  costHistory(
    query: CostHistoryQuery = {},
    options?: LucidRequestOptions,
  ): Promise<CostHistory> {
    return this.#requests.get(
      `/costs/history${encodeQuery(query)}`,
      costHistorySchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.usageHistory} */
  usageHistory(
    query: HistoryQuery,
    options?: LucidRequestOptions,
  ): Promise<UsageHistory> {
    return this.#requests.get(
      `/history${encodeQuery(query)}`,
      usageHistorySchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.seats} */
  seats(
    query: AccountQuery = {},
    options?: LucidRequestOptions,
  ): Promise<Seats> {
    return this.#requests.get(
      `/seats${encodeQuery(query)}`,
      seatsSchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.activity} */
  activity(
    query: ActivityQuery = {},
    options?: LucidRequestOptions,
  ): Promise<ListPage<Activity>> {
    return this.#requests.get(
      `/activity${encodeQuery(query)}`,
      activityPageSchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.reportMonths} */
  reportMonths(options?: LucidRequestOptions): Promise<ReportMonths> {
    return this.#requests.get('/reports', reportMonthsSchema, options);
  }

  /** {@inheritDoc LucidFigures.report} */
  report(month: string, options?: LucidRequestOptions): Promise<MonthlyReport> {
    return this.#requests.get(
      `/reports/${encodeURIComponent(month)}`,
      monthlyReportSchema,
      options,
    );
  }

  /** {@inheritDoc LucidFigures.alerts} */
  alerts(options?: LucidRequestOptions): Promise<Alerts> {
    return this.#requests.get('/alerts', alertsSchema, options);
  }
}
