import { useRouteRef } from '@backstage/core-plugin-api';
import { rootRouteRef } from '../routes';

/** Where the page is; nothing in an app that has not mounted it. */
export function usePagePath(): string | undefined {
  try {
    return useRouteRef(rootRouteRef)();
  } catch {
    // The only hook that knows both frontend systems throws where there is no path,
    // though not before it has called all of its own, so that their order stays.
    return undefined;
  }
}
