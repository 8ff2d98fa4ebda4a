import { useEffect, useState } from 'react';
import { formatDay, formatDistance, formatMoment } from './format';

const TICK_MS = 30_000;

/** A time as its distance from now, with the exact time at hand. */
export function Moment({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatDistance(at, now)}
    </time>
  );
}

/** A time as its day, with the exact time at hand. */
export function Day({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatDay(at)}
    </time>
  );
}
