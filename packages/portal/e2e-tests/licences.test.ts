import { LucidUser, exampleTruth } from 'lucid-simulator';
import {
  emailOf,
  undetectedAmong,
  unlicensedAmong,
} from './support/expectation';
import { simulator } from './support/simulator';
import { expect, test } from './support/test';
import { ShownUser, UserTable } from './support/UserTable';

// The catalog takes in what changed on its own schedule.
const CATALOG = { timeout: 90_000, intervals: [500] };

test.describe.configure({ mode: 'serial' });

test('the guest is signed in and finds the Lucid page in the navigation', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Lucid licences' }).click();

  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByText('user:default/guest').first()).toBeVisible();
});

test('the page names every undetected user of the Lucid account, and nobody else', async ({
  page,
  portal,
}) => {
  const expected = undetectedAmong(
    await simulator.users(),
    await portal.catalogUsers(),
  );
  expect(expected.map(user => user.id).sort()).toEqual(
    exampleTruth.lucidUsers
      .filter(user => user.state === 'undetected')
      .map(user => user.id)
      .sort(),
  );

  await page.goto('/lucid/undetected');
  const table = new UserTable(page, 'Undetected Lucid users');
  await expect(table.total()).toHaveText(`${expected.length} users`);
  const shown = await table.readToTheEnd();

  expect(inOrder(shown)).toEqual(inOrder(expected.map(asShown)));
});

test('a user who is added in Lucid appears on the page, in the catalog and on the card of the right person, and goes again', async ({
  page,
  portal,
}) => {
  test.setTimeout(240_000);
  const [person] = unlicensedAmong(
    await portal.catalogUsers(),
    await simulator.users(),
  );
  const email = emailOf(person) ?? '';
  const stranger = {
    email: 'new.stranger@elsewhere.example.net',
    givenName: 'New',
    familyName: 'Stranger',
  };
  const card = `/catalog/${person.metadata.namespace ?? 'default'}/user/${
    person.metadata.name
  }`;
  const refresh = async () => {
    await page.goto('/lucid/undetected');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(
      page.getByText('Licences are up to date', { exact: true }),
    ).toBeVisible();
  };

  await page.goto(card);
  await expect(
    page.getByText('No Lucid licence', { exact: true }),
  ).toBeVisible();

  const added = await simulator.addUser({
    // The case of an address means nothing.
    email: email.toUpperCase(),
    givenName: 'Newly',
    familyName: 'Licensed',
  });
  const unknown = await simulator.addUser(stranger);
  await refresh();

  const undetected = new UserTable(page, 'Undetected Lucid users');
  const search = page
    .getByRole('searchbox')
    .or(page.getByLabel('Search by name, e-mail or id'));
  await search.first().fill(stranger.email);
  await expect(undetected.row('New Stranger')).toBeVisible();
  await expect(undetected.total()).toHaveText('1 user');

  await page.getByRole('tab', { name: 'Licences' }).click();
  const licences = new UserTable(page, 'Lucid users and their licences');
  await search.first().fill(email);
  await expect(licences.row('Newly Licensed')).toContainText('Detected');

  for (const user of [added, unknown]) {
    await expect
      .poll(async () => (await portal.licenceUsageOf(user.id))?.kind, CATALOG)
      .toBe('LicenceUsage');
  }

  await page.goto(card);
  await expect(page.getByRole('link', { name: added.id })).toBeVisible();
  await expect(
    page.getByText(`Same e-mail address: ${email.toLowerCase()}`),
  ).toBeVisible();

  await simulator.deactivate(added.id);
  await simulator.delete(unknown.id);
  await refresh();

  await search.first().fill(stranger.email);
  await expect(
    page.getByText('Nobody fits this search and these filters.'),
  ).toBeVisible();
  await page.goto(card);
  await expect(
    page.getByText('No Lucid licence', { exact: true }),
  ).toBeVisible();
  for (const user of [added, unknown]) {
    await expect
      .poll(() => portal.licenceUsageOf(user.id), CATALOG)
      .toBeUndefined();
  }
});

/** How the portal promises to show a Lucid user. */
function asShown(user: LucidUser): ShownUser {
  const address = user.emails.find(it => it.primary)?.value;
  const name =
    user.name?.formatted ?? user.displayName ?? user.userName ?? user.id;
  return {
    name: name.replace(/\s+/g, ' ').trim(),
    detail: (address ?? user.userName ?? user.id).toLowerCase(),
  };
}

function inOrder(users: ShownUser[]): ShownUser[] {
  return users
    .map(({ name, detail }) => ({ name, detail: detail.toLowerCase() }))
    .sort((a, b) =>
      `${a.name}\0${a.detail}` < `${b.name}\0${b.detail}` ? -1 : 1,
    );
}
