import { screen, waitFor } from '@testing-library/react';
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

describe('a page whose items have left the list', () => {
  it.each([
    ['/lucid/licences?', 'Nobody', 'Kai Contractor'],
    ['/lucid/licences?state=unlicensed&', 'Nobody', 'Ida Unlicensed'],
    ['/lucid/exceptions?', 'Nothing', 'Works for our agency'],
    ['/lucid/activity?', 'Nothing', 'Jana Doležalová'],
    ['/lucid/costs?', 'Nothing', 'Platform'],
  ])('is told from an empty list, and left: %s', async (tab, who, first) => {
    openPage(`${tab}cursor=${cursor}`, portal());
    const said = await screen.findByText(`${who} is left on this page`);
    expect(said).toBeVisible();

    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the first page' }),
    );
    expect(await screen.findByText(first)).toBeVisible();
    await waitFor(() => expect(said).not.toBeInTheDocument());
  });
});
