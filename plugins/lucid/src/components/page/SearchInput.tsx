import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

const PAUSE_MS = 300;

/** A search that is carried out when the typing pauses. */
export function SearchInput(props: {
  label: string;
  /** What is searched for now. */
  value: string;
  onSearch: (text: string) => void;
}) {
  const { label, value, onSearch } = props;
  const [text, setText] = useState(value);

  // The search can be changed from outside, by a link or the back button. What is
  // typed may end with a space, before the next word.
  useEffect(
    () => setText(now => (now.trim() === value ? now : value)),
    [value],
  );

  useDebounce(
    () => {
      if (text.trim() !== value) onSearch(text.trim());
    },
    PAUSE_MS,
    [text],
  );

  return (
    <SearchField
      aria-label={label}
      placeholder={label}
      size="medium"
      value={text}
      onChange={setText}
    />
  );
}
