import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

const { executablePath, env } = await findChromium();

/** Browser tests of the built application, each on a database of its own (test/support/application.ts). */
export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  outputDir: '../../.reports/playwright',
  forbidOnly: true,
  // A journey waits for its server, its server for the base: a second one takes the other core meanwhile.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 900 },
    // Actions, requests and console; pictures of every step cost an eighth of the whole (`--trace on` has them).
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, env: { ...process.env, ...env } },
  },
});
