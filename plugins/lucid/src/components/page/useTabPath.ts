import { useRouteRef } from '@backstage/core-plugin-api';
import { usePagePath } from '../../hooks/usePagePath';
import { rootRouteRef } from '../../routes';

/** Where a tab of the page is, and what it is narrowed to. */
export type TabPath = (
  tab: string,
  query?: Record<string, string | undefined>,
) => string;

/** For what is on the page itself. */
export function useTabPath(): TabPath {
  return tabPathBelow(useRouteRef(rootRouteRef)());
}

/** For what is shown elsewhere, too; nothing in an app that has not mounted the page. */
export function useOptionalTabPath(): TabPath | undefined {
  const pagePath = usePagePath();
  return pagePath === undefined ? undefined : tabPathBelow(pagePath);
}

function tabPathBelow(pagePath: string): TabPath {
  return (tab, query = {}) => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value) search.set(name, value);
    }
    return `${pagePath}/${tab}${search.size ? `?${search}` : ''}`;
  };
}
