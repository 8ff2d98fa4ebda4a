import { join } from 'node:path';
import { expect, test } from './support/test';
import { SCREENS, Screen } from './support/screens';

const IMAGES = join(__dirname, '../../../docs/images');

const PICTURES: { screen: string; file: string }[] = [
  { screen: 'Overview', file: 'page-overview' },
  { screen: 'Undetected users', file: 'page-undetected' },
  { screen: 'details of an undetected user', file: 'page-details' },
  { screen: 'card of a user', file: 'card-user' },
  { screen: 'card of a group', file: 'card-group' },
];

for (const { screen, file } of PICTURES) {
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
      await page.screenshot({
        path: join(IMAGES, `${file}-${colorScheme}.png`),
        animations: 'disabled',
      });
    });
  }
}

function screenCalled(name: string): Screen {
  const screen = SCREENS.find(it => it.name === name);
  if (!screen) {
    throw new Error(`There is no screen called ${name}`);
  }
  return screen;
}
