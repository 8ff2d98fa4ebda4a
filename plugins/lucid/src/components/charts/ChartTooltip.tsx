import { makeStyles } from '@material-ui/core/styles';
import { SeriesSample } from './SeriesSample';
import { ChartKind } from './ChartData';
import { SeriesLook } from './seriesLooks';

const useStyles = makeStyles({
  root: {
    padding: 'var(--bui-space-2) var(--bui-space-3)',
    borderRadius: 'var(--bui-radius-2)',
    border: '1px solid var(--bui-border-2)',
    background: 'var(--bui-bg-neutral-1)',
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-2)',
    maxWidth: 'min(18rem, 70vw)',
  },
  title: { margin: 0, fontWeight: 600 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: 'var(--bui-space-2)',
    overflowWrap: 'anywhere',
  },
  value: {
    marginInlineStart: 'auto',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
});

/** What a chart says of the period that is pointed at, or reached by the keyboard. */
export function ChartTooltip(props: {
  title: string;
  kind: ChartKind;
  items: { key: string; label: string; text: string; look: SeriesLook }[];
}) {
  const { title, kind, items } = props;
  const classes = useStyles();
  return (
    <div className={classes.root} role="status" aria-live="assertive">
      <p className={classes.title}>{title}</p>
      <ul className={classes.list}>
        {items.map(({ key, label, text, look }) => (
          <li key={key} className={classes.item}>
            <SeriesSample kind={kind} look={look} />
            {label} <span className={classes.value}>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
