import { USAGE_STATES, UsageState } from 'backstage-plugin-lucid-common';
import { ColumnShares } from './useUsageColumns';

/** The lists of the Licences tab but for that of everyone. */
export const LICENCE_VIEWS = [...USAGE_STATES, 'unlicensed'] as const;

export type LicenceView = (typeof LICENCE_VIEWS)[number];

/** What a list of Lucid users shows of them. */
export interface UsageViewLook {
  columns: ColumnShares;
  /** Order unless another is asked for. */
  sort: string;
}

/** How everyone is shown. */
export const EVERYONE: UsageViewLook = {
  columns: [
    ['name', 24],
    ['state', 15],
    ['catalogUser', 20],
    ['licences', 26],
    ['department', 15],
  ],
  sort: 'displayName',
};

/** How Lucid users in one state are shown. */
export const VIEW_LOOKS: Record<UsageState, UsageViewLook> = {
  detected: {
    columns: [
      ['name', 26],
      ['candidates', 32],
      ['licences', 26],
      ['department', 16],
    ],
    sort: 'displayName',
  },
  undetected: {
    columns: [
      ['name', 21],
      ['why', 23],
      ['probably', 19],
      ['licences', 22],
      ['department', 15],
    ],
    sort: 'reason',
  },
  ambiguous: {
    columns: [
      ['name', 24],
      ['candidates', 30],
      ['licences', 22],
      ['settle', 24],
    ],
    sort: 'displayName',
  },
  excepted: {
    columns: [
      ['name', 24],
      ['exception', 36],
      ['licences', 24],
      ['department', 16],
    ],
    sort: 'displayName',
  },
  'left-out': {
    columns: [
      ['name', 28],
      ['leftOutBy', 26],
      ['licences', 28],
      ['department', 18],
    ],
    sort: 'displayName',
  },
  departed: {
    columns: [
      ['name', 24],
      ['was', 22],
      ['departedAt', 14],
      ['licences', 24],
      ['department', 16],
    ],
    sort: '-lastSeen',
  },
};
