import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  createTestEntityPage,
  catalogApiMock,
} from '@backstage/plugin-catalog-react/testUtils';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ACTIVE_USER_LICENCE,
  EntityUsage,
  GroupUsage,
  LicenceUsage,
  ListedCatalogUser,
} from 'backstage-plugin-lucid-common';
import { configureAxe } from 'jest-axe';
import lucidPlugin from '../../alpha';
import { lucidApiRef } from '../../api';
import { FakeLucidApi, FakeLucidData } from '../../testing/FakeLucidApi';
import {
  accountOf,
  exceptedUsage,
  explanationOf,
  reconciliationOf,
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

function showCard(
  entity: Entity,
  api: FakeLucidApi,
  options: {
    /** What else the catalog has. */
    published?: Entity[];
    catalog?: CatalogApi;
    withoutPage?: boolean;
  } = {},
) {
  const {
    published = [],
    catalog = catalogApiMock({ entities: [entity, ...published] }),
    withoutPage,
  } = options;
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      lucidPlugin.getExtension('entity-card:lucid/licence'),
      ...(withoutPage ? [] : [lucidPlugin.getExtension('page:lucid')]),
    ],
    apis: [
      [lucidApiRef, api],
      [catalogApiRef, catalog],
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
      const { container } = showCard(user, knowing(userUsage([usageOf()])), {
        published: [licenceUsage],
      });

      expect(await screen.findByText('Lucidchart')).toBeInTheDocument();
      expect(screen.getByText(/Can edit · In Lucid since/)).toBeInTheDocument();
      expect(screen.getByText(/Aug 8, 2024|Aug 9, 2024/)).toHaveAttribute(
        'datetime',
        '2024-08-08T22:21:48.612Z',
      );
      expect(
        screen.getByText('Same e-mail address: jana.dolezalova@example.com'),
      ).toBeInTheDocument();
      expect(
        await screen.findByRole('link', { name: 'lucid-1001' }),
      ).toBeInTheDocument();
      expect(screen.queryByText('Lucid account')).not.toBeInTheDocument();
      expect(await axe(container)).toHaveNoViolations();
    });

    it('leads to no entity that the catalog has left out', async () => {
      const catalog = catalogApiMock({ entities: [user] });
      const asked = jest.spyOn(catalog, 'getEntityByRef');
      const usage = usageOf();
      showCard(user, knowing(userUsage([usage])), { catalog });
      expect(await screen.findByText('lucid-1001')).toBeInTheDocument();
      await waitFor(() => expect(asked).toHaveBeenCalledWith(usage.entityRef));
      await act(() => Promise.all(asked.mock.results.map(each => each.value)));
      expect(
        screen.queryByRole('link', { name: 'lucid-1001' }),
      ).not.toBeInTheDocument();
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

    it('leads somebody without a licence to where the company hands them out', async () => {
      showCard(
        user,
        knowing(userUsage([]), {
          status: {
            ...statusOf(),
            licenceRequestUrl: 'https://requests.example.com/lucid',
          },
        }),
      );
      expect(
        await screen.findByRole('link', { name: 'Request a licence' }),
      ).toHaveAttribute('href', 'https://requests.example.com/lucid');
    });

    it('repeats what the groups of Lucid say, and that it is a hint', async () => {
      showCard(
        user,
        knowing(
          userUsage([
            usageOf({
              licences: [{ name: ACTIVE_USER_LICENCE }],
              licenceHints: [
                { name: 'Lucidchart', access: 'can-edit', group: 'Designers' },
              ],
            }),
          ]),
        ),
      );
      expect(
        await screen.findByText(
          /The Lucid group Designers says Lucidchart · Can edit: a hint/,
        ),
      ).toBeInTheDocument();
    });

    it('says why a licence that may be theirs is accounted for', async () => {
      showCard(
        user,
        knowing(
          userUsage(
            [],
            [
              exceptedUsage({
                match: {
                  matcher: 'email',
                  value: 'eve@agency.example.net',
                  entityRefs: ['user:default/jana.dolezalova'],
                },
              }),
            ],
          ),
        ),
      );
      expect(
        await screen.findByText(
          'A licence that may be theirs is accounted for',
        ),
      ).toBeInTheDocument();
      expect(screen.getByText('Works for our agency')).toBeInTheDocument();
      expect(screen.getByText('until Mar 31, 2027')).toBeInTheDocument();
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
            reconciliation: reconciliationOf(),
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
    const members: ListedCatalogUser[] = Array.from(
      { length: 50 },
      (_, index) => ({
        entityRef: `user:default/member-${index}`,
        displayName: `Member ${String(index).padStart(2, '0')}`,
        licences: index % 2 ? [{ name: 'Lucidchart', access: 'can-edit' }] : [],
      }),
    );
    const usage = {
      kind: 'Group',
      entityRef: stringifyEntityRef(group),
      snapshotAt: SNAPSHOT_AT,
      members: { total: 50, licensed: 25 },
      byLicence: [{ licence: 'Lucidchart', access: 'can-edit', members: 25 }],
      departed: 0,
      places: [],
    } satisfies GroupUsage;

    it('shows the share of members who are in Lucid, and by licence', async () => {
      const { container } = showCard(
        group,
        knowing(usage, { catalogUsers: members }),
      );
      expect(await screen.findByText('50%')).toBeInTheDocument();
      expect(
        screen.getByText('25 of 50 members are in Lucid'),
      ).toBeInTheDocument();
      expect(screen.getByText('25 members · 50%')).toBeInTheDocument();
      await screen.findByRole('link', { name: 'Member 00' });
      expect(await axe(container)).toHaveNoViolations();
    });

    it('tells members who are in Lucid and hold nothing from holders', async () => {
      showCard(
        group,
        knowing({
          ...usage,
          members: { total: 3, licensed: 3 },
          byLicence: [],
        }),
      );
      expect(
        await screen.findByText('3 of 3 members are in Lucid'),
      ).toBeInTheDocument();
      expect(
        screen.getByText('No member holds a Lucid licence.'),
      ).toBeInTheDocument();
      expect(screen.queryByText('By licence')).not.toBeInTheDocument();
    });

    it('lists all members with what they hold, page by page from the server', async () => {
      const api = knowing(usage, { catalogUsers: members });
      showCard(group, api);
      const list = await screen.findByRole('list', {
        name: 'Members and their Lucid licences',
      });
      const [without, withLicence] = within(list).getAllByRole('listitem');
      expect(within(without).getByText('Member 00')).toBeVisible();
      expect(within(without).getByText('No licence')).toBeVisible();
      expect(within(withLicence).getByText(/Lucidchart/)).toBeVisible();
      expect(screen.queryByText('Member 10')).not.toBeInTheDocument();
      expect(api.catalogQueries).toEqual([
        { group: 'group:default/platform', limit: 10 },
      ]);

      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      expect(await screen.findByText('Member 10')).toBeInTheDocument();
    });

    it('leads back from a page whose members have left the list', async () => {
      const api = knowing(usage, { catalogUsers: members.slice(0, 11) });
      showCard(group, api);
      await screen.findByText('Member 00');
      api.data.catalogUsers = members.slice(0, 10);
      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      expect(
        await screen.findByText('Nobody is left on this page'),
      ).toBeVisible();
      expect(screen.queryByText('No member fits.')).not.toBeInTheDocument();

      await userEvent.click(
        screen.getByRole('button', { name: 'Back to the first page' }),
      );
      expect(await screen.findByText('Member 00')).toBeVisible();
      expect(
        screen.getByRole('group', { name: 'Members and their Lucid licences' }),
      ).toHaveFocus();
    });

    it('leads back from a page of members that cannot be read', async () => {
      const api = knowing(usage, { catalogUsers: members });
      const read = api.catalogUsers.bind(api);
      api.catalogUsers = async query => {
        if (query?.cursor) throw new Error('The cursor is of another version');
        return read(query);
      };
      showCard(group, api);
      await screen.findByText('Member 00');
      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      expect(
        await screen.findByText('The cursor is of another version'),
      ).toBeVisible();

      await userEvent.click(
        screen.getByRole('button', { name: 'Back to the first page' }),
      );
      expect(await screen.findByText('Member 00')).toBeVisible();
    });

    it('narrows the members to those who are in Lucid or not, and to a name', async () => {
      const api = knowing(usage, { catalogUsers: members });
      const { container } = showCard(group, api);
      await userEvent.click(
        await screen.findByRole('radio', { name: 'Not in Lucid' }),
      );
      expect(await screen.findByText('25 members')).toBeInTheDocument();
      expect(screen.queryByText('Member 01')).not.toBeInTheDocument();

      await userEvent.type(screen.getByRole('searchbox'), 'member 4');
      expect(await screen.findByText('5 members')).toBeInTheDocument();
      expect(api.catalogQueries.at(-1)).toEqual({
        group: 'group:default/platform',
        state: 'unlicensed',
        q: 'member 4',
        limit: 10,
      });
      const seeAll = screen.getByRole('link', { name: 'See all' });
      const narrowed = 'group=group%3Adefault%2Fplatform&q=member+4';
      expect(seeAll).toHaveAttribute(
        'href',
        `/lucid/licences?state=unlicensed&${narrowed}`,
      );
      await userEvent.click(screen.getByRole('radio', { name: 'In Lucid' }));
      // The page lists Lucid users, who are detected where the catalog has them.
      expect(seeAll).toHaveAttribute(
        'href',
        `/lucid/licences?state=detected&${narrowed}`,
      );
      expect(await axe(container)).toHaveNoViolations();

      await userEvent.type(screen.getByRole('searchbox'), 'x');
      expect(await screen.findByText('No member fits.')).toBeInTheDocument();
    });

    it('says whom Lucid places there without the catalog knowing them, and who has departed', async () => {
      showCard(
        group,
        knowing({
          ...usage,
          departed: 2,
          places: [
            {
              place: 'lucid-group',
              account: 'default',
              id: 'lucid-group-7',
              name: 'Platform team',
              undetected: 4,
              departed: 1,
              groupRef: 'group:default/platform',
            },
          ],
        }),
      );
      expect(
        await screen.findByText('2 Lucid users of members have departed'),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('link', { name: 'Platform team' }),
      ).toHaveAttribute(
        'href',
        '/lucid/undetected?account=default&lucidGroup=lucid-group-7',
      );
      expect(screen.getByText('4 undetected · 1 departed')).toBeInTheDocument();
    });

    it('says whom Lucid places in a group without members, and who has departed', async () => {
      const place = {
        place: 'department',
        undetected: 0,
        departed: 0,
      } as const;
      showCard(
        group,
        knowing({
          ...usage,
          members: { total: 0, licensed: 0 },
          byLicence: [],
          departed: 1,
          places: [
            { ...place, name: 'Sales', undetected: 3 },
            { ...place, name: 'Old sales', departed: 2 },
          ],
        }),
      );
      expect(await screen.findByText(/have no members/)).toBeInTheDocument();
      expect(
        screen.getByText('1 Lucid user of a member has departed'),
      ).toBeInTheDocument();
      expect(screen.getByRole('link', { name: 'Sales' })).toBeInTheDocument();
      // Nobody would be behind a link.
      expect(screen.getByText('Old sales')).toBeInTheDocument();
      expect(
        screen.queryByRole('link', { name: 'Old sales' }),
      ).not.toBeInTheDocument();
      expect(screen.queryByText('Members')).not.toBeInTheDocument();
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
        explanation: explanationOf(),
        history: [
          {
            syncId: 's2',
            at: SNAPSHOT_AT,
            type: 'licence-lost',
            before: 'Lucidspark',
          },
          {
            syncId: 's2',
            at: SNAPSHOT_AT,
            type: 'licence-gained',
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
      expect(within(history).getByText('Lucidspark lost')).toBeInTheDocument();
      expect(
        within(history).getByText('Lucidchart gained'),
      ).toBeInTheDocument();
      expect(within(history).getByText('Appeared in Lucid')).toBeVisible();
      expect(await axe(container)).toHaveNoViolations();
    });

    it('says why nobody was found, matcher by matcher, and who it may be', async () => {
      const { container } = showCard(
        licenceUsage,
        knowing(detailsOf(undetectedUsage())),
      );
      expect(
        await screen.findByText(
          'No catalog user has this e-mail or user name.',
        ),
      ).toBeInTheDocument();
      expect(
        screen.getByText(
          'E-mail: kai@contractors.example.net is nobody’s in the catalog',
        ),
      ).toBeInTheDocument();
      expect(screen.getByRole('link', { name: 'Kai Cole' })).toBeVisible();
      expect(await axe(container)).toHaveNoViolations();
    });
  });

  describe('in an app without the page', () => {
    const withoutPage = true;

    it('says that Lucid is not configured', async () => {
      const status = {
        ...statusOf(),
        configuration: { state: 'missing' as const, problems: [] },
        accounts: [],
      };
      showCard(user, new FakeLucidApi({ status }), { withoutPage });
      expect(await screen.findByText('Lucid is not configured')).toBeVisible();
      expect(
        screen.getByText(
          'Lucid has to be put into the configuration of the backend.',
        ),
      ).toBeVisible();
      expect(screen.queryByText(/The Lucid page/)).not.toBeInTheDocument();
      expect(screen.queryByText('Set up Lucid')).not.toBeInTheDocument();
      expect(screen.queryByText('All licences')).not.toBeInTheDocument();
    });

    it('shows members of a group, and places without the lists behind them', async () => {
      const usage: GroupUsage = {
        kind: 'Group',
        entityRef: stringifyEntityRef(group),
        snapshotAt: SNAPSHOT_AT,
        members: { total: 1, licensed: 0 },
        byLicence: [],
        departed: 0,
        places: [
          { place: 'department', name: 'Sales', undetected: 3, departed: 0 },
        ],
      };
      showCard(group, knowing(usage), { withoutPage });
      expect(await screen.findByText('Sales')).toBeVisible();
      expect(await screen.findByText('Members')).toBeVisible();
      expect(
        screen.queryByRole('link', { name: 'Sales' }),
      ).not.toBeInTheDocument();
      expect(screen.queryByText('See all')).not.toBeInTheDocument();
    });

    it('shows the history of a licence usage', async () => {
      const usage: EntityUsage = {
        kind: 'LicenceUsage',
        entityRef: stringifyEntityRef(licenceUsage),
        snapshotAt: SNAPSHOT_AT,
        usage: usageOf(),
        explanation: explanationOf(),
        history: [{ syncId: 's1', at: SNAPSHOT_AT, type: 'appeared' }],
      };
      showCard(licenceUsage, knowing(usage), { withoutPage });
      const history = await screen.findByRole('list', { name: 'History' });
      expect(within(history).getByText('Appeared in Lucid')).toBeVisible();
      expect(within(history).getByText(/Seen by a sync/)).toBeVisible();
      expect(within(history).queryByRole('link')).not.toBeInTheDocument();
    });
  });

  it('stays away from other kinds', async () => {
    showCard(entityOf('Component', 'api'), new FakeLucidApi());
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });
});
