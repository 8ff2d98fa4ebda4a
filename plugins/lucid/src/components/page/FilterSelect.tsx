import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';

/** Stands for "do not filter", since an empty value selects nothing. */
const ANY = '*';

/** A filter of a list by one of several values, or by none. */
export function FilterSelect(props: {
  label: string;
  value?: string;
  options: { value: string; label: string }[];
  /** Text for not filtering; `Any` unless told. */
  anyLabel?: string;
  /** The options can be searched, since there may be many. */
  searchPlaceholder?: string;
  onSelect: (value: string | undefined) => void;
}) {
  const { label, value, options, anyLabel, searchPlaceholder, onSelect } =
    props;
  const { t } = useTranslationRef(lucidTranslationRef);
  // A linked value may have gone since; it still filters, so it is still shown.
  const isKnown = !value || options.some(option => option.value === value);
  return (
    <Select
      label={label}
      size="small"
      value={value ?? ANY}
      options={[
        { value: ANY, label: anyLabel ?? t('list.any') },
        ...options,
        ...(isKnown ? [] : [{ value, label: value }]),
      ]}
      {...(searchPlaceholder && { searchable: true, searchPlaceholder })}
      onChange={key => onSelect(key === ANY ? undefined : String(key))}
    />
  );
}
