import { JsonArray } from '@backstage/types';
import { Locator, Page, expect, test } from '@playwright/test';
import { LicenceShape, LucidUser } from 'lucid-simulator';
import { LucidRecords } from '../src/history/LucidRecords';
import { SyncedPortal } from '../src/history/SyncedPortal';
import { HeldLicence, Ledger, Price } from './support/Ledger';
import { OwnPortal } from './support/OwnPortal';

const USERS = 60;
const FIRST_SYNC_AGO = 40;
const SECOND_SYNC_AGO = 5;
const NEW_PRICE_AGO = 12;

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

const PRICES: Price[] = ['Lucidchart', 'active-user'].flatMap(licence => [
  {
    licence,
    cents: 907n,
    currency: 'EUR',
    per: 'month',
    to: day(NEW_PRICE_AGO + 1),
  },
  {
    licence,
    cents: 1_099n,
    currency: 'EUR',
    per: 'month',
    from: day(NEW_PRICE_AGO),
  },
]);
PRICES.push({
  licence: 'Lucidspark',
  cents: 9_605n,
  currency: 'USD',
  per: 'year',
});

const LICENCES: JsonArray = PRICES.map(
  ({ cents, currency, per, ...entry }) => ({
    ...entry,
    price: {
      amount: `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`,
      currency,
      per,
    },
  }),
);

const ledger = new Ledger(PRICES);

/** What Lucid says of each shape; whose access it does not tell is taken to edit. */
const LICENCES_OF: Record<Shape, (user: LucidUser) => HeldLicence[]> = {
  boolean: ({ licences: { products, canEdit } }) =>
    Object.keys(products)
      .filter(name => products[name])
      .map(licence => ({ licence, canEdit })),
  'can-edit-only': ({ licences: { canEdit } }) => [
    { licence: 'Lucidchart', canEdit },
  ],
  none: () => [{ licence: 'active-user', canEdit: true }],
};

type Shape = Extract<LicenceShape, 'boolean' | 'can-edit-only' | 'none'>;

/** What somebody held at the end of a day. */
interface Holding {
  day: string;
  licences: HeldLicence[];
}

for (const shape of Object.keys(LICENCES_OF) as Shape[]) {
  test(`what is spent is right to the cent where Lucid tells of licences in the shape "${shape}"`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    const own = await OwnPortal.create({ users: USERS, licences: shape });
    try {
      await expectSpendOf(page, own, shape);
    } finally {
      await own.remove();
    }
  });
}

async function expectSpendOf(
  page: Page,
  own: OwnPortal,
  shape: Shape,
): Promise<void> {
  const days = await liveThroughSixWeeks(own, LICENCES_OF[shape]);
  const now = days[days.length - 1];
  const isHeld = (licence: string) =>
    now.licences.some(held => held.licence === licence);
  await page.goto(`${own.appUrl}/lucid/costs?span=quarter`);

  // Nobody is in the catalog, so that is what undetected users cost, too.
  for (const currency of isHeld('Lucidspark') ? ['EUR', 'USD'] : ['EUR']) {
    const perMonth = ledger.perMonth(now.licences, now.day, currency);
    await expect(figure(page, 'Spend per month')).toContainText(perMonth);
    await expect(figure(page, 'Held by users')).toContainText(perMonth);
    await expect(
      page.getByRole('listitem').filter({ hasText: /^Undetected/ }),
    ).toContainText(perMonth);
  }

  const months = [...new Set(days.map(one => one.day.slice(0, 7)))].reverse();
  for (const { licence, currency } of PRICES.filter(price => !price.to)) {
    if (isHeld(licence)) {
      const shown = await readSpend(page, currency, licence);
      expect(shown).toEqual(
        months.map(month =>
          ledger.spent(
            days
              .filter(one => one.day.startsWith(month))
              .map(one => only(one, licence)),
            currency,
          ),
        ),
      );
    }
  }
}

function only({ day: on, licences }: Holding, licence: string): Holding {
  return {
    day: on,
    licences: licences.filter(held => held.licence === licence),
  };
}

/** Has the portal sync on three days, of which two are long ago, while people come and go. */
async function liveThroughSixWeeks(
  own: OwnPortal,
  licencesOf: (user: LucidUser) => HeldLicence[],
): Promise<Holding[]> {
  own.writeCatalog([]);
  await own.start({
    licences: LICENCES,
    schedule: { frequency: { trigger: 'manual' }, initialDelay: { hours: 24 } },
  });
  const portal = await SyncedPortal.signIn(own.backendUrl);
  const records = new LucidRecords(own.dataDirectory);
  const { signal } = new AbortController();
  const days: Holding[] = [];
  const syncOn = async (daysAgo: number, until: number) => {
    const since = new Date().toISOString();
    await portal.sync(signal);
    await records.counted(signal);
    if (daysAgo > 0) {
      await records.moveBack(daysAgo, since);
    }
    const users = await own.simulator.users();
    const licences = users.filter(user => user.active).flatMap(licencesOf);
    for (let ago = daysAgo; ago >= until; ago--) {
      days.push({ day: day(ago), licences });
    }
  };
  try {
    await syncOn(FIRST_SYNC_AGO, SECOND_SYNC_AGO + 1);
    const users = (await own.simulator.users()).filter(user => user.active);
    for (const { id, licences } of users.slice(0, 9)) {
      await own.simulator.setLicences(id, {
        canEdit: !licences.canEdit,
        products: {
          ...licences.products,
          Lucidspark: !licences.products.Lucidspark,
        },
      });
    }
    for (const { id } of users.slice(20, 24)) {
      await own.simulator.deactivate(id);
    }
    await syncOn(SECOND_SYNC_AGO, 1);
    await own.simulator.addUser({ email: 'newcomer@example.com' });
    await syncOn(0, 0);
  } finally {
    await records.close();
  }
  return days;
}

/** What stands below a label in large letters. */
function figure(page: Page, label: string): Locator {
  return page
    .locator('div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .last();
}

/** What the table behind a chart says of one licence, the newest month first. */
async function readSpend(
  page: Page,
  currency: string,
  licence: string,
): Promise<string[]> {
  const title = `Spend by month in ${currency}`;
  const toggle = page.getByRole('button', { name: `Show as table: ${title}` });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') {
    await toggle.click();
  }
  const table = page.getByRole('table', { name: title });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const column = heads.findIndex(head => head.startsWith(nameOf(licence)));
  const rows = await table.getByRole('row').all();
  return Promise.all(
    rows.slice(1).map(row =>
      row
        .getByRole('cell')
        .nth(column - 1)
        .innerText(),
    ),
  );
}

function nameOf(licence: string): string {
  return licence === 'active-user' ? 'Active user' : licence;
}
