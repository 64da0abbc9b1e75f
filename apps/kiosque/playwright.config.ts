import { defineConfig } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

const { executablePath, env } = await findChromium();

/** Browser tests of the built page (run the build first). */
export default defineConfig({
  testDir: 'test',
  testMatch: '*.spec.ts',
  outputDir: '../../.reports/playwright-kiosque',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: 'list',
  use: {
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath, env: { ...process.env, ...env } },
  },
});
