import express from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { Server } from 'node:http';
import { addActivityRoutes } from '../../src/api/activityRoutes';
import { addHistoryRoutes } from '../../src/api/historyRoutes';
import { addReportRoutes } from '../../src/api/reportRoutes';
import { defaultMatching } from '../../src/config/readMatchingConfig';
import { LicenceCosts } from '../../src/costs/LicenceCosts';
import { PriceList } from '../../src/costs/PriceList';
import { Matching } from '../../src/reconciliation/Matching';
import { ReportReader } from '../../src/reports/ReportReader';
import { CatalogReadingStore } from '../../src/store/CatalogReadingStore';
import { ExplanationReader } from '../../src/store/ExplanationReader';
import { NearestUsers } from '../../src/store/NearestUsers';
import { SnapshotStore } from '../../src/store/SnapshotStore';
import { UsageReader } from '../../src/store/UsageReader';
import { CohortCensus } from '../../src/store/costs/CohortCensus';
import { createCostReaders } from '../../src/store/costs/createCostReaders';
import { createHistoryReaders } from '../../src/store/history/createHistoryReaders';
import { SeatReader } from '../../src/store/seats/SeatReader';
import { createTotals } from '../../src/totals/createTotals';
import { silentLogger } from '../silentLogger';

const ACCOUNT = 'default';

/** The part of the plugin that records and tells of what was, put together as the plugin does. */
export function createHistoryPortal(options: {
  knex: Knex;
  prices: PriceList;
  /** `YYYY-MM-DD` in UTC. */
  today: () => string;
}) {
  const { knex } = options;
  const cohorts = new CohortCensus({ knex });
  const seats = new SeatReader({ ...options, cohorts });
  const matching = new Matching({
    config: defaultMatching(),
    isOnlyAccount: true,
    modules: [],
  });
  const totals = createTotals({
    ...options,
    accounts: [ACCOUNT],
    readPools: () => seats.pools(),
    logger: silentLogger(),
  });
  const history = createHistoryReaders({ knex });
  const readings = new CatalogReadingStore({ knex });
  const router = PromiseRouter();
  addHistoryRoutes(router, { ...options, ...totals });
  addActivityRoutes(router, history);
  addReportRoutes(router, {
    ...createCostReaders({ ...options, cohorts }),
    reports: new ReportReader({
      ...options,
      accounts: [ACCOUNT],
      spend: totals.spend,
    }),
    usages: new UsageReader({ knex, costs: new LicenceCosts(options) }),
    explanations: new ExplanationReader({
      snapshots: new SnapshotStore({ knex, matching }),
      nearestUsers: new NearestUsers({ knex }),
      readings,
      isOnlyAccount: true,
    }),
    readings,
    seats,
  });
  return {
    /** Keeps the totals of today. */
    record: () => totals.recorder.recordChanged(ACCOUNT),
    activities: history.activities,
    listen: (): Server => express().use(router).listen(0, '127.0.0.1'),
  };
}
