import { NotFoundError } from '@backstage/errors';
import {
  Activity,
  ActivityQuery,
  Alert,
  Alerts,
  CostHistory,
  CostHistoryQuery,
  CostKey,
  CostOverview,
  CostShare,
  CostShareQuery,
  HistoryKey,
  HistoryQuery,
  ListPage,
  MonthlyReport,
  ReportMonths,
  SeatPool,
  Seats,
  UsageHistory,
} from 'backstage-plugin-lucid-common';
import { AccountQuery, LucidFigures } from '../api';
import { pageOf } from './fakePages';
import { fitsActivityQuery } from './fakeQueries';
import { unpricedOverview } from './figureFixtures';

/** What a {@link FakeLucidFigures} knows. */
export interface FakeFigureData {
  costs?: CostOverview;
  costShares?: Partial<Record<CostKey, CostShare[]>>;
  costHistory?: CostHistory;
  usageHistories?: Partial<Record<HistoryKey, UsageHistory>>;
  seats?: SeatPool[];
  activity?: Activity[];
  reports?: MonthlyReport[];
  alerts?: Alert[];
}

/** A portal on its first day, without a price and without seats. */
export function noFigures(): Required<FakeFigureData> {
  return {
    costs: unpricedOverview(),
    costShares: {},
    costHistory: { periods: [], series: [] },
    usageHistories: {},
    seats: [],
    activity: [],
    reports: [],
    alerts: [],
  };
}

/** The figures of a backend in memory. */
export abstract class FakeLucidFigures implements LucidFigures {
  abstract data: Required<FakeFigureData>;
  failure?: Error;
  /** Every list of changes that was asked for. */
  readonly activityQueries: ActivityQuery[] = [];
  /** Every history of costs that was asked for. */
  readonly costHistoryQueries: CostHistoryQuery[] = [];
  /** Every history of users that was asked for. */
  readonly historyQueries: HistoryQuery[] = [];

  async costs(_query?: AccountQuery): Promise<CostOverview> {
    this.failIfTold();
    return this.data.costs;
  }

  async costShares(query: CostShareQuery): Promise<ListPage<CostShare>> {
    this.failIfTold();
    return pageOf(query, ({ by }) => this.data.costShares[by] ?? []);
  }

  async costHistory(query: CostHistoryQuery = {}): Promise<CostHistory> {
    this.failIfTold();
    this.costHistoryQueries.push(query);
    return this.data.costHistory;
  }

  async usageHistory(query: HistoryQuery): Promise<UsageHistory> {
    this.failIfTold();
    this.historyQueries.push(query);
    const { by } = query;
    return this.data.usageHistories[by] ?? { by, days: [], series: [] };
  }

  async seats({ account }: AccountQuery = {}): Promise<Seats> {
    this.failIfTold();
    return {
      pools: this.data.seats.filter(
        pool => !account || !pool.account || pool.account === account,
      ),
    };
  }

  async activity(query: ActivityQuery = {}): Promise<ListPage<Activity>> {
    this.failIfTold();
    this.activityQueries.push(query);
    return pageOf(query, filters =>
      this.data.activity.filter(each => fitsActivityQuery(each, filters)),
    );
  }

  async reportMonths(): Promise<ReportMonths> {
    this.failIfTold();
    return { months: this.data.reports.map(({ month }) => month) };
  }

  async report(month: string): Promise<MonthlyReport> {
    this.failIfTold();
    const report = this.data.reports.find(each => each.month === month);
    if (!report) throw new NotFoundError(`No report of ${month}`);
    return report;
  }

  async alerts(): Promise<Alerts> {
    this.failIfTold();
    return { alerts: this.data.alerts };
  }

  protected failIfTold() {
    if (this.failure) throw this.failure;
  }
}
