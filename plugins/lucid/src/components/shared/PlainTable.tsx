import { makeStyles } from '@material-ui/core/styles';
import { VisuallyHidden } from '@backstage/ui';
import { ReactNode, useRef } from 'react';
import { useIsScrollable } from './useIsScrollable';

const useStyles = makeStyles({
  scroll: {
    overflow: 'auto',
    '&:focus-visible': {
      outline: '2px solid var(--bui-fg-primary)',
      outlineOffset: 2,
    },
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-3)',
    '& th, & td': {
      padding: 'var(--bui-space-1_5) var(--bui-space-3)',
      borderBottom: '1px solid var(--bui-border-1)',
      textAlign: 'start',
      verticalAlign: 'baseline',
    },
    '& tbody th': { fontWeight: 'inherit', overflowWrap: 'anywhere' },
    '& th:first-child': { paddingInlineStart: 0 },
    '& :is(th, td):last-child': { paddingInlineEnd: 0 },
  },
  number: {
    '&&': { textAlign: 'end' },
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

/** A column of a plain table. */
export interface PlainColumn {
  id: string;
  label: string;
  /** Numbers are written below each other. */
  isNumber?: boolean;
  /** In CSS; as wide as the texts need unless told, long ones as narrow as they can be. */
  width?: string;
}

/**
 * A table to be read, with a caption and headers for those who hear it. The
 * first column names the row. Where it is too large it scrolls within itself.
 */
export function PlainTable(props: {
  caption: string;
  columns: readonly PlainColumn[];
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
  /** In pixels; as high as it is unless told. */
  maxHeight?: number;
}) {
  const { caption, columns, rows, maxHeight } = props;
  const classes = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const isScrollable = useIsScrollable(place);
  const classOf = (index: number) =>
    columns[index].isNumber ? classes.number : undefined;

  return (
    <div
      ref={place}
      className={classes.scroll}
      style={{ maxHeight }}
      // What scrolls has to be reached by the keyboard (WCAG 2.2, 2.1.1).
      {...(isScrollable && {
        role: 'region',
        'aria-label': caption,
        tabIndex: 0,
      })}
    >
      <table className={classes.table}>
        <caption>
          <VisuallyHidden>{caption}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            {columns.map(({ id, label, width }, index) => (
              <th
                key={id}
                scope="col"
                className={classOf(index)}
                style={{ width }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index].id} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index].id} className={classOf(index)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
