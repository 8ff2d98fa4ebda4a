import {
  EntityProvider,
  catalogApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { EntityUsage } from 'backstage-plugin-lucid-common';
import { lucidApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { costOf } from '../../testing/figureFixtures';
import { usageOf } from '../../testing/fixtures';
import { LicenceCard } from './LicenceCard';

const SNAPSHOT_AT = '2026-03-10T08:00:00.000Z';

async function showCardOf(kind: 'User' | 'Group', usage: EntityUsage) {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [lucidApiRef, new FakeLucidApi({ entities: [usage] })],
        [catalogApiRef, catalogApiMock({ entities: [] })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name: 'jana', namespace: 'default' },
        }}
      >
        <LicenceCard />
      </EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: {
        '/lucid': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}

const userWith = (change: Parameters<typeof usageOf>[0]): EntityUsage => ({
  kind: 'User',
  entityRef: 'user:default/jana',
  snapshotAt: SNAPSHOT_AT,
  usages: [usageOf(change)],
  ambiguous: [],
});

describe('the card says what licences cost', () => {
  it('of a user', async () => {
    await showCardOf('User', userWith({ cost: costOf('9.95') }));
    expect(await screen.findByText('€9.95')).toBeVisible();
    expect(screen.getByText('Cost per month')).toBeVisible();
  });

  it('of a user whose licence is free', async () => {
    await showCardOf('User', userWith({ cost: costOf() }));
    expect(await screen.findByText('Free')).toBeVisible();
  });

  it('of a team, and how many licences that leaves out', async () => {
    await showCardOf('Group', {
      kind: 'Group',
      entityRef: 'group:default/jana',
      snapshotAt: SNAPSHOT_AT,
      members: { total: 50, licensed: 25 },
      byLicence: [{ licence: 'Lucidchart', members: 25 }],
      cost: costOf('238.80', { unpriced: 1 }),
      departed: 0,
      places: [],
    });
    expect(await screen.findByText('€238.80')).toBeVisible();
    expect(screen.getByText('and 1 licence without a price')).toBeVisible();
  });

  it('and nothing of a team in which nobody holds a licence', async () => {
    await showCardOf('Group', {
      kind: 'Group',
      entityRef: 'group:default/jana',
      snapshotAt: SNAPSHOT_AT,
      members: { total: 50, licensed: 0 },
      byLicence: [],
      cost: costOf(),
      departed: 0,
      places: [],
    });
    expect(
      await screen.findByText('No member holds a Lucid licence.'),
    ).toBeVisible();
    expect(screen.queryByText('Cost per month')).toBeNull();
  });

  it('and nothing where nothing has a price', async () => {
    await showCardOf('User', userWith({}));
    expect(await screen.findByText('Lucidchart')).toBeVisible();
    expect(screen.queryByText('Cost per month')).toBeNull();
  });
});
