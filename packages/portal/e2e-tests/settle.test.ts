import { Entity } from '@backstage/catalog-model';
import { LUCID_USER_ID_ANNOTATION } from 'backstage-plugin-lucid-common';
import { LucidUser } from 'lucid-simulator';
import { Page, expect, test as base } from '@playwright/test';
import { OwnPortal } from './support/OwnPortal';
import { PortalClient } from './support/PortalClient';
import { UserTable } from './support/UserTable';

/** What the catalog takes to look at a file again, when somebody asks it to. */
const CATALOG = { timeout: 120_000, intervals: [1_000] };

/** A portal with four people, of whom it recognises one. */
const test = base.extend<object, { own: OwnPortal }>({
  own: [
    async ({}, use) => {
      const own = await OwnPortal.create();
      try {
        await use(own);
      } finally {
        await own.remove();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const person = (
  name: string,
  displayName: string,
  email: string,
  annotations?: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, annotations },
  spec: { profile: { displayName, email }, memberOf: [] },
});

const JANE = person('jane', 'Jane Doe', 'jane.doe@acme.example');
// Everybody here was called so before the merger.
const MIA = person('mia', 'Mia Wong', 'mia.wong@acme-corp.example');
const TOM = person('tom', 'Tom Novak', 'tom.novak@acme.example');

test('an undetected user is settled by an annotation, by an exception, and by an alias, and the counts follow', async ({
  page,
  own,
}) => {
  test.setTimeout(480_000);
  own.writeCatalog([JANE, MIA, TOM]);
  const add = (givenName: string, familyName: string, email: string) =>
    own.simulator.addUser({ givenName, familyName, email });
  await add('Jane', 'Doe', 'jane.doe@acme.example');
  await add('Mia', 'Wong', 'mia.wong@acme.example');
  await add('Design', 'Board', 'board@acme.example');
  const tom = await add('Tom', 'Novak', 'tommy@home.example');
  await own.start();
  const undetected = new UserTable(page, 'Undetected Lucid users');
  const seeUndetected = async (names: string[]) => {
    await page.goto(`${own.appUrl}/lucid/undetected`);
    await expect(undetected.total()).toHaveText(
      names.length === 1 ? '1 user' : `${names.length} users`,
    );
    for (const name of names) {
      await expect(undetected.row(name)).toBeVisible();
    }
  };

  await test.step('three of four are undetected', async () => {
    await expect(async () => {
      await page.goto(`${own.appUrl}/lucid/undetected`);
      await expect(undetected.total()).toHaveText('3 users', {
        timeout: 10_000,
      });
    }).toPass(CATALOG);
    await seeUndetected(['Mia Wong', 'Design Board', 'Tom Novak']);
  });

  await test.step('the line that the page gives is put on the entity of Tom', async () => {
    const line = await annotationLineFor(page, undetected, 'Tom Novak');
    expect(line).toBe(`${LUCID_USER_ID_ANNOTATION}: ${tom.id}`);
    own.writeCatalog([JANE, MIA, annotated(TOM, tom)]);
    const portal = await PortalClient.signIn(own.backendUrl);
    await portal.refresh('user:default/tom');
    await expect(async () => {
      await reconcile(page, own);
      await page.goto(`${own.appUrl}/lucid/undetected`);
      await expect(undetected.total()).toHaveText('2 users', {
        timeout: 10_000,
      });
    }).toPass(CATALOG);
    await seeUndetected(['Mia Wong', 'Design Board']);
  });

  await test.step('the licence of the board is accounted for', async () => {
    await undetected.row('Design Board').getByRole('link').first().click();
    await page
      .getByRole('button', { name: 'Account for this licence…' })
      .click();
    await page.getByLabel('Note').fill('The screen in the design studio');
    await page.getByRole('button', { name: 'Account for it' }).click();
    await expect(
      page.getByText('The screen in the design studio'),
    ).toBeVisible();
    await seeUndetected(['Mia Wong']);

    await page.goto(`${own.appUrl}/lucid/licences?state=excepted`);
    const licences = new UserTable(page, 'Lucid users and their licences');
    await expect(licences.row('Design Board')).toContainText(
      'The screen in the design studio',
    );
  });

  await test.step('the old domain is configured as an alias', async () => {
    await own.stop();
    await own.start({
      matching: { domainAliases: [['acme.example', 'acme-corp.example']] },
    });
    await expect(async () => {
      await page.goto(`${own.appUrl}/lucid/undetected`);
      await expect(
        page.getByText('Every Lucid user was found in the catalog.'),
      ).toBeVisible({ timeout: 10_000 });
    }).toPass(CATALOG);

    await page.goto(`${own.appUrl}/lucid/overview`);
    for (const figure of ['Detected: 3', 'Undetected: 0']) {
      await expect(
        page.getByRole('link', { name: `${figure}. Show the list` }),
      ).toBeVisible();
    }
  });
});

function annotated(entity: Entity, user: LucidUser): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: { [LUCID_USER_ID_ANNOTATION]: user.id },
    },
  };
}

/** Opens an undetected user, and reads the line of YAML that would settle it. */
async function annotationLineFor(
  page: Page,
  table: UserTable,
  name: string,
): Promise<string> {
  await table.row(name).getByRole('link').first().click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText('E-mail', { exact: false }).first(),
  ).toBeVisible();
  const line = dialog.getByText(new RegExp(`^${LUCID_USER_ID_ANNOTATION}: `));
  const text = await line.first().innerText();
  await page.keyboard.press('Escape');
  return text.trim();
}

async function reconcile(page: Page, own: OwnPortal): Promise<void> {
  await page.goto(`${own.appUrl}/lucid/sync`);
  await page.getByRole('button', { name: 'Reconcile now' }).click();
  await expect(page.getByText('Reconciled with the catalog')).toBeVisible();
}
