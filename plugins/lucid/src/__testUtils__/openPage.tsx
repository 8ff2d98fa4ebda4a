import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import lucidPlugin from '../alpha';
import { lucidApiRef } from '../api';
import { FakeLucidApi } from '../testing/FakeLucidApi';

/** Opens a page of the plugin, in an app of the new frontend system. */
export function openPage(path: string, api: FakeLucidApi) {
  return renderTestApp({
    features: [lucidPlugin],
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [lucidApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: [] })],
    ],
  });
}
