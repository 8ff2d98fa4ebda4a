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
  accounts: string[],
): { columns: DataColumn<ListedUsage>[]; minWidth: number } {
  const isNarrow = useMediaQuery(NARROW, { noSsr: true });
  const [[first], [second]] = shares;
  const wide: ColumnShares =
    accounts.length > 1 ? [...shares, ['account', 10]] : shares;
  const columns = useUsageColumns(
    isNarrow
      ? [
          [first, 46],
          [second, 54],
        ]
      : wide,
  );
  return { columns, minWidth: isNarrow ? 320 : 1040 };
}
