import { Page, test as base, expect } from '@playwright/test';
import { PortalClient } from './PortalClient';
import { exampleTruth } from 'lucid-simulator';

const LONG = { timeout: 150_000, intervals: [1000] };

/** What every test starts from. */
interface Fixtures {
  portal: PortalClient;
  /** Signed in as the guest, with nothing written to the console that is an error. */
  page: Page;
}

/** A test of a portal that holds all of the example. */
export const test = base.extend<Fixtures, { settled: PortalClient }>({
  settled: [
    async ({}, use) => {
      const portal = await PortalClient.signIn();
      const { catalogUsers, lucidUsers } = exampleTruth;
      await expect
        .poll(async () => (await portal.catalogUsers()).length, LONG)
        .toBe(catalogUsers.length);
      // The first sync may have been faster than the catalog.
      await expect
        .poll(async () => (await portal.account()).counts.detected, LONG)
        .toBe(lucidUsers.filter(user => user.state === 'detected').length);
      await use(portal);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  portal: async ({ settled }, use) => use(settled),
  page: async ({ page, settled: _ }, use) => {
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    await use(page);
    expect(errors, 'nothing is thrown in the browser').toEqual([]);
  },
});

export { expect };
