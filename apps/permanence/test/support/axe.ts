import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 640 };

/** The rules that read colours. The theme moves nothing else, and a whole run costs half a second a screen. */
const COULEURS = ['color-contrast', 'link-in-text-block'];

const modes = [
  { nom: 'clair', media: { colorScheme: 'light', forcedColors: 'none' }, taille: WIDE, regles: [] },
  { nom: 'sombre', media: { colorScheme: 'dark', forcedColors: 'none' }, taille: WIDE, regles: COULEURS },
  {
    nom: 'couleurs forcées',
    media: { colorScheme: 'light', forcedColors: 'active' },
    taille: WIDE,
    regles: COULEURS,
  },
  { nom: '320 px', media: { colorScheme: 'light', forcedColors: 'none' }, taille: NARROW, regles: [] },
] as const;

/**
 * Expects no axe violation on the page as it stands, in light, dark, forced colours and at 320 px,
 * where nothing may scroll sideways either. Leaves the page as it found it.
 */
export async function expectAccessible(page: Page, ecran: string): Promise<void> {
  for (const { nom, media, taille, regles } of modes) {
    await page.setViewportSize(taille);
    await page.emulateMedia(media);
    // Transitions of colour would be caught half-way.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    // Without the blank page that gathers frames: the application has none.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (regles.length === 0 ? axe : axe.withRules([...regles])).analyze();
    const dits = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
    expect.soft(dits, `axe, ${ecran}, ${nom}`).toEqual([]);
    if (taille === NARROW) {
      const largeur = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(largeur, `${ecran} scrolls sideways at 320 px`).toBeLessThanOrEqual(NARROW.width);
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}
