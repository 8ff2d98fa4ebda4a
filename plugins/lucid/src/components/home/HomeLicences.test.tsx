import { createExtensionTester } from '@backstage/frontend-test-utils';
import { RouteRef, identityApiRef } from '@backstage/core-plugin-api';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { homePageWidgetDataRef } from '@backstage/plugin-home-react/alpha';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LucidStatus, UserUsage } from 'backstage-plugin-lucid-common';
import { axe } from 'jest-axe';
import { ReactElement } from 'react';
import { HomePageLucidLicences, lucidApiRef } from '../..';
import { homePageWidget } from '../../homePageWidget';
import { rootRouteRef } from '../../routes';
import { FakeLucidApi, FakeLucidData } from '../../testing/FakeLucidApi';
import { costOf, seatPoolOf } from '../../testing/figureFixtures';
import {
  accountOf,
  exceptedUsage,
  statusOf,
  usageOf,
} from '../../testing/fixtures';

const ME = 'user:default/jana';

function mine(change: Partial<UserUsage> = {}): UserUsage {
  return {
    kind: 'User',
    entityRef: ME,
    snapshotAt: '2026-03-10T08:00:00.000Z',
    usages: [usageOf({ cost: costOf('9.95') })],
    ambiguous: [],
    ...change,
  };
}

