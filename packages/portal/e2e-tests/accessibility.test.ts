import { AxeBuilder } from '@axe-core/playwright';
import { Page } from '@playwright/test';
import { SCREENS } from './support/screens';
import { expect, test } from './support/test';

for (const { name, path, isComplete, part } of SCREENS) {
  test(`axe finds nothing wrong with ${name} in light and dark, and it fits a phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    await isComplete(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        colorScheme,
      );
      await isComplete(page);
      await settled(page);
      expect(await violationsOn(page, part), colorScheme).toEqual([]);
    }

    await page.setViewportSize({ width: 400, height: 800 });
    await isComplete(page);
    await expect.poll(() => overflowOf(page)).toBe(0);
  });
}

test('the keyboard alone opens every tab, turns the pages of a table and refreshes', async ({
  page,
}) => {
  await page.goto('/lucid/overview');
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();

  await tabTo(page, 'tab', 'Overview');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lucid\/undetected/);
  const between = ['Activity', 'Costs', 'Exceptions', 'Report'];
  for (const _ of ['Licences', ...between, 'Sync']) {
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lucid\/sync/);
  for (const _ of [...between, 'Licences']) {
    await page.keyboard.press('ArrowLeft');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lucid\/licences/);
  const grid = page.getByRole('grid', {
    name: 'Lucid users and their licences',
    exact: true,
  });
  await expect(grid.getByRole('rowheader').first()).toBeVisible();

  await tabTo(page, 'button', 'Next page');
  const first = grid.getByRole('rowheader').first();
  const before = await first.innerText();
  await page.keyboard.press('Enter');
  await expect(first).not.toHaveText(before, { useInnerText: true });

  await tabTo(page, 'button', 'Refresh');
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('Licences are up to date', { exact: true }),
  ).toBeVisible();
});

/** A theme that changes draws all of a page anew, and tables fade in when they are read. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const transitions = () =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(animation => animation instanceof CSSTransition).length,
    );
  await expect.poll(transitions).toBe(0);
}

/** What axe finds on all of a page but for what is known of the framework around it. */
async function violationsOn(page: Page, part?: string) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (part ? axe.include(part) : axe)
    // The title and the tabs of a page stand outside its landmarks.
    .disableRules(['region'])
    // A tab names a panel that its framework never draws.
    .exclude('[role="tablist"]')
    // The number of notifications is to be seen, and not in its name.
    .exclude('a[href="/notifications"]')
    // What cards of other plugins show while they load has no name.
    .exclude('.MuiCircularProgress-root')
    .analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(node => node.html),
  }));
}

/** How many pixels of the page are beyond its right edge. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}

/** Presses Tab until the control has the focus. */
async function tabTo(
  page: Page,
  role: 'button' | 'tab',
  name: string,
): Promise<void> {
  const control = page.getByRole(role, { name, exact: true });
  // More often than the page has controls means never.
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluate(it => it === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches the ${role} "${name}"`);
}
