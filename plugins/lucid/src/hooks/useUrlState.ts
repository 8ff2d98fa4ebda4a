import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the query of the URL holds of a list. */
export interface UrlState<K extends string> {
  values: Partial<Record<K, string>>;
  /** Changes some of them, and goes back to the first page. */
  change(values: Partial<Record<K, string | undefined>>): void;
  cursor?: string;
  goTo(cursor: string | undefined): void;
}

/**
 * Search, filters, order and page of a list, kept in the query of the URL so
 * that what is on screen can be linked.
 */
export function useUrlState<K extends string>(
  names: readonly K[],
): UrlState<K> {
  const [search, setSearch] = useSearchParams();
  const values: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value) values[name] = value;
  }

  const change = useCallback(
    (changes: Partial<Record<K, string | undefined>>) =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          after.delete('cursor');
          for (const [name, value] of Object.entries<string | undefined>(
            changes,
          )) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      ),
    [setSearch],
  );

  const goTo = useCallback(
    (cursor: string | undefined) =>
      setSearch(before => {
        const after = new URLSearchParams(before);
        if (cursor) after.set('cursor', cursor);
        else after.delete('cursor');
        return after;
      }),
    [setSearch],
  );

  return { values, change, cursor: search.get('cursor') ?? undefined, goTo };
}
