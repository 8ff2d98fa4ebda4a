import { UsageHistory, UsageState } from 'backstage-plugin-lucid-common';
import { ChartData, ChartValue } from '../charts/ChartData';

/** The states that all Lucid users of a snapshot are in, from the best to the worst known. */
export const CURRENT_STATES = [
  'detected',
  'excepted',
  'left-out',
  'ambiguous',
  'undetected',
] as const satisfies readonly UsageState[];

/** Users by state; states that nobody was ever in are left out. */
export function usersByState(
  history: UsageHistory,
  labelOf: (state: (typeof CURRENT_STATES)[number]) => string,
): ChartData {
  return {
    periods: history.days,
    series: CURRENT_STATES.map(key => ({
      key,
      label: labelOf(key),
      values: valuesOf(history, key),
    })).filter(({ key, values }) => key === 'detected' || values.some(Boolean)),
  };
}

/** Of those who are compared with the catalog, the share that was found in it. */
export function detectedShare(history: UsageHistory, label: string): ChartData {
  const detected = valuesOf(history, 'detected');
  const undetected = valuesOf(history, 'undetected');
  const ambiguous = valuesOf(history, 'ambiguous');
  const shareAt = (index: number): ChartValue => {
    const found = detected[index];
    if (found === null) return null;
    const compared = found + (undetected[index] ?? 0) + (ambiguous[index] ?? 0);
    return compared > 0 ? found / compared : null;
  };
  return {
    periods: history.days,
    series: [
      {
        key: 'share',
        label,
        values: history.days.map((_, index) => shareAt(index)),
      },
    ],
  };
}

/** A series as it is, each under the name it is shown by. */
export function eachSeries(
  history: UsageHistory,
  labelOf: (key: string) => string,
): ChartData {
  return {
    periods: history.days,
    series: history.series.map(({ key, values }) => ({
      key,
      label: labelOf(key),
      values,
    })),
  };
}

function valuesOf(history: UsageHistory, key: string): (number | null)[] {
  return (
    history.series.find(series => series.key === key)?.values ??
    history.days.map(() => null)
  );
}
