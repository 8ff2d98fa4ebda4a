import { createRouteRef } from '@backstage/core-plugin-api';

export const rootRouteRef = createRouteRef({ id: 'lucid' });

/** Paths of the tabs below the page, the same in both frontend systems. */
export const TAB_PATHS = {
  overview: 'overview',
  undetected: 'undetected',
  licences: 'licences',
  exceptions: 'exceptions',
  sync: 'sync',
} as const;
