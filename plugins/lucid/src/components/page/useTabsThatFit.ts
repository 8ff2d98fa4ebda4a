import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  '@global': {
    // The header is the framework's, and lets its tabs run out of a phone.
    '@media (max-width: 30rem)': {
      '.bui-PluginHeaderTabsWrapper': {
        overflowX: 'auto',
        overflowY: 'hidden',
        scrollbarWidth: 'none',
        // Where the line is that marks the active tab.
        paddingBottom: 1,
      },
      '.bui-PluginHeaderTabsWrapper .bui-Tab': {
        paddingInline: 'var(--bui-space-1)',
      },
    },
  },
});

/** Keeps the tabs of the page within a phone, as long as the page is open. */
export function useTabsThatFit(): void {
  useStyles();
}
