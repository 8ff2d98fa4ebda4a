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
} from 'backstage-plugin-lucid-common';

/**
 * How a single request is made.
 *
 * @public
 */
export interface LucidRequestOptions {
  /** Ends the request; its promise is then rejected with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * Narrows figures to one Lucid account.
 *
 * @public
 */
export interface AccountQuery {
  /** Id of a Lucid account; every account unless told. */
  account?: string;
}

/**
 * What licences cost, how many seats there are, and how all of it has changed.
 * It fails as `LucidApi` does, of which it is a part.
 *
 * @public
 */
export interface LucidFigures {
  /** What licences cost a month, at the prices of today. */
  costs(
    query?: AccountQuery,
    options?: LucidRequestOptions,
  ): Promise<CostOverview>;

  /** What licences cost by department, cost centre or catalog group, most users first. */
  costShares(
    query: CostShareQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<CostShare>>;

  /** What was spent in each day or month. */
  costHistory(
    query?: CostHistoryQuery,
    options?: LucidRequestOptions,
  ): Promise<CostHistory>;

  /** How many users there were on each day. */
  usageHistory(
    query: HistoryQuery,
    options?: LucidRequestOptions,
  ): Promise<UsageHistory>;

  /** Seats bought and used; none where they are neither configured nor read. */
  seats(query?: AccountQuery, options?: LucidRequestOptions): Promise<Seats>;

  /** What happened to Lucid users, the newest first. */
  activity(
    query?: ActivityQuery,
    options?: LucidRequestOptions,
  ): Promise<ListPage<Activity>>;

  /** The months of which there is a report, the newest first. */
  reportMonths(options?: LucidRequestOptions): Promise<ReportMonths>;

  /**
   * One calendar month.
   *
   * @param month - `YYYY-MM`
   */
  report(month: string, options?: LucidRequestOptions): Promise<MonthlyReport>;

  /** What `lucid.alerts` watches and what is the case at present, the newest first. */
  alerts(options?: LucidRequestOptions): Promise<Alerts>;
}
