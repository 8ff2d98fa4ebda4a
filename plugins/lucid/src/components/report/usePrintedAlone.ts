import { makeStyles } from '@material-ui/core/styles';

/** Marks what is printed. */
const MARK = '[data-lucid-report]';

const useStyles = makeStyles({
  '@global': {
    '@media print': {
      // Whatever portal this is in: of all elements, only those around the
      // report stay, and none of them cuts the report to the first page.
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
      // Black on white, in whatever theme it is read on screen.
      [MARK]: {
        '--bui-fg-primary': '#000',
        '--bui-fg-secondary': '#333',
        '--bui-border-1': '#999',
        colorScheme: 'light',
        maxWidth: 'none !important',
        padding: '0 !important',
        background: '#fff !important',
        fontSize: '10pt',
      },
      [`${MARK} *`]: { color: '#000 !important' },
      [`${MARK} div`]: { overflow: 'visible !important' },
      [`${MARK} [data-not-printed]`]: { display: 'none !important' },
      [`${MARK} :is(h2, h3)`]: { breakAfter: 'avoid' },
      [`${MARK} [data-kept-together]`]: { breakInside: 'avoid' },
      // A long table goes on on the next page, under its headers again.
      [`${MARK} thead`]: { display: 'table-header-group' },
      [`${MARK} tr`]: { breakInside: 'avoid' },
    },
  },
});

/** What makes of an element all that is printed of a page. */
export function usePrintedAlone(): { 'data-lucid-report': true } {
  useStyles();
  return { 'data-lucid-report': true };
}
