import { AxeBuilder } from '@axe-core/playwright';
import { Page } from '@playwright/test';
import { SCREENS } from './support/screens';
import { expect, test } from './support/test';

const SCHEMES = ['light', 'dark'] as const;

for (const { name, path, isComplete } of SCREENS) {
  for (const colorScheme of SCHEMES) {
    test(`axe finds nothing wrong with ${name}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await isComplete(page);

      const { violations } = await axe(page).analyze();

      expect(
        violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.map(node => node.html),
        })),
      ).toEqual([]);
    });
  }

  test(`${name} fits a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 400, height: 800 });
    await page.goto(path);
    await isComplete(page);

    expect(await overflowOf(page)).toBe(0);
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
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lucid\/sync/);
  await page.keyboard.press('ArrowLeft');
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

/** Looks at all of a page but for what is known of the framework around it. */
function axe(page: Page): AxeBuilder {
  return (
    new AxeBuilder({ page })
      // The title and the tabs of a page stand outside its landmarks.
      .disableRules(['region'])
      // A tab names a panel that its framework never draws.
      .exclude('[role="tablist"]')
      // The cards of plugin-org and plugin-catalog-graph that stand beside ours.
      .exclude('article > :not(:has(#lucid-card))')
  );
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
