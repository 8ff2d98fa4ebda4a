import {
  Activity,
  Alert,
  Cost,
  CostOverview,
  CostShare,
  MonthlyReport,
  ReportTotals,
  SeatPool,
} from 'backstage-plugin-lucid-common';

/** What licences cost a month, as amounts in euros unless told. */
export function costOf(
  amount?: string,
  options: { currency?: string; unpriced?: number } = {},
): Cost {
  const { currency = 'EUR', unpriced = 0 } = options;
  return { perMonth: amount ? [{ amount, currency }] : [], unpriced };
}

/** Costs of a portal whose configuration names no price. */
export function unpricedOverview(): CostOverview {
  const nothing = { users: 0, cost: costOf() };
  return {
    day: '2026-03-10',
    priced: false,
    total: costOf(),
    allocated: costOf(),
    unusedSeats: [],
    byLicence: [],
    findings: {
      undetected: nothing,
      leavers: nothing,
      viewOnlySuffices: nothing,
    },
  };
}

/** Costs of an account with prices and a few seats too many. */
export function costOverviewOf(
  change: Partial<CostOverview> = {},
): CostOverview {
  return {
    day: '2026-03-10',
    priced: true,
    total: costOf('2015.00', { unpriced: 3 }),
    allocated: costOf('1800.00', { unpriced: 3 }),
    unusedSeats: [{ amount: '215.00', currency: 'EUR' }],
    byLicence: [
      {
        licence: 'Lucidchart',
        access: 'can-edit',
        users: 180,
        cost: costOf('1620.00'),
      },
      {
        licence: 'Lucidspark',
        access: 'can-edit',
        users: 30,
        cost: costOf('180.00'),
      },
      {
        licence: 'Lucidchart',
        access: 'view-only',
        users: 40,
        cost: costOf(),
      },
    ],
    findings: {
      undetected: { users: 25, cost: costOf('225.00') },
      leavers: { users: 3, cost: costOf('27.00') },
      viewOnlySuffices: { users: 0, cost: costOf() },
    },
    ...change,
  };
}

/** A department with its users and what they cost. */
export function costShareOf(change: Partial<CostShare> = {}): CostShare {
  return {
    key: 'Platform',
    users: 40,
    undetected: 4,
    cost: costOf('360.00'),
    ...change,
  };
}

/** Seats of Lucidchart, most of them used. */
export function seatPoolOf(change: Partial<SeatPool> = {}): SeatPool {
  return {
    id: 'lucidchart-can-edit',
    source: 'configuration',
    licence: 'Lucidchart',
    access: 'can-edit',
    bought: 200,
    used: 180,
    left: 20,
    overage: 0,
    utilisation: 0.9,
    renewal: '2026-09-30',
    daysLeft: 204,
    ...change,
  };
}

/** A licence that somebody lost. */
export function activityOf(change: Partial<Activity> = {}): Activity {
  const userId = change.userId ?? 'lucid-1001';
  return {
    id: 1,
    account: 'default',
    userId,
    displayName: 'Jana Doležalová',
    entityRef: `licenceusage:default/${userId}`,
    state: 'detected',
    syncId: 'sync-1',
    at: '2026-03-10T08:00:04.000Z',
    type: 'licence-lost',
    before: 'Lucidchart (can-edit)',
    ...change,
  };
}

/** How many there were at the end of a day. */
export function totalsOf(change: Partial<ReportTotals> = {}): ReportTotals {
  return {
    day: '2026-02-28',
    users: 250,
    detected: 210,
    undetected: 25,
    ambiguous: 5,
    excepted: 4,
    leftOut: 6,
    unlicensed: 17,
    byLicence: { Lucidchart: 200, Lucidspark: 90 },
    ...change,
  };
}

/** The report of a month that has ended. */
export function reportOf(change: Partial<MonthlyReport> = {}): MonthlyReport {
  const { findings } = costOverviewOf();
  return {
    month: '2026-02',
    complete: true,
    before: totalsOf({ day: '2026-01-31', users: 244, undetected: 22 }),
    after: totalsOf(),
    changes: { appeared: 9, departed: 3, 'licence-lost': 4 },
    changesExpired: false,
    spend: {
      priced: true,
      total: [{ amount: '1975.50', currency: 'EUR' }],
      byLicence: [
        {
          key: 'Lucidchart',
          spent: [{ amount: '1600.50', currency: 'EUR' }],
        },
        {
          key: 'unused-seats',
          spent: [{ amount: '375.00', currency: 'EUR' }],
        },
      ],
      monthBefore: [{ amount: '1900.00', currency: 'EUR' }],
    },
    now: {
      topGroups: [
        costShareOf({
          key: 'group:default/platform',
          displayName: 'Platform Team',
        }),
      ],
      topDepartments: [costShareOf()],
      findings,
      undetected: [],
      seats: [seatPoolOf()],
    },
    ...change,
  };
}

/** An alert that goes on. */
export function alertOf(change: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1',
    rule: 'seats-left',
    account: 'default',
    severity: 'high',
    title: '4 seats of Lucidchart are left',
    description: 'Take licences back from leavers, or buy seats.',
    link: '/lucid/undetected?reason=leaver',
    since: '2026-03-10T08:00:04.000Z',
    ...change,
  };
}
