import { ListedUsage } from 'backstage-plugin-lucid-common';
import { useState } from 'react';

/** Which Lucid users of a list are selected. */
export interface UsageSelection {
  usages: ListedUsage[];
  keys: Set<string>;
  onChange(usages: ListedUsage[]): void;
  clear(): void;
}

/**
 * A selection in a list. Nobody stays selected who is not on screen any more.
 *
 * @param list - says by its value which page of which list is shown
 */
export function useUsageSelection(list: string): UsageSelection {
  const [selected, setSelected] = useState<{
    list: string;
    usages: ListedUsage[];
  }>({ list, usages: [] });
  const usages = selected.list === list ? selected.usages : [];
  return {
    usages,
    keys: new Set(usages.map(({ entityRef }) => entityRef)),
    onChange: changed => setSelected({ list, usages: changed }),
    clear: () => setSelected({ list, usages: [] }),
  };
}
