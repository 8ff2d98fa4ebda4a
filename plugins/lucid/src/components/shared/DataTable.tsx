import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Row,
  Selection,
  Skeleton,
  SortDescriptor,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ReactElement, ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';

const SKELETON_ROWS = 5;

const useStyles = makeStyles({
  scroll: {
    overflowX: 'auto',
    containerType: 'inline-size',
    // On the themes' own colour of a selected row, neither links nor secondary
    // text have a contrast of 4.5:1 (WCAG 2.2, 1.4.3).
    '& [role="row"][data-selected]': { background: 'var(--bui-bg-neutral-2)' },
  },
  // Centred in what is seen of a table that is wider than its place.
  empty: {
    display: 'flex',
    justifyContent: 'center',
    position: 'sticky',
    insetInlineStart: 0,
    width: '100cqi',
    maxWidth: '100%',
  },
});

/** A column of a table, and how it shows an item. */
export interface DataColumn<T> {
  id: string;
  label: string;
  /** The backend can sort by it. */
  isSortable?: boolean;
  /** Names the row for those who hear the table. */
  isRowHeader?: boolean;
  /** Share of the width in percent. */
  share: number;
  /** A `Cell` or one of its kind. */
  cell: (item: T) => ReactElement;
}

/**
 * A labelled table of one page of items. On a narrow screen it scrolls
 * sideways within itself.
 *
 * It is made of the parts of Backstage UI's `Table`, which cannot be given a
 * label nor texts in another language.
 */
export function DataTable<T extends object>(props: {
  label: string;
  columns: DataColumn<T>[];
  /** Absent while the first page is awaited. */
  items?: readonly T[];
  keyOf: (item: T) => string;
  /** A newer page is awaited. */
  isStale: boolean;
  minWidth: number;
  sort?: SortDescriptor;
  onSortChange?: (sort: SortDescriptor) => void;
  /** Rows can be selected, each by its key. */
  selection?: { keys: Set<string>; onChange: (keys: Set<string>) => void };
  empty: ReactNode;
}) {
  const { label, columns, items, keyOf, isStale, minWidth, empty } = props;
  const { selection } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const isLoading = items === undefined;
  const rows: { id: string; item?: T }[] = items
    ? items.map(item => ({ id: keyOf(item), item }))
    : Array.from({ length: SKELETON_ROWS }, (_, index) => ({
        id: `skeleton-${index}`,
      }));

  return (
    <div className={classes.scroll}>
      <TableRoot
        // A table does not bear that its columns become others.
        key={columns.map(({ id }) => id).join()}
        aria-label={isLoading ? t('list.loading', { table: label }) : label}
        style={{ minWidth }}
        stale={isStale && !isLoading}
        isPending={isLoading}
        sortDescriptor={props.sort}
        onSortChange={props.onSortChange}
        {...(selection && {
          selectionMode: 'multiple',
          selectionBehavior: 'toggle',
          selectedKeys: selection.keys,
          // Whoever is of the page before would be selected for this one.
          disabledKeys: items && !isStale ? [] : rows.map(({ id }) => id),
          onSelectionChange: (keys: Selection) =>
            selection.onChange(
              keys === 'all'
                ? new Set(rows.map(({ id }) => id))
                : new Set([...keys].map(String)),
            ),
        })}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.isRowHeader}
              allowsSorting={column.isSortable}
              style={{ width: `${column.share}%` }}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        <TableBody
          items={rows}
          dependencies={[columns]}
          renderEmptyState={() => <div className={classes.empty}>{empty}</div>}
        >
          {({ id, item }) => (
            <Row id={id} columns={columns}>
              {column =>
                item ? (
                  column.cell(item)
                ) : (
                  <Cell>
                    <Skeleton width="70%" />
                  </Cell>
                )
              }
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}
