import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  '@global': {
    // The header is the framework's, and lets its tabs run out of a phone. They
    // take a second line there, since nobody looks for what has to be pulled
    // into sight.
    '@media (max-width: 40rem)': {
      '.bui-PluginHeaderTabsWrapper .bui-TabList': { flexWrap: 'wrap' },
      '.bui-PluginHeaderTabsWrapper .bui-Tab': {
        paddingInline: 'var(--bui-space-1_5)',
      },
      // The line of the framework is below the last line of tabs.
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
