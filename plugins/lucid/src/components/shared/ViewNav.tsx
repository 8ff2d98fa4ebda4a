import { makeStyles } from '@material-ui/core/styles';
import { Link } from 'react-router-dom';
import { formatCount } from './format';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 'var(--bui-space-2)',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 'var(--bui-space-2)',
    minHeight: 32,
    padding: '0 var(--bui-space-3)',
    borderRadius: 'var(--bui-radius-full)',
    border: '1px solid var(--bui-border-2)',
    color: 'var(--bui-fg-primary)',
    fontFamily: 'var(--bui-font-regular)',
    fontSize: 'var(--bui-font-size-3)',
    textDecoration: 'none',
    '&:hover': { background: 'var(--bui-bg-neutral-1)' },
    '&:focus-visible': {
      outline: '2px solid var(--bui-ring)',
      outlineOffset: 2,
    },
    '&[aria-current]': {
      background: 'var(--bui-accent-bg)',
      borderColor: 'var(--bui-accent-bg)',
      color: 'var(--bui-accent-fg)',
    },
  },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: 700 },
});

/** One of several views of the same data. */
export interface View {
  href: string;
  label: string;
  /** How many it shows; absent while that is not known. */
  count?: number;
  isCurrent: boolean;
}

/** Links from one view to the others. */
export function ViewNav({ label, views }: { label: string; views: View[] }) {
  const classes = useStyles();
  return (
    <nav aria-label={label}>
      <ul className={classes.list}>
        {views.map(view => (
          <li key={view.label}>
            <Link
              to={view.href}
              className={classes.link}
              aria-current={view.isCurrent ? 'page' : undefined}
            >
              {view.label}
              {/* For those who hear it as one line. */ ' '}
              {view.count !== undefined && (
                <span className={classes.count}>{formatCount(view.count)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
