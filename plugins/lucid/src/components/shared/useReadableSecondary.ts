import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // On the surface of a card, the dark theme's own grey has a contrast of 4:1,
  // and less on a selected row; small text needs 4.5:1 (WCAG 2.2, 1.4.3).
  root: {
    '[data-theme-mode="dark"] &': {
      '--bui-fg-secondary':
        'color-mix(in srgb, var(--bui-fg-primary) 85%, var(--bui-bg-app))',
    },
  },
});

/** Class that makes secondary text within it readable in every theme. */
export function useReadableSecondary(): string {
  return useStyles().root;
}
