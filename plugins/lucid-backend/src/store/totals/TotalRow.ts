import { AccessLevel } from 'backstage-plugin-lucid-common';
import { Columns } from '../bulkRows';

/**
 * What a day's totals are told apart by.
 *
 * - `state`: key is a state, `leavers` or `unlicensed`. Every recorded day has all of them
 * - `access`: key is an access level, or `unknown`
 * - `licence`: key is a state; users of each licence and access level, so that what
 *   they cost can be told by state
 * - `department`: key is a department, or `''` for users who have none, which every
 *   recorded day has
 * - `seats`: key is the id of a pool, users are the seats used
 */
export const TOTAL_SLICES = [
  'state',
  'access',
  'licence',
  'department',
  'seats',
] as const;

export type TotalSlice = (typeof TOTAL_SLICES)[number];

/** A number at the end of a day: a row of `daily_totals`, less its account and day. */
export interface TotalRow {
  slice: TotalSlice;
  key: string;
  /** `''` where there is none. */
  licence: string;
  /** `''` where there is none. */
  access: AccessLevel | '';
  users: number;
  /** Seats that were bought; absent where there is no limit. */
  bought?: number;
}

/** The columns of `daily_totals`. */
export const totalColumns: Columns<
  TotalRow & { account_id: string; day: string }
> = {
  account_id: 'text',
  slice: 'text',
  day: 'text',
  key: 'text',
  licence: 'text',
  access: 'text',
  users: 'integer',
  bought: 'integer',
};
