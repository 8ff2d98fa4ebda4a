import { DatePicker } from '@backstage/ui';
import { parseDate } from '@internationalized/date';

/** A day to be chosen, as `YYYY-MM-DD`. */
export function DayField(props: {
  label: string;
  /** A day that exists. */
  value?: string;
  onChange: (day: string | undefined) => void;
}) {
  const { label, value, onChange } = props;
  return (
    <DatePicker
      label={label}
      size="small"
      value={value ? parseDate(value) : null}
      onChange={date => onChange(date?.toString())}
    />
  );
}
