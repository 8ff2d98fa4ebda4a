import {
  ApiBlueprint,
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiKey2Line } from '@remixicon/react';
import { LucidClient, lucidApiRef } from './api';
import { homePageWidget } from './homePageWidget';
import { TAB_PATHS, rootRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: lucidApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new LucidClient({ fetchApi }),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/lucid',
    routeRef: rootRouteRef,
    title: 'Lucid licences',
    icon: <RiKey2Line />,
  },
});

// The framework draws the header, and leaves the main landmark to the tabs.
const overview = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: TAB_PATHS.overview,
    title: 'Overview',
    loader: () =>
      import('./components/page/OverviewContent').then(m => (
        <main>
          <m.OverviewContent />
        </main>
      )),
  },
});

const undetected = SubPageBlueprint.make({
  name: 'undetected',
  params: {
    path: TAB_PATHS.undetected,
    title: 'Undetected',
    loader: () =>
      import('./components/page/UndetectedContent').then(m => (
        <main>
          <m.UndetectedContent />
        </main>
      )),
  },
});

const licences = SubPageBlueprint.make({
  name: 'licences',
  params: {
    path: TAB_PATHS.licences,
    title: 'Licences',
    loader: () =>
      import('./components/page/LicencesContent').then(m => (
        <main>
          <m.LicencesContent />
        </main>
      )),
  },
});

const activity = SubPageBlueprint.make({
  name: 'activity',
  params: {
    path: TAB_PATHS.activity,
    title: 'Activity',
    loader: () =>
      import('./components/activity/ActivityContent').then(m => (
        <main>
          <m.ActivityContent />
        </main>
      )),
  },
});

const costs = SubPageBlueprint.make({
  name: 'costs',
  params: {
    path: TAB_PATHS.costs,
    title: 'Costs',
    loader: () =>
      import('./components/costs/CostsContent').then(m => (
        <main>
          <m.CostsContent />
        </main>
      )),
  },
});

const exceptions = SubPageBlueprint.make({
  name: 'exceptions',
  params: {
    path: TAB_PATHS.exceptions,
    title: 'Exceptions',
    loader: () =>
      import('./components/exceptions/ExceptionsContent').then(m => (
        <main>
          <m.ExceptionsContent />
        </main>
      )),
  },
});

const report = SubPageBlueprint.make({
  name: 'report',
  params: {
    path: TAB_PATHS.report,
    title: 'Report',
    loader: () =>
      import('./components/report/ReportContent').then(m => (
        <main>
          <m.ReportContent />
        </main>
      )),
  },
});

const sync = SubPageBlueprint.make({
  name: 'sync',
  params: {
    path: TAB_PATHS.sync,
    title: 'Sync',
    loader: () =>
      import('./components/page/SyncContent').then(m => (
        <main>
          <m.SyncContent />
        </main>
      )),
  },
});

const refresh = PluginHeaderActionBlueprint.make({
  params: {
    loader: () =>
      import('./components/page/RefreshButton').then(m => <m.RefreshButton />),
  },
});

const licenceCard = EntityCardBlueprint.make({
  name: 'licence',
  params: {
    filter: { kind: { $in: ['user', 'group', 'licenceusage'] } },
    loader: () => import('./components/card').then(m => <m.LicenceCard />),
  },
});

/**
 * The plugin for apps of the new frontend system: a page, a card on the pages
 * of users, groups and licence usages, a widget of the home page, and the client
 * behind them.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'lucid',
  title: 'Lucid licences',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    api,
    page,
    overview,
    undetected,
    licences,
    activity,
    costs,
    exceptions,
    report,
    sync,
    refresh,
    licenceCard,
    homePageWidget,
  ],
});