async function show(
  data: FakeLucidData,
  element: ReactElement = <HomePageLucidLicences />,
  mountedRoutes: Record<string, RouteRef> = { '/lucid': rootRouteRef },
) {
  const api = new FakeLucidApi(data);
  const { container } = await renderInTestApp(
    <TestApiProvider
      apis={[
        [lucidApiRef, api],
        [identityApiRef, mockApis.identity({ userEntityRef: ME })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      {element}
    </TestApiProvider>,
    { mountedRoutes },
  );
  return { api, container };
}

describe('the widget of the home page', () => {
  it('shows my licences, with access level, since when and at what cost', async () => {
    const { container } = await show({ entities: [mine()] });
    expect(await screen.findByText('Lucidchart')).toBeVisible();
    expect(screen.getByText(/Can edit · In Lucid since/)).toBeVisible();
    expect(screen.getByText('Aug 8, 2024')).toBeVisible();
    expect(screen.getByText('€9.95')).toBeVisible();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('is a widget of the new frontend system, too', async () => {
    const { component, name, title } = createExtensionTester(
      homePageWidget,
    ).get(homePageWidgetDataRef);
    expect([name, title]).toEqual([
      'HomePageLucidLicences',
      'My Lucid licences',
    ]);
    await show({ entities: [mine()] }, component);
    expect(await screen.findByText('My Lucid licences')).toBeVisible();
    expect(await screen.findByText('Lucidchart')).toBeVisible();
  });

  it.each([
    ['hold none', mine({ usages: [] }), 'You hold no Lucid licence.'],
    [
      'hold none in Lucid',
      mine({ usages: [usageOf({ licences: [] })] }),
      'You hold no Lucid licence.',
    ],
    [
      'may hold one that may be that of somebody else',
      mine({ usages: [], ambiguous: [usageOf({ state: 'ambiguous' })] }),
      'It is not clear whose licence this is',
    ],
    [
      'may hold one that is accounted for',
      mine({ usages: [], ambiguous: [exceptedUsage()] }),
      'A licence that may be yours is accounted for.',
    ],
  ])('says that I %s', async (_, usage, text) => {
    await show({ entities: [usage] });
    expect(await screen.findByText(text)).toBeVisible();
  });

  it('says so of whom the catalog does not know', async () => {
    await show({ entities: [] });
    expect(await screen.findByText('Nothing is known yet')).toBeVisible();
    expect(screen.getByText(/takes in whom the catalog knows/)).toBeVisible();
  });

  it.each<[string, LucidStatus]>([
    [
      'Lucid is not configured',
      {
        ...statusOf(),
        configuration: { state: 'missing', problems: [] },
        accounts: [],
      },
    ],
    [
      'Lucid has not been read yet',
      statusOf(accountOf({ snapshotAt: undefined })),
    ],
  ])('says that %s, and counts nobody', async (text, status) => {
    await show({
      status,
      entities: [mine({ snapshotAt: undefined, usages: [] })],
    });
    expect(await screen.findByText(text)).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Seats and undetected users' }),
    );
    await waitFor(() => expect(screen.getAllByText(text)).toHaveLength(2));
    expect(screen.queryByText(/^\d+ undetected/)).not.toBeInTheDocument();
  });

  it('says how old what it shows is', async () => {
    await show({ entities: [mine()] });
    expect(await screen.findByText(/^As of/)).toBeVisible();
  });

  it('says loudly that what it shows is too old', async () => {
    await show({
      entities: [
        mine({
          stale: {
            since: '2026-03-10T08:00:00.000Z',
            reason: 'Lucid does not answer.',
          },
        }),
      ],
    });
    expect(await screen.findByText('These figures are old')).toBeVisible();
    expect(screen.getByText(/Lucid does not answer/)).toBeVisible();
  });

  it('says of the proxy that it is one', async () => {
    await show({
      entities: [
        mine({ usages: [usageOf({ licences: [{ name: 'active-user' }] })] }),
      ],
    });
    expect(await screen.findByText('Active user (proxy)')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Why?' })).toBeVisible();
  });

  it('tells those who look after licences of undetected users and of seats', async () => {
    await show({
      entities: [mine()],
      seats: [
        seatPoolOf(),
        seatPoolOf({
          id: 'spark',
          licence: 'Lucidspark',
          left: 0,
          overage: 2,
        }),
        seatPoolOf({ id: 'unlimited', bought: undefined, left: undefined }),
      ],
    });
    await screen.findByText('Lucidchart');
    await userEvent.click(
      screen.getByRole('button', { name: 'Seats and undetected users' }),
    );
    const list = await screen.findByRole('list');
    const links = within(list).getAllByRole('link');
    expect(
      links.map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['25 undetected users', '/lucid/undetected'],
      [expect.stringMatching(/^Lucidchart · Can edit: 20/), '/lucid/costs'],
      [expect.stringMatching(/^Lucidspark · Can edit: 2/), '/lucid/costs'],
    ]);
  });

  it('leads nowhere in an app without the page', async () => {
    await show({ entities: [mine()], seats: [seatPoolOf()] }, undefined, {});
    await userEvent.click(
      await screen.findByRole('button', { name: 'Seats and undetected users' }),
    );
    expect(await screen.findByText('25 undetected users')).toBeVisible();
    expect(screen.getByText(/^Lucidchart · Can edit: 20/)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('tells seats of several Lucid accounts apart', async () => {
    await show({
      entities: [mine()],
      status: statusOf(accountOf({ id: 'asia' }), accountOf({ id: 'europe' })),
      seats: [
        seatPoolOf({ id: '1', account: 'asia' }),
        seatPoolOf({ id: '2', account: 'europe' }),
      ],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Seats and undetected users' }),
    );
    expect(
      await screen.findByRole('link', {
        name: /^Lucidchart · Can edit · europe: 20/,
      }),
    ).toHaveAttribute('href', '/lucid/costs?account=europe');
    expect(
      screen.getByRole('link', { name: /^Lucidchart · Can edit · asia: 20/ }),
    ).toHaveAttribute('href', '/lucid/costs?account=asia');
  });

  it('says that something went wrong, and tries again', async () => {
    const api = new FakeLucidApi({ entities: [mine()] });
    api.failure = new Error('No answer');
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [lucidApiRef, api],
          [identityApiRef, mockApis.identity({ userEntityRef: ME })],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <HomePageLucidLicences />
      </TestApiProvider>,
      { mountedRoutes: { '/lucid': rootRouteRef } },
    );
    const retry = await screen.findByRole('button', { name: 'Try again' });
    api.failure = undefined;
    await userEvent.click(retry);
    expect(await screen.findByText('Lucidchart')).toBeVisible();
  });
});
