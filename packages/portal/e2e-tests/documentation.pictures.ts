import { join } from 'node:path';
import { Page } from '@playwright/test';
import { expect, test } from './support/test';
import { SCREENS, Screen } from './support/screens';

const IMAGES = join(__dirname, '../../../docs/images');

const PICTURES: {
  screen: string;
  file: string;
  /** All of it, with the charts, and not what a window shows. */
  isWhole?: boolean;
}[] = [
  { screen: 'Overview', file: 'page-overview', isWhole: true },
  { screen: 'Costs', file: 'page-costs', isWhole: true },
  { screen: 'Activity', file: 'page-activity' },
  { screen: 'Report', file: 'page-report' },
  { screen: 'Home', file: 'page-home' },
  { screen: 'Undetected users', file: 'page-undetected' },
  { screen: 'details of an undetected user', file: 'page-details' },
  { screen: 'card of a user', file: 'card-user' },
  { screen: 'card of a group', file: 'card-group' },
];

for (const { screen, file, isWhole = false } of PICTURES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${file}, ${colorScheme}`, async ({ page }) => {
      const { path, isComplete } = screenCalled(screen);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      await isComplete(page);
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        colorScheme,
      );
      if (isWhole) {
        await seeEveryChart(page);
      }
      await page.screenshot({
        fullPage: isWhole,
        path: join(IMAGES, `${file}-${colorScheme}.png`),
        animations: 'disabled',
      });
    });
  }
}

/** A chart is drawn where its button to show it as a table stands. */
async function seeEveryChart(page: Page): Promise<void> {
  const buttons = page.getByRole('button', { name: /^Show as table/ });
  const charts = page.locator('.recharts-wrapper');
  await expect(buttons.first()).toBeVisible();
  // Counted together: more of both may be on their way.
  await expect
    .poll(async () => (await buttons.count()) - (await charts.count()))
    .toBe(0);
  await page.waitForLoadState('networkidle');
}

function screenCalled(name: string): Screen {
  const screen = SCREENS.find(it => it.name === name);
  if (!screen) {
    throw new Error(`There is no screen called ${name}`);
  }
  return screen;
}
