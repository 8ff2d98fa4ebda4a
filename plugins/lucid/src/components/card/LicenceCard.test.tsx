import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  createTestEntityPage,
  catalogApiMock,
} from '@backstage/plugin-catalog-react/testUtils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ACTIVE_USER_LICENCE,
  EntityUsage,
  LicenceUsage,
} from 'backstage-plugin-lucid-common';
import { configureAxe } from 'jest-axe';
import lucidPlugin from '../../alpha';
import { lucidApiRef } from '../../api';
import { FakeLucidApi, FakeLucidData } from '../../testing/FakeLucidApi';
import {
  accountOf,
  statusOf,
  undetectedUsage,
  usageOf,
} from '../../testing/fixtures';

// The page of an entity has its name as h2 above the cards; the test page has not.
const axe = configureAxe({ rules: { 'heading-order': { enabled: false } } });

const SNAPSHOT_AT = '2026-03-10T08:00:00.000Z';

function entityOf(kind: string, name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: {},
  };
}

const user = entityOf('User', 'jana.dolezalova');
const group = entityOf('Group', 'platform');
const licenceUsage = entityOf('LicenceUsage', 'lucid-1001');

function showCard(entity: Entity, api: FakeLucidApi) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      lucidPlugin.getExtension('entity-card:lucid/licence'),
      lucidPlugin.getExtension('page:lucid'),
    ],
    apis: [
      [lucidApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: [entity] })],
    ],
  });
}

function knowing(usage: EntityUsage, data: FakeLucidData = {}) {
  return new FakeLucidApi({ entities: [usage], ...data });
}

function userUsage(
  usages: LicenceUsage[],
  ambiguous: LicenceUsage[] = [],
): EntityUsage {
  return {
    kind: 'User',
    entityRef: stringifyEntityRef(user),
    snapshotAt: SNAPSHOT_AT,
    usages,
    ambiguous,
  };
}

