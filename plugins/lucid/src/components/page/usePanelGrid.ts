import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  panels: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    alignItems: 'stretch',
    // Two beside each other at most.
    gridTemplateColumns:
      'repeat(auto-fit, minmax(max(min(100%, 20rem), 50% - var(--bui-space-3)), 1fr))',
    // A chart is as wide as its place, and not the other way round.
    '& > *': { minWidth: 0 },
  },
});

/** Class of what holds the panels of a tab. */
export function usePanelGrid(): string {
  return useStyles().panels;
}
