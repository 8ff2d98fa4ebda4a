import { Badge, BadgeProps } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    // The letters of a small badge are too small to be read in a table.
    fontSize: 'var(--bui-font-size-2)',
    // A long name takes a second line where its column is narrow.
    height: 'auto',
    minHeight: 26,
    maxWidth: '100%',
    paddingBlock: 'var(--bui-space-1)',
    overflowWrap: 'break-word',
  },
});

/** A badge that is read rather than glanced at. */
export function Label(props: Omit<BadgeProps, 'className' | 'size'>) {
  const classes = useStyles();
  return <Badge {...props} className={classes.root} />;
}
