import { parseEntityRef } from '@backstage/catalog-model';
import { Page, expect } from '@playwright/test';
import { exampleTruth } from 'lucid-simulator';

/** A screen of the plugin in the portal. */
export interface Screen {
  name: string;
  path: string;
  /** Settles when everything that the screen shows is there. */
  isComplete: (page: Page) => Promise<void>;
  /** CSS selector of the plugin's part, where the page is another plugin's. */
  part?: string;
}

const [ORDINARY_REF] = exampleTruth.lucidUsers.filter(
  user => user.exampleCase === 'ordinary',
)[0].entityRefs;

const UNDETECTED = exampleTruth.lucidUsers.filter(
  user => user.state === 'undetected',
)[0];

// Somebody in whose name nothing is easy.
const SOMEBODY = exampleTruth.lucidUsers.filter(
  user => user.exampleCase === 'hard-name',
)[0];

/** The screens that need nothing but the example account. */
export const SCREENS: Screen[] = [
  {
    name: 'Overview',
    path: '/lucid/overview',
    isComplete: page => seeHeading(page, 'Users by licence'),
  },
  {
    name: 'Undetected users',
    path: '/lucid/undetected',
    isComplete: page => seeTable(page, 'Undetected Lucid users'),
  },
  {
    name: 'details of an undetected user',
    path: `/lucid/undetected?user=default/${UNDETECTED.id}`,
    isComplete: page =>
      expect(
        page
          .getByRole('dialog')
          .getByText(`lucid.co/user-id: ${UNDETECTED.id}`)
          .first(),
      ).toBeVisible(),
  },
  {
    name: 'Ambiguous users',
    path: '/lucid/licences?state=ambiguous',
    isComplete: page => seeTable(page, 'Lucid users and their licences'),
  },
  {
    name: 'Unlicensed users',
    path: '/lucid/licences?state=unlicensed',
    isComplete: page => seeTable(page, 'Catalog users without Lucid'),
  },
  {
    name: 'Exceptions',
    path: '/lucid/exceptions',
    isComplete: page =>
      expect(page.getByRole('button', { name: 'New rule…' })).toBeVisible(),
  },
  {
    name: 'Licences',
    path: '/lucid/licences',
    isComplete: page => seeTable(page, 'Lucid users and their licences'),
  },
  {
    name: 'Activity',
    path: '/lucid/activity',
    isComplete: page =>
      expect(
        page.getByRole('navigation', { name: 'Changes by kind' }),
      ).toBeVisible(),
  },
  {
    name: 'Costs',
    path: '/lucid/costs?span=year',
    isComplete: async page => {
      await seeTable(page, 'Costs by licence');
      await seeTable(page, 'Costs by department');
    },
  },
  {
    name: 'Report',
    path: '/lucid/report',
    isComplete: page => seeHeading(page, 'Undetected users'),
  },
  {
    name: 'Home',
    path: '/',
    part: '.react-grid-item:first-child',
    isComplete: page =>
      expect(page.getByText('Seats and undetected users')).toBeVisible(),
  },
  {
    name: 'Sync',
    path: '/lucid/sync',
    isComplete: page => seeTable(page, 'Syncs, the newest first'),
  },
  {
    name: 'card of a user',
    path: `/catalog/default/user/${parseEntityRef(ORDINARY_REF).name}`,
    isComplete: page => expect(page.getByText(/^Same e-mail/)).toBeVisible(),
  },
  {
    name: 'card of a group',
    path: '/catalog/default/group/product-engineering',
    isComplete: page =>
      expect(
        page
          .getByRole('list', { name: 'Members and their Lucid licences' })
          .getByRole('listitem')
          .first(),
      ).toBeVisible(),
  },
  {
    name: 'card of a licence usage',
    path: `/catalog/default/licenceusage/default.${SOMEBODY.id}`,
    isComplete: page => seeHeading(page, 'History'),
  },
];

async function seeHeading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
}

async function seeTable(page: Page, name: string): Promise<void> {
  await expect(
    page
      .getByRole('grid', { name, exact: true })
      .getByRole('rowheader')
      .first(),
  ).toBeVisible();
}
