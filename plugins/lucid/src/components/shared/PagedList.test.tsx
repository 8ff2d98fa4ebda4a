import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  activityOf,
  costOverviewOf,
  costShareOf,
} from '../../testing/figureFixtures';
import { exceptionOf, undetectedUsage } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const portal = () =>
  new FakeLucidApi({
    usages: [undetectedUsage()],
    catalogUsers: [
      {
        entityRef: 'user:default/ida',
        displayName: 'Ida Unlicensed',
        licences: [],
      },
    ],
    exceptions: [exceptionOf()],
    activity: [activityOf()],
    costs: costOverviewOf(),
    costShares: { department: [costShareOf()] },
  });

/** The page after the last one, where somebody was when there still was one. */
const cursor = encodeURIComponent(
  JSON.stringify({ filters: { by: 'department' }, offset: 50 }),
);

const LISTS = [
  [
    '/lucid/licences?',
    'Lucid users and their licences',
    'Kai Contractor',
    'Nobody',
  ],
  [
    '/lucid/licences?state=unlicensed&',
    'Catalog users without Lucid',
    'Ida Unlicensed',
    'Nobody',
  ],
  [
    '/lucid/exceptions?',
    'Exceptions, the newest first',
    'Works for our agency',
    'Nothing',
  ],
  ['/lucid/activity?', 'Changes', 'Jana Doležalová', 'Nothing'],
  ['/lucid/costs?', 'Costs by department', 'Platform', 'Nothing'],
];

/** Presses the button, which goes with the page that it leaves. */
async function goBack() {
  const back = await screen.findByRole('button', {
    name: 'Back to the first page',
  });
  act(() => back.focus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(back).not.toBeInTheDocument());
}

describe('a page whose items have left the list', () => {
  it.each(LISTS)(
    'is told from an empty list, and left: %s',
    async (tab, list, first, who) => {
      openPage(`${tab}cursor=${cursor}`, portal());
      const said = await screen.findByText(`${who} is left on this page`);
      expect(said).toBeVisible();

      await goBack();
      expect(await screen.findByText(first)).toBeVisible();
      expect(said).not.toBeInTheDocument();
      expect(screen.getByRole('group', { name: list })).toHaveFocus();
    },
  );
});

describe('a page that cannot be read', () => {
  it.each(LISTS)(
    'has a way back to the first one: %s',
    async (tab, list, first) => {
      openPage(`${tab}cursor=%7Bbroken`, portal());
      expect(await screen.findByRole('alert')).toBeVisible();

      await goBack();
      expect(await screen.findByText(first)).toBeVisible();
      expect(screen.getByRole('group', { name: list })).toHaveFocus();
    },
  );

  it('has none where it is the first one', async () => {
    const api = portal();
    api.exceptions = async () => {
      throw new Error('The database is away');
    };
    openPage('/lucid/exceptions', api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(
      screen.queryByRole('button', { name: 'Back to the first page' }),
    ).not.toBeInTheDocument();
  });
});
