import { CostShare, MonthlyReport } from 'backstage-plugin-lucid-common';
import { FakeFigureData } from '../src/testing/FakeLucidFigures';
import {
  activityOf,
  alertOf,
  costOf,
  costOverviewOf,
  costShareOf,
  reportOf,
  seatPoolOf,
  totalsOf,
} from '../src/testing/figureFixtures';
import { devMonths } from './devHistory';
import { NAMES, devUsages } from './devUsages';

const undetected = devUsages.filter(({ state }) => state === 'undetected');

const findings = {
  undetected: { users: undetected.length, cost: costOf('207.00') },
  leavers: { users: 4, cost: costOf('36.00') },
  departedButBilled: { users: 3, cost: costOf('27.00') },
  viewOnlySuffices: { users: 11, cost: costOf('99.00', { unpriced: 2 }) },
};

const twoCurrencies = (eur: string, usd: string, unpriced = 0) => ({
  perMonth: [
    { amount: eur, currency: 'EUR' },
    { amount: usd, currency: 'USD' },
  ],
  unpriced,
});

const seats = [
  seatPoolOf({
    bought: 180,
    used: 188,
    left: 0,
    overage: 8,
    utilisation: 188 / 180,
    daysLeft: 41,
  }),
  seatPoolOf({
    id: 'subscription-77',
    source: 'lucid',
    licence: undefined,
    access: undefined,
    subscription: '77',
    bought: 50,
    used: 30,
    left: 20,
    utilisation: 0.6,
    trial: true,
    renewal: undefined,
    end: '2026-12-31',
    daysLeft: 12,
  }),
];

/** A prefix with names below it, with fewer users each time. */
function sharesOf(names: (string | undefined)[], prefix = ''): CostShare[] {
  return names.map((name, index) => {
    const users = Math.max(1, 64 - index * 4);
    return costShareOf({
      key: name && `${prefix}${name}`,
      ...(prefix && { displayName: name }),
      users,
      undetected: index % 4,
      cost: costOf((users * 9).toFixed(2)),
    });
  });
}

const departments = [
  'Platform',
  undefined,
  'Research & Development',
  'Sales',
  ...Array.from({ length: 12 }, (_, index) => `Department ${index + 1}`),
];

const reports: MonthlyReport[] = devMonths().map((month, index) => {
  const report = reportOf({
    month,
    complete: index > 0,
    before: totalsOf({ users: 244 - index * 6, undetected: 22 + index }),
    after: totalsOf({
      day: `${month}-28`,
      users: 250 - index * 6,
      byLicence: { Lucidchart: 200 - index * 5, LucidscaleCreator: 24 },
    }),
    changesExpired: index > 5,
  });
  return {
    ...report,
    now:
      index > 1
        ? undefined
        : {
            topGroups: sharesOf(
              ['platform', 'sales', 'design'],
              'group:default/',
            ),
            topDepartments: sharesOf(departments.slice(0, 10)),
            findings,
            undetected: undetected.map(usage => ({
              ...usage,
              cost: costOf('9.00'),
            })),
            seats,
          },
  };
});

/** Money, seats, changes and alerts in which there is something of everything. */
export const devFigures: FakeFigureData = {
  seats,
  reports,
  costs: costOverviewOf({
    total: twoCurrencies('2125.50', '300.00', 34),
    allocated: twoCurrencies('2035.50', '300.00', 34),
    unusedSeats: [{ amount: '90.00', currency: 'EUR' }],
    byLicence: [
      {
        licence: 'Lucidchart',
        access: 'can-edit',
        users: 188,
        cost: costOf('1620.00'),
      },
      {
        licence: 'Lucidspark',
        access: 'can-edit',
        users: 80,
        cost: costOf('415.50'),
      },
      {
        licence: 'Lucidchart',
        access: 'view-only',
        users: 40,
        cost: costOf(),
      },
      {
        licence: 'active-user',
        users: 34,
        cost: costOf(undefined, { unpriced: 34 }),
      },
      {
        licence: 'LucidscaleCreator',
        access: 'can-edit',
        users: 24,
        cost: costOf('300.00', { currency: 'USD' }),
      },
    ],
    findings,
  }),
  costShares: {
    department: sharesOf(departments),
    costCenter: sharesOf(['CC-4711', 'CC-4712', undefined, 'CC-9000']),
    group: sharesOf(
      ['platform', 'sales', 'design', 'finance'],
      'group:default/',
    ),
  },
  activity: NAMES.flatMap((displayName, index) => [
    activityOf({
      id: index * 2 + 1,
      userId: devUsages[index].id,
      displayName,
      at: new Date(Date.now() - index * 40_000_000).toISOString(),
    }),
    activityOf({
      id: index * 2 + 2,
      userId: devUsages[index].id,
      displayName,
      type: 'email',
      before: `old.${index}@example.com`,
      after: devUsages[index].email,
      at: new Date(Date.now() - index * 40_000_000).toISOString(),
    }),
  ]),
  alerts: [alertOf()],
};
