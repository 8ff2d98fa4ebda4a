import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { useLocation, useSearchParams } from 'react-router-dom';

/** Name of the parameter of the URL that says whose details are open. */
const PARAMETER = 'user';

type UsageKey = Pick<LicenceUsage, 'account' | 'id'>;

/**
 * Whose details are open over a list. It is part of the URL, so that what is
 * said of somebody can be linked.
 */
export function useOpenUsage(): {
  open?: UsageKey;
  /** Where the details of a Lucid user open, over what is on screen now. */
  hrefOf(usage: UsageKey): string;
  close(): void;
} {
  const { pathname } = useLocation();
  const [search, setSearch] = useSearchParams();
  return {
    open: parse(search.get(PARAMETER)),
    hrefOf: ({ account, id }) => {
      const opened = new URLSearchParams(search);
      opened.set(PARAMETER, [account, id].map(encodeURIComponent).join('/'));
      return `${pathname}?${opened}`;
    },
    close: () =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          after.delete(PARAMETER);
          return after;
        },
        { replace: true },
      ),
  };
}

/** A URL can hold anything: what names nobody opens nothing. */
function parse(value: string | null): UsageKey | undefined {
  const parts = value?.split('/') ?? [];
  if (parts.length !== 2) return undefined;
  try {
    const [account, id] = parts.map(decodeURIComponent);
    return account && id ? { account, id } : undefined;
  } catch {
    return undefined;
  }
}
