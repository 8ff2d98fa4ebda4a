import {
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UserUsage } from 'backstage-plugin-lucid-common';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityLucidLicenceCard,
  LucidPage,
  isLucidLicenceCardAvailable,
  lucidApiRef,
} from '.';
import { rootRouteRef } from './routes';
import { FakeLucidApi } from './testing/FakeLucidApi';
import { undetectedUsage, usageOf } from './testing/fixtures';

const user = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jana', namespace: 'default' },
};

const licensed: UserUsage = {
  kind: 'User',
  entityRef: 'user:default/jana',
  snapshotAt: '2026-03-10T08:00:00.000Z',
  usages: [usageOf()],
  ambiguous: [],
};

function show(
  element: ReactElement,
  api: FakeLucidApi,
  options: { path?: string; withoutPage?: boolean } = {},
) {
  const { path = '/', withoutPage } = options;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [lucidApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: [user] })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      {element}
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        ...(!withoutPage && { '/lucid': rootRouteRef }),
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

describe('in the legacy frontend system', () => {
  it('the page has a header, a refresh and every tab', async () => {
    await show(
      <Routes>
        <Route path="/lucid/*" element={<LucidPage />} />
      </Routes>,
      new FakeLucidApi({ usages: [undetectedUsage()] }),
      { path: '/lucid' },
    );

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Lucid licences' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Refresh' })).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: /^Undetected: 25/ }),
    ).toHaveAttribute('href', '/lucid/undetected');

    await userEvent.click(screen.getByRole('tab', { name: 'Undetected' }));
    expect(await screen.findByText('Kai Contractor')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Licences' }));
    expect(
      await screen.findByRole('grid', {
        name: 'Lucid users and their licences',
      }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Exceptions' }));
    expect(
      await screen.findByRole('button', { name: 'New rule…' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Sync' }));
    expect(
      await screen.findByRole('heading', { name: 'Lucid accounts' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['activity', 'Nothing has changed yet'],
    ['costs', 'Say what licences cost'],
    ['report', 'There is nothing to report yet'],
  ])('the page has the tab %s', async (tab, text) => {
    await show(
      <Routes>
        <Route path="/lucid/*" element={<LucidPage />} />
      </Routes>,
      new FakeLucidApi(),
      { path: `/lucid/${tab}` },
    );
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('the card shows the licences of the entity around it', async () => {
    await show(
      <EntityProvider entity={user}>
        <EntityLucidLicenceCard />
      </EntityProvider>,
      new FakeLucidApi({ entities: [licensed] }),
    );
    expect(await screen.findByText('Lucidchart')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All licences' })).toHaveAttribute(
      'href',
      '/lucid',
    );
  });

  it('the card leads nowhere in an app without the page', async () => {
    await show(
      <EntityProvider entity={user}>
        <EntityLucidLicenceCard />
      </EntityProvider>,
      new FakeLucidApi({ entities: [licensed] }),
      { withoutPage: true },
    );
    expect(await screen.findByText('Lucidchart')).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'All licences' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['User', true],
    ['group', true],
    ['LicenceUsage', true],
    ['Component', false],
  ])('the card is for %s: %s', (kind, isAvailable) => {
    expect(isLucidLicenceCardAvailable({ ...user, kind })).toBe(isAvailable);
  });
});
