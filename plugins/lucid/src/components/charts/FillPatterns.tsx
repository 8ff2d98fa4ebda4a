import { ReactElement } from 'react';
import { FillPattern, SeriesLook } from './seriesLooks';

const SIZE = 8;

/** What is drawn into each tile of a pattern, in the colour of its series. */
const DRAWINGS: Record<FillPattern, ReactElement> = {
  solid: <rect width={SIZE} height={SIZE} stroke="none" opacity={0.55} />,
  rising: <path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" />,
  falling: <path d="M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4" />,
  dots: <circle cx={4} cy={4} r={2} stroke="none" />,
  lines: <path d="M0,4 h8" />,
  grid: <path d="M0,4 h8 M4,0 v8" />,
};

/** Defines the fills of a chart; they are referred to as `url(#id-index)`. */
export function FillPatterns(props: { id: string; looks: SeriesLook[] }) {
  const { id, looks } = props;
  return (
    <defs>
      {looks.map(({ colour, pattern }, index) => (
        <pattern
          key={`${colour}/${pattern}`}
          id={`${id}-${index}`}
          width={SIZE}
          height={SIZE}
          patternUnits="userSpaceOnUse"
        >
          <rect width={SIZE} height={SIZE} fill={colour} opacity={0.2} />
          <g stroke={colour} fill={colour} strokeWidth={2}>
            {DRAWINGS[pattern]}
          </g>
        </pattern>
      ))}
    </defs>
  );
}
