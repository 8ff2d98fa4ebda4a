import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    gridTemplateColumns: 'repeat(auto-fit, minmax(9.25rem, 1fr))',
  },
});

/** Figures beside each other, as many as there is room for. */
export function FigureGrid({ children }: { children: ReactNode }) {
  return <div className={useStyles().figures}>{children}</div>;
}
