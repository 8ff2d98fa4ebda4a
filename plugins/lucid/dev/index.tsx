import {
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { LucidPage, lucidApiRef, lucidPlugin } from '../src';
import { devData } from './devData';
import { devEntities } from './devEntities';
import { DevLucidApi } from './DevLucidApi';

/** Stands in for the catalog's entity page, with nothing but the card. */
const DevEntityPage = createPlugin({ id: 'lucid-dev' }).provide(
  createRoutableExtension({
    name: 'DevEntityPage',
    component: () => import('./DevEntity').then(m => m.DevEntity),
    mountPoint: entityRouteRef,
  }),
);

createDevApp()
  .registerPlugin(lucidPlugin)
  .registerApi({
    api: lucidApiRef,
    deps: {},
    factory: () => new DevLucidApi(devData),
  })
  .registerApi({
    api: catalogApiRef,
    deps: {},
    factory: () => catalogApiMock({ entities: devEntities }),
  })
  .addPage({ title: 'Lucid', path: '/lucid', element: <LucidPage /> })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <DevEntityPage />,
  })
  .render();
