import { Badge, BadgeProps } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // The letters of a small badge are too small to be read in a table.
  root: { fontSize: 'var(--bui-font-size-2)', maxWidth: '100%' },
});

/** A badge that is read rather than glanced at. */
export function Label(props: Omit<BadgeProps, 'className' | 'size'>) {
  const classes = useStyles();
  return <Badge {...props} className={classes.root} />;
}
