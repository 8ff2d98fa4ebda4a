/** How a fill is told from others without its colour. */
export type FillPattern =
  | 'solid'
  | 'rising'
  | 'dots'
  | 'falling'
  | 'lines'
  | 'grid';

/** What one series of a chart looks like. */
export interface SeriesLook {
  colour: string;
  /** Lengths of dashes and gaps, as SVG takes them; a solid line unless told. */
  dash?: string;
  pattern: FillPattern;
}

/**
 * Colours that stay apart for people who see no red, green or blue, and stand
 * out from the surfaces of the theme by 3:1 (WCAG 2.2, 1.4.11). Blue, orange,
 * green, pink, and one that is neutral, after those of Okabe and Ito.
 */
const COLOURS = {
  light: ['#0072b2', '#c27b00', '#055732', '#c83273', '#1f1f1f', '#914108'],
  dark: ['#56b4e9', '#e1932d', '#6ef7b3', '#e9a5c2', '#ffffff', '#ebdf00'],
};

const DASHES = [undefined, '7 3', '2 3', '10 3 2 3', '4 4', '14 4'];

const PATTERNS: FillPattern[] = [
  'solid',
  'rising',
  'dots',
  'falling',
  'lines',
  'grid',
];

/** The look of each of so many series: no two are alike, up to 36. */
export function seriesLooks(
  theme: 'light' | 'dark',
  count: number,
): SeriesLook[] {
  return Array.from({ length: count }, (_, index) => {
    const colours = COLOURS[theme];
    const round = Math.floor(index / colours.length);
    return {
      colour: colours[index % colours.length],
      dash: DASHES[(index + round) % DASHES.length],
      pattern: PATTERNS[(index + round) % PATTERNS.length],
    };
  });
}
