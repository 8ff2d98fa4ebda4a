import { useSearchParams } from 'react-router-dom';

/** Name of the parameter of the URL that says which sync is open. */
export const RUN_PARAMETER = 'run';

/** Which sync is open over the Sync tab, since a link has named it. */
export function useOpenRun(): { run?: string; close(): void } {
  const [search, setSearch] = useSearchParams();
  return {
    run: search.get(RUN_PARAMETER) ?? undefined,
    close: () =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          after.delete(RUN_PARAMETER);
          return after;
        },
        { replace: true },
      ),
  };
}
