import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  CatalogApi,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  PermissionApi,
  permissionApiRef,
} from '@backstage/plugin-permission-react';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import lucidPlugin from '../alpha';
import { lucidApiRef } from '../api';
import { FakeLucidApi } from '../testing/FakeLucidApi';

/**
 * Opens a page of the plugin, in an app of the new frontend system.
 *
 * @param options - without `signals`, they are not installed; without `catalog`,
 * it is empty; without `permissions`, whoever is signed in has them all
 */
export function openPage(
  path: string,
  api: FakeLucidApi,
  options: {
    signals?: SignalApi;
    catalog?: CatalogApi;
    permissions?: PermissionApi;
  } = {},
) {
  const { signals, permissions } = options;
  const { catalog = catalogApiMock({ entities: [] }) } = options;
  return renderTestApp({
    features: [lucidPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [lucidApiRef, api],
      [catalogApiRef, catalog],
      ...(signals ? [[signalApiRef, signals] as const] : []),
      ...(permissions ? [[permissionApiRef, permissions] as const] : []),
    ],
  });
}
