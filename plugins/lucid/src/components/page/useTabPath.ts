import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../../routes';

/** Where a tab of the page is, and what it is narrowed to. */
export function useTabPath(): (
  tab: string,
  query?: Record<string, string | undefined>,
) => string {
  const pagePath = useRouteRef(rootRouteRef)();
  return (tab, query = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value) search.set(name, value);
    }
    return `${pagePath}/${tab}${search.size ? `?${search}` : ''}`;
  };
}
