import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { connection } from './e2e-tests/support/connection';

// Run by `./portal test` and `./portal screenshots`, which start a portal for
// it; by itself it uses the one that `./portal start` started.
export default defineConfig({
  testDir: join(__dirname, 'e2e-tests'),
  outputDir: join(__dirname, '../../e2e-test-report'),
  forbidOnly: Boolean(process.env.CI),
  // There is one portal, and what one test changes the others see.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: connection.appUrl,
    viewport: { width: 1440, height: 900 },
    // Dates and numbers are the same on every machine.
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: { executablePath: process.env.PORTAL_BROWSER },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'end-to-end', testMatch: '*.test.ts' },
    { name: 'screenshots', testMatch: '*.pictures.ts' },
  ],
});
