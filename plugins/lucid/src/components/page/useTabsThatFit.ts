import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  '@global': {
    // The header is the framework's, and lets its tabs run out of a phone.
    '@media (max-width: 30rem)': {
      '.bui-PluginHeaderTabsWrapper': {
        overflowX: 'auto',
        overflowY: 'hidden',
        scrollbarWidth: 'none',
      },
      '.bui-PluginHeaderTabsWrapper .bui-Tab': {
        paddingInline: 'var(--bui-space-1)',
      },
      // The line of the framework is where the tab was before it got narrower.
      '.bui-PluginHeaderTabsWrapper .bui-TabActive': { display: 'none' },
      '.bui-PluginHeaderTabsWrapper .bui-Tab[data-selected="true"]': {
        boxShadow: 'inset 0 -1px var(--bui-fg-primary)',
      },
    },
  },
});

/** Keeps the tabs of the page within a phone, as long as the page is open. */
export function useTabsThatFit(): void {
  useStyles();
}
