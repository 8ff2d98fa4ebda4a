import { makeStyles } from '@material-ui/core/styles';
import {
  ReactNode,
  createContext,
  useCallback,
  useContext,
  useRef,
} from 'react';

const useStyles = makeStyles({
  root: {
    '&:focus-visible': {
      outline: '2px solid var(--bui-fg-primary)',
      outlineOffset: 2,
    },
  },
});

const TakeFocus = createContext<() => void>(() => {});

/**
 * A named part of a page that takes the focus from buttons within it that vanish:
 * whoever uses the keyboard stays there, and does not begin anew at the top of the
 * page (WCAG 2.2, 2.4.3).
 */
export function FocusPlace(props: { label: string; children: ReactNode }) {
  const { label, children } = props;
  const classes = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const takeFocus = useCallback(() => place.current?.focus(), []);
  return (
    <div
      ref={place}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={classes.root}
    >
      <TakeFocus.Provider value={takeFocus}>{children}</TakeFocus.Provider>
    </div>
  );
}

/** Lets the nearest {@link FocusPlace} take the focus. */
export function useTakeFocus(): () => void {
  return useContext(TakeFocus);
}
