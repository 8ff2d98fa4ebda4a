import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, RefObject } from 'react';

const useStyles = makeStyles({
  root: {
    '&:focus-visible': {
      outline: '2px solid var(--bui-fg-primary)',
      outlineOffset: 2,
    },
  },
});

/**
 * A named part of a page that takes the focus where a button within it goes with
 * what it does: whoever uses the keyboard stays there, and does not begin anew at
 * the top of the page (WCAG 2.2, 2.4.3).
 */
export function FocusPlace(props: {
  /** Focuses it. */
  place: RefObject<HTMLDivElement>;
  label: string;
  children: ReactNode;
}) {
  const { place, label, children } = props;
  const classes = useStyles();
  return (
    <div
      ref={place}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={classes.root}
    >
      {children}
    </div>
  );
}
