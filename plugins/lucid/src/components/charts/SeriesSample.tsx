import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { ChartKind } from './ChartData';
import { FillPatterns } from './FillPatterns';
import { SeriesLook } from './seriesLooks';

const WIDTH = 28;
const HEIGHT = 12;

const useStyles = makeStyles({ root: { flexShrink: 0 } });

/** What a series looks like in its chart: the key of a legend. */
export function SeriesSample(props: { kind: ChartKind; look: SeriesLook }) {
  const { kind, look } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <svg
      className={classes.root}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden
      focusable={false}
    >
      {kind === 'lines' ? (
        <path
          d={`M0,${HEIGHT / 2} h${WIDTH}`}
          stroke={look.colour}
          strokeWidth={2}
          strokeDasharray={look.dash}
        />
      ) : (
        <>
          <FillPatterns id={id} looks={[look]} />
          <rect
            x={0.5}
            y={0.5}
            width={WIDTH - 1}
            height={HEIGHT - 1}
            fill={`url(#${id}-0)`}
            stroke={look.colour}
          />
        </>
      )}
    </svg>
  );
}
