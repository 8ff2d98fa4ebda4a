import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 6,
    borderRadius: 'var(--bui-radius-full)',
    backgroundColor: 'var(--bui-border-1)',
  },
  bar: {
    borderRadius: 'var(--bui-radius-full)',
    backgroundColor: 'var(--bui-accent-bg)',
  },
});

/** A part of a whole as a bar. */
export function ShareBar(props: {
  part: number;
  whole: number;
  /** What the bar tells; leave it out where a text beside it tells the same. */
  label?: string;
}) {
  const { part, whole, label } = props;
  const classes = useStyles();
  const value = whole === 0 ? 0 : Math.min(100, (part / whole) * 100);
  return (
    <LinearProgress
      variant="determinate"
      value={value}
      classes={classes}
      {...(label ? { 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
