import { CostHistory, UsageHistory } from 'backstage-plugin-lucid-common';

const DAYS = ['2026-03-08', '2026-03-09', '2026-03-10'];

/** Users by state over three days, of which the first was not recorded. */
export function stateHistory(): UsageHistory {
  return {
    by: 'state',
    days: DAYS,
    series: [
      { key: 'detected', values: [null, 200, 210] },
      { key: 'undetected', values: [null, 50, 40] },
      { key: 'leavers', values: [null, 3, 3] },
    ],
  };
}

/** Users by licence over the same days. */
export function licenceHistory(): UsageHistory {
  return {
    by: 'licence',
    days: DAYS,
    series: [
      { key: 'Lucidchart', values: [null, 190, 200] },
      { key: 'active-user', values: [null, 12, 11] },
    ],
  };
}

/** Seats of `lucidchart-can-edit` over the same days. */
export function seatHistory(): UsageHistory {
  return {
    by: 'seats',
    days: DAYS,
    series: [
      { key: 'lucidchart-can-edit', values: [null, 170, 180] },
      { key: 'lucidchart-can-edit:bought', values: [null, 200, 200] },
    ],
  };
}

/** Spend of two months in two currencies. */
export function spendHistory(change: Partial<CostHistory> = {}): CostHistory {
  return {
    periods: ['2026-02', '2026-03'],
    series: [
      { key: 'total', currency: 'EUR', values: ['1975.50', '640.10'] },
      { key: 'total', currency: 'USD', values: [null, '30.00'] },
    ],
    ...change,
  };
}
