import { makeStyles } from '@material-ui/core/styles';

/** Marks what is printed. */
const MARK = '[data-lucid-report]';

const useStyles = makeStyles({
  '@global': {
    '@media print': {
      // Whatever portal this is in: of each element around the report, only the
      // way to the report stays, and nothing of it cuts the report to a page.
      [`:has(${MARK}) > :not(${MARK}):not(:has(${MARK}))`]: {
        display: 'none !important',
      },
      [`:has(${MARK})`]: {
        display: 'block !important',
        position: 'static !important',
        overflow: 'visible !important',
        width: 'auto !important',
        maxWidth: 'none !important',
        height: 'auto !important',
        minHeight: '0 !important',
        maxHeight: 'none !important',
        margin: '0 !important',
        padding: '0 !important',
        transform: 'none !important',
        contain: 'none !important',
        background: '#fff !important',
      },
      [MARK]: {
        // Black on white, in whatever theme it is read on screen.
        '--bui-fg-primary': '#000',
        '--bui-fg-secondary': '#333',
        '--bui-bg-app': '#fff',
        '--bui-bg-neutral-1': '#fff',
        '--bui-bg-neutral-2': '#fff',
        '--bui-border-1': '#999',
        '--bui-border-2': '#666',
        colorScheme: 'light',
        color: '#000 !important',
        background: '#fff !important',
        padding: '0 !important',
        fontSize: '10pt',
        '& *': { color: '#000 !important' },
        '& a': { textDecoration: 'none !important' },
        '& [data-not-printed]': { display: 'none !important' },
        '& h2, & h3, & h4': { breakAfter: 'avoid' },
        '& section[data-kept-together]': { breakInside: 'avoid' },
        // A long table goes on on the next page, with its headers again.
        '& div': { overflow: 'visible !important' },
        '& thead': { display: 'table-header-group' },
        '& tr': { breakInside: 'avoid' },
      },
      '@page': { margin: '15mm' },
    },
  },
});

/** What makes of an element all that is printed of a page. */
export function usePrintedAlone(): { 'data-lucid-report': true } {
  useStyles();
  return { 'data-lucid-report': true };
}
