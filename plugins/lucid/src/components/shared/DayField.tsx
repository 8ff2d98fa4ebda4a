import { DatePicker } from '@backstage/ui';
import { CalendarDate, parseDate } from '@internationalized/date';
import { useEffect, useState } from 'react';

/** Nobody has used Lucid before: an earlier year is one that is being typed. */
const FIRST_YEAR = 2000;

/** A day to be chosen, as `YYYY-MM-DD`. */
export function DayField(props: {
  label: string;
  /** A day that exists. */
  value?: string;
  onChange: (day: string | undefined) => void;
}) {
  const { label, value, onChange } = props;
  const [date, setDate] = useState<CalendarDate | null>(null);

  // It can be changed from outside, by a link or the back button.
  useEffect(() => setDate(value ? parseDate(value) : null), [value]);

  return (
    <DatePicker
      label={label}
      size="small"
      value={date}
      onChange={chosen => {
        const day = chosen && parseDate(chosen.toString());
        setDate(day);
        if (!day || day.year >= FIRST_YEAR) onChange(day?.toString());
      }}
    />
  );
}
