import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** The licences of whoever is signed in, for the home page of the new frontend system. */
export const homePageWidget = HomePageWidgetBlueprint.make({
  name: 'licences',
  params: {
    // What `page:home` calls it in its layout, unique among all plugins.
    name: 'HomePageLucidLicences',
    title: 'My Lucid licences',
    description: 'Which Lucid licences you hold, since when and at what cost',
    components: () => import('./components/home'),
    layout: {
      width: { minColumns: 3, defaultColumns: 6 },
      height: { minRows: 3, defaultRows: 5 },
    },
  },
});
