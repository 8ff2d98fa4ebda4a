import { makeStyles } from '@material-ui/core/styles';
import { ChartKind, ChartSeries } from './ChartData';
import { SeriesSample } from './SeriesSample';
import { SeriesLook } from './seriesLooks';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 'var(--bui-space-1) var(--bui-space-4)',
    listStyle: 'none',
    margin: 0,
    padding: 0,
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-2)',
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 'var(--bui-space-2)',
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
});

/** Says which series of a chart is which. */
export function ChartLegend(props: {
  label: string;
  kind: ChartKind;
  series: readonly ChartSeries[];
  looks: SeriesLook[];
}) {
  const { label, kind, series, looks } = props;
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={label}>
      {series.map((each, index) => (
        <li key={each.key} className={classes.item}>
          <SeriesSample kind={kind} look={looks[index]} />
          {each.label}
        </li>
      ))}
    </ul>
  );
}
