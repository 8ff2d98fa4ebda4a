import { makeStyles } from '@material-ui/core/styles';

/** Class of what a chart is drawn in. */
export const useChartStyles = makeStyles({
  root: {
    fontFamily: 'var(--bui-font-regular)',
    '& .recharts-surface:focus-visible': {
      outline: '2px solid var(--bui-fg-primary)',
      outlineOffset: 2,
    },
    '& .recharts-cartesian-axis-line': { stroke: 'var(--bui-border-2)' },
    '& .recharts-cartesian-axis-tick-line': { stroke: 'var(--bui-border-2)' },
  },
});