describe('the licence card', () => {
  describe('of a user', () => {
    it('shows each licence with its access level, its age and why it is theirs', async () => {
      const { container } = showCard(user, knowing(userUsage([usageOf()])));

      expect(await screen.findByText('Lucidchart')).toBeInTheDocument();
      expect(screen.getByText(/Can edit · Since/)).toBeInTheDocument();
      expect(screen.getByText(/Aug 8, 2024|Aug 9, 2024/)).toHaveAttribute(
        'datetime',
        '2024-08-08T22:21:48.612Z',
      );
      expect(
        screen.getByText('Same e-mail address: jana.dolezalova@example.com'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'lucid-1001' }),
      ).toBeInTheDocument();
      expect(screen.queryByText('Lucid account')).not.toBeInTheDocument();
      expect(await axe(container)).toHaveNoViolations();
    });

    it('names the Lucid account where there are several', async () => {
      showCard(
        user,
        knowing(
          userUsage([
            usageOf({ account: 'europe' }),
            usageOf({ id: 'lucid-7', account: 'asia' }),
          ]),
        ),
      );

      expect(await screen.findByText('europe')).toBeInTheDocument();
      expect(screen.getByText('asia')).toBeInTheDocument();
    });

    it('says of the proxy that it is one', async () => {
      showCard(
        user,
        knowing(
          userUsage([usageOf({ licences: [{ name: ACTIVE_USER_LICENCE }] })]),
        ),
      );

      expect(
        await screen.findByText('Active user (proxy)'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(/being active is shown instead of a licence/),
      ).toBeInTheDocument();
    });

    it('says that somebody is unlicensed', async () => {
      const { container } = showCard(user, knowing(userUsage([])));
      expect(await screen.findByText('No Lucid licence')).toBeInTheDocument();
      expect(await axe(container)).toHaveNoViolations();
    });

    it('names everybody whose licence it may be', async () => {
      const ambiguous = usageOf({
        state: 'ambiguous',
        match: {
          matcher: 'user-name',
          value: 'jana',
          entityRefs: ['user:default/jana.dolezalova', 'user:default/jana'],
        },
      });
      showCard(user, knowing(userUsage([], [ambiguous])));

      expect(
        await screen.findByText('It is not clear whose licence this is'),
      ).toBeInTheDocument();
      expect(screen.getByRole('link', { name: 'jana' })).toBeInTheDocument();
      expect(screen.getByText('Same user name: jana')).toBeInTheDocument();
    });

    it('warns that the figures are old', async () => {
      showCard(
        user,
        knowing({
          ...userUsage([usageOf()]),
          stale: { since: SNAPSHOT_AT, reason: 'Lucid refused the token.' },
        }),
      );
      expect(
        await screen.findByText('These figures are old'),
      ).toBeInTheDocument();
      expect(screen.getByText(/Lucid refused the token/)).toBeInTheDocument();
    });

    it('shows that it is loading', async () => {
      const api = knowing(userUsage([]));
      api.entityUsage = () => new Promise(() => {});
      showCard(user, api);
      expect(await screen.findByText('Loading')).toBeInTheDocument();
    });

    it('says what went wrong, and tries again on demand', async () => {
      const api = knowing(userUsage([usageOf()]));
      api.failure = new Error('the database is away');
      showCard(user, api);
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'the database is away',
      );

      api.failure = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText('Lucidchart')).toBeInTheDocument();
    });

    it.each<[string, FakeLucidData, string]>([
      [
        'Lucid is not configured',
        {
          status: {
            configuration: { state: 'missing', problems: [] },
            accounts: [],
          },
        },
        'Lucid is not configured',
      ],
      [
        'Lucid has not been read yet',
        { status: statusOf(accountOf({ snapshotAt: undefined })) },
        'Lucid has not been read yet',
      ],
      ['the user is newer than the snapshot', {}, 'Nothing is known yet'],
    ])('says so when %s', async (_, data, title) => {
      showCard(user, new FakeLucidApi(data));
      expect(await screen.findByText(title)).toBeInTheDocument();
    });
  });

  describe('of a group', () => {
    const members = Array.from({ length: 23 }, (_, index) =>
      usageOf({
        id: `lucid-${index}`,
        displayName: `Member ${String(index).padStart(2, '0')}`,
        match: {
          matcher: 'email',
          value: 'a@example.com',
          entityRefs: [`user:default/member-${String(index).padStart(2, '0')}`],
        },
      }),
    );
    const usage: EntityUsage = {
      kind: 'Group',
      entityRef: stringifyEntityRef(group),
      snapshotAt: SNAPSHOT_AT,
      members: { total: 50, licensed: 23 },
      byLicence: [{ licence: 'Lucidchart', access: 'can-edit', members: 23 }],
    };

    it('shows the share of members with a licence, and by licence', async () => {
      const { container } = showCard(
        group,
        knowing(usage, { usages: members }),
      );
      expect(await screen.findByText('46%')).toBeInTheDocument();
      expect(
        screen.getByText('23 of 50 members hold a Lucid licence'),
      ).toBeInTheDocument();
      expect(screen.getByText('23 members · 46%')).toBeInTheDocument();
      await screen.findByRole('link', { name: 'member-00' });
      expect(await axe(container)).toHaveNoViolations();
    });

    it('pages through the licensed members of the group on the server', async () => {
      const api = knowing(usage, { usages: members });
      showCard(group, api);
      expect(
        await screen.findByRole('link', { name: 'member-09' }),
      ).toBeInTheDocument();
      expect(
        screen.queryByRole('link', { name: 'member-10' }),
      ).not.toBeInTheDocument();
      expect(api.userQueries[0]).toMatchObject({
        group: 'group:default/platform',
        state: ['detected'],
        limit: 10,
      });

      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      expect(
        await screen.findByRole('link', { name: 'member-10' }),
      ).toBeInTheDocument();
    });

    it.each([
      [{ total: 0, licensed: 0 }, /have no members/],
      [{ total: 4, licensed: 0 }, 'No member holds a Lucid licence.'],
    ])('says so for a group of %o', async (counts, text) => {
      showCard(group, knowing({ ...usage, members: counts, byLicence: [] }));
      expect(await screen.findByText(text)).toBeInTheDocument();
    });
  });

  describe('of a licence usage', () => {
    function detailsOf(usage: LicenceUsage): EntityUsage {
      return {
        kind: 'LicenceUsage',
        entityRef: stringifyEntityRef(licenceUsage),
        snapshotAt: SNAPSHOT_AT,
        usage,
        history: [
          {
            syncId: 's2',
            at: SNAPSHOT_AT,
            type: 'licences',
            before: 'Lucidspark',
            after: 'Lucidchart',
          },
          { syncId: 's1', at: SNAPSHOT_AT, type: 'appeared' },
        ],
      };
    }

    it('shows everything known, the catalog user and the history', async () => {
      const { container } = showCard(
        licenceUsage,
        knowing(detailsOf(usageOf({ costCenter: 'CC-100', roles: ['Dev'] }))),
      );
      expect(await screen.findByText('Detected')).toBeInTheDocument();
      expect(screen.getByText('Lucidchart · Can edit')).toBeInTheDocument();
      expect(screen.getByText('CC-100')).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'jana.dolezalova' }),
      ).toBeInTheDocument();
      const history = screen.getByRole('list', { name: 'History' });
      expect(
        within(history).getByText(
          'Licences changed from Lucidspark to Lucidchart',
        ),
      ).toBeInTheDocument();
      expect(within(history).getByText('Appeared in Lucid')).toBeVisible();
      expect(await axe(container)).toHaveNoViolations();
    });

    it('says why nobody was found', async () => {
      showCard(licenceUsage, knowing(detailsOf(undetectedUsage())));
      expect(
        await screen.findByText('No catalog user has this e-mail or user name'),
      ).toBeInTheDocument();
    });
  });

  it('stays away from other kinds', async () => {
    showCard(entityOf('Component', 'api'), new FakeLucidApi());
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });
});
