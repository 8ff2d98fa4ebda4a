import { makeStyles } from '@material-ui/core/styles';
import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { whiteSpace: 'nowrap' },
  // Inline, so that the words keep to the baseline of what is beside them.
  icon: { verticalAlign: 'text-bottom', marginInlineEnd: 'var(--bui-space-1)' },
});

/** How something stands: an icon for the eye, and words that say it. */
export function StatusText(props: {
  Icon: RemixiconComponentType;
  color: string;
  children: ReactNode;
}) {
  const { Icon, color, children } = props;
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <Icon size={18} color={color} className={classes.icon} aria-hidden />
      {children}
    </span>
  );
}
