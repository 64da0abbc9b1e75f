import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

/**
 * Expects no axe violation on the page as it stands, with what its scripts added and real data in it, and nothing that
 * scrolls sideways at 320 px. Dark, forced colours and zoom move no markup: `galerie.spec.ts` proves them for every view,
 * once, instead of at each step of each journey. Leaves the page as it found it.
 */
export async function expectAccessible(page: Page, ecran: string): Promise<void> {
  // Transitions of colour would be caught half-way.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  // Without the blank page that gathers frames: the application has none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const dits = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  expect.soft(dits, `axe, ${ecran}`).toEqual([]);
  await page.setViewportSize(NARROW);
  const largeur = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(largeur, `${ecran} scrolls sideways at 320 px`).toBeLessThanOrEqual(NARROW.width);
  await page.setViewportSize(WIDE);
}
