import {
  ACCESS_LEVELS,
  HistoryKey,
  USAGE_STATES,
} from 'backstage-plugin-lucid-common';
import { SummedTotal, TotalsSelection } from '../store/totals/TotalsReader';
import { Series } from './SeriesTable';

/** How daily totals become the series of a chart. */
export interface HistoryView {
  selection: TotalsSelection;
  /** What the totals of one account on one day say. */
  values: (totals: SummedTotal[]) => [key: string, value: number][];
  /** Whether a key that a recorded day does not have counts as none. */
  isComplete: boolean;
  order: (one: Series, other: Series) => number;
}

/** Everybody who is in none of the departments that are shown. A department of that name is among them. */
const OTHER = 'other';

const PRESENT_STATES: string[] = USAGE_STATES.filter(
  state => state !== 'departed',
);

const usersByKey: HistoryView['values'] = totals =>
  totals.map(({ key, users }) => [key, users]);

const HISTORY_VIEWS: Record<Exclude<HistoryKey, 'department'>, HistoryView> = {
  state: {
    selection: { slices: ['state'], by: ['key'] },
    values: usersByKey,
    isComplete: true,
    order: inOrderOf([...PRESENT_STATES, 'leavers', 'unlicensed']),
  },
  access: {
    selection: { slices: ['access'], by: ['key'] },
    values: usersByKey,
    isComplete: true,
    order: inOrderOf([...ACCESS_LEVELS, 'unknown']),
  },
  licence: {
    selection: { slices: ['licence'], by: ['licence'] },
    values: totals => totals.map(({ licence, users }) => [licence, users]),
    isComplete: true,
    order: mostFirst,
  },
  seats: {
    selection: { slices: ['seats'], by: ['key'] },
    values: totals =>
      totals.flatMap(({ key, users, bought }): [string, number][] => [
        [key, users],
        ...(bought === undefined
          ? []
          : [[`${key}:bought`, bought] satisfies [string, number]]),
      ]),
    // There was no such pool then, or it had no limit: that is not none.
    isComplete: false,
    order: byName,
  },
};

/** @param departments - those that are to be shown */
export function viewOf(by: HistoryKey, departments: string[]): HistoryView {
  return by === 'department' ? departmentView(departments) : HISTORY_VIEWS[by];
}

/** The departments with most users, of those that can be shown by their own name. */
export function largestDepartments(
  totals: SummedTotal[],
  most: number,
): string[] {
  const users = new Map<string, number>();
  for (const row of totals) {
    users.set(row.key, (users.get(row.key) ?? 0) + row.users);
  }
  users.delete('');
  users.delete(OTHER);
  return [...users]
    .sort(([a, some], [b, more]) => more - some || compareText(a, b))
    .slice(0, most)
    .map(([department]) => department);
}

function departmentView(departments: string[]): HistoryView {
  return {
    selection: {
      // Both at once, lest a day that is being replaced gives half of each.
      slices: ['state', 'department'],
      by: ['key'],
      keys: [...PRESENT_STATES, ...departments],
    },
    values: totals => {
      const shown = totals.filter(({ slice }) => slice === 'department');
      const everybody = totals.filter(({ slice }) => slice === 'state');
      const others = sumOfUsers(everybody) - sumOfUsers(shown);
      return [
        ...usersByKey(shown),
        ...(others > 0 ? [[OTHER, others] satisfies [string, number]] : []),
      ];
    },
    isComplete: true,
    order: (one, other) =>
      Number(one.key === OTHER) - Number(other.key === OTHER) ||
      mostFirst(one, other),
  };
}

function sumOfUsers(totals: SummedTotal[]): number {
  return totals.reduce((sum, { users }) => sum + users, 0);
}

function inOrderOf(keys: string[]): HistoryView['order'] {
  return (one, other) => keys.indexOf(one.key) - keys.indexOf(other.key);
}

/** By what there is at the end. */
function mostFirst(one: Series, other: Series): number {
  const last = ({ values }: Series) =>
    values.findLast(value => value !== null) ?? 0;
  return last(other) - last(one) || byName(one, other);
}

function byName(one: Series, other: Series): number {
  return compareText(one.key, other.key);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
