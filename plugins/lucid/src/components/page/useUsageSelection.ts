import { ListedUsage } from 'backstage-plugin-lucid-common';
import { useCallback, useState } from 'react';

/** Which Lucid users of a list are selected. */
export interface UsageSelection {
  usages: ListedUsage[];
  keys: Set<string>;
  onChange(usages: ListedUsage[]): void;
  /** Says who is on screen now; the same function always. */
  keepOnly(shown: ListedUsage[]): void;
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
  const keepOnly = useCallback((shown: ListedUsage[]) => {
    setSelected(before => {
      if (before.usages.length === 0) return before;
      const keys = new Set(before.usages.map(({ entityRef }) => entityRef));
      // As they are now, not as they were when they were selected.
      const kept = shown.filter(({ entityRef }) => keys.has(entityRef));
      return { ...before, usages: kept };
    });
  }, []);
  return {
    usages,
    keys: new Set(usages.map(({ entityRef }) => entityRef)),
    onChange: changed => setSelected({ list, usages: changed }),
    keepOnly,
    clear: () => setSelected({ list, usages: [] }),
  };
}
