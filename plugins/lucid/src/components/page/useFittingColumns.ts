import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ListedUsage } from 'backstage-plugin-lucid-common';
import { DataColumn } from '../shared/DataTable';
import { ColumnShares, useUsageColumns } from './useUsageColumns';

const NARROW = '(max-width: 640px)';

/**
 * The columns of a table of Lucid users for which there is room: on a phone the
 * first two, since all the others are in the details that a row opens.
 */
export function useFittingColumns(
  shares: ColumnShares,
  options: {
    /** Which of several Lucid accounts a user is of has to be said. */
    showAccount: boolean;
    /** Something has a price. */
    showCost: boolean;
  },
): { columns: DataColumn<ListedUsage>[]; minWidth: number } {
  const isNarrow = useMediaQuery(NARROW, { noSsr: true });
  const [[first], [second]] = shares;
  const { showAccount, showCost } = options;
  const columns = useUsageColumns(
    isNarrow
      ? [
          [first, 46],
          [second, 54],
        ]
      : toHundred([
          ...shares.flatMap(
            (share): ColumnShares =>
              showCost && share[0] === 'licences'
                ? [share, ['cost', 14]]
                : [share],
          ),
          ...(showAccount ? ([['account', 10]] satisfies ColumnShares) : []),
        ]),
  );
  return { columns, minWidth: isNarrow ? 320 : 1040 };
}

/** Shares of a width that grow or shrink until they are all of it. */
function toHundred(shares: ColumnShares): ColumnShares {
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  return shares.map(([name, share]) => [name, (share * 100) / sum]);
}
