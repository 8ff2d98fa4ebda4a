import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import {
  CardExtensionProps,
  createCardExtension,
} from '@backstage/plugin-home-react';
import { LucidClient, lucidApiRef } from './api';
import { rootRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const lucidPlugin = createPlugin({
  id: 'lucid',
  apis: [
    createApiFactory({
      api: lucidApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new LucidClient({ fetchApi }),
    }),
  ],
  routes: { root: rootRouteRef },
});

/**
 * The page with everything about Lucid licences. To be mounted at a route of
 * its own, such as `/lucid`.
 *
 * @public
 */
export const LucidPage: () => JSX.Element = lucidPlugin.provide(
  createRoutableExtension({
    name: 'LucidPage',
    component: () =>
      import('./components/page/LucidPage').then(m => m.LucidPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The Lucid licences of the entity around it: a `User`, a `Group` or a
 * `LicenceUsage`.
 *
 * @public
 */
export const EntityLucidLicenceCard: () => JSX.Element = lucidPlugin.provide(
  createComponentExtension({
    name: 'EntityLucidLicenceCard',
    component: {
      lazy: () => import('./components/card').then(m => m.LicenceCard),
    },
  }),
);

/**
 * The Lucid licences of whoever is signed in, as a card of the home page.
 *
 * @public
 */
export const HomePageLucidLicences: (
  props: CardExtensionProps<unknown>,
) => JSX.Element = lucidPlugin.provide(
  createCardExtension({
    name: 'HomePageLucidLicences',
    title: 'My Lucid licences',
    description: 'Which Lucid licences you hold, since when and at what cost',
    components: () => import('./components/home'),
  }),
);
