import { seriesLooks } from './seriesLooks';

type Colour = [red: number, green: number, blue: number];

/** The surfaces that charts stand on: page, card, and a card within one. */
const SURFACES = {
  light: ['#f5f5f5', '#ffffff', '#f7f7f7'],
  dark: ['#333333', '#424141', '#504f4f'],
};

/** What is left of the colours of light for those who lack a kind of cone, after Machado, Oliveira and Fernandes. */
const VISION: Record<string, Colour[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const sum = (weights: Colour, [red, green, blue]: Colour) =>
  weights[0] * red + weights[1] * green + weights[2] * blue;

const luminance = (hex: string) => sum([0.2126, 0.7152, 0.0722], light(hex));

function light(hex: string): Colour {
  const at = (index: number) => {
    const part = parseInt(hex.slice(index, index + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Place of a colour among all, in which what looks alike is close (CIELAB). */
function place(hex: string, vision: Colour[]): Colour {
  const [red, green, blue] = vision.map(row =>
    Math.min(1, Math.max(0, sum(row, light(hex)))),
  );
  const root = (value: number) =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
  const seen: Colour = [red, green, blue];
  const x = root(sum([0.4124, 0.3576, 0.1805], seen) / 0.95047);
  const y = root(sum([0.2126, 0.7152, 0.0722], seen));
  const z = root(sum([0.0193, 0.1192, 0.9505], seen) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, vision: Colour[]): number {
  const there = place(b, vision);
  return Math.hypot(...place(a, vision).map((each, i) => each - there[i]));
}

describe.each(['light', 'dark'] as const)(
  'the series of a chart in the %s theme',
  theme => {
    const colours = seriesLooks(theme, 6).map(({ colour }) => colour);

    it('stand out from everything a chart can stand on', () => {
      for (const colour of colours) {
        for (const surface of SURFACES[theme]) {
          expect(contrast(colour, surface)).toBeGreaterThanOrEqual(3);
        }
      }
    });

    it.each(Object.entries(VISION))(
      'have colours that are told apart by who sees %s',
      (_, vision) => {
        colours.forEach((colour, index) =>
          colours
            .slice(0, index)
            .forEach(other =>
              expect(distance(colour, other, vision)).toBeGreaterThan(18),
            ),
        );
      },
    );

    it('are told apart without colours, too, and however many there are', () => {
      const looks = seriesLooks(theme, 36);
      expect(new Set(looks.slice(0, 6).map(({ dash }) => dash)).size).toBe(6);
      expect(
        new Set(looks.slice(0, 6).map(({ pattern }) => pattern)).size,
      ).toBe(6);
      expect(new Set(looks.map(look => JSON.stringify(look))).size).toBe(36);
    });
  },
);
