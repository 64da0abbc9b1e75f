import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { expect, test } from '@playwright/test';
import { dureeDuSon } from '../src/construction/duree-du-son.ts';
import { QUESTIONS_FREINS } from '../src/freins.ts';
import { INSTRUMENT } from '../src/parcours.ts';
import { LANGUES, pageDe, textesDe } from '../src/textes.ts';
import { DIST, estA, geste, servir, toucher } from './borne.ts';

let server: Server;
let origin: string;

test.beforeAll(async () => {
  ({ server, origin } = await servir());
});
test.afterAll(() => server.close());

/** The JSON of a data block of a built page. */
function bloc(page: string, id: string): Readonly<Record<string, string>> {
  const json = new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 's').exec(page)?.[1];
  return JSON.parse(json ?? '') as Readonly<Record<string, string>>;
}

/** Languages for which no free voice is known: said here, on the page and in the README, never passed over. */
const SANS_VOIX: readonly string[] = ['ps'];

for (const langue of LANGUES) {
  test(`every question × answer has text, sound and drawing: ${langue}`, async () => {
    const page = await readFile(new URL(pageDe(langue), DIST), 'utf8');
    const textes = bloc(page, 'textes');
    const voix = bloc(page, 'voix');
    const { phrases, voix: nom } = textesDe(langue);
    expect(textes).toEqual(phrases);
    expect(nom === null).toBe(SANS_VOIX.includes(langue));

    const muets = Object.keys(textes).filter((cle) => !Object.hasOwn(voix, cle));
    if (nom === null) {
      // Recordings may come one by one: what has a sound has a good one.
      expect(page).toContain('data-dit="voix.absente"');
    } else expect(muets).toEqual([]);
    for (const [cle, son] of Object.entries(voix)) {
      const [, base64 = ''] = /^audio\/(?:mpeg|wav);base64,(.+)$/.exec(son) ?? [];
      const secondes = dureeDuSon(Buffer.from(base64, 'base64'));
      expect(secondes, cle).toBeGreaterThan(0.1);
      expect(secondes, cle).toBeLessThanOrEqual(12);
    }

    const reponses = ['oui', 'non', 'sais-pas', 'passee', 'choix.1', 'choix.2', 'choix.3', 'choix.4'];
    const montrables = INSTRUMENT.items.flatMap(({ code, tache }) => (tache ? [`${code}.consigne`] : []));
    const cles = [
      ...INSTRUMENT.items.flatMap(({ code }) => [`${code}.text`, `${code}.label`]),
      ...montrables,
      ...QUESTIONS_FREINS.flatMap(({ code, reponses: dites }) => [`${code}.text`, ...dites]),
      ...reponses,
    ];
    expect(cles.filter((cle) => !textes[cle])).toEqual([]);
    const dessins = [
      ...INSTRUMENT.items.map(({ i18n }) => i18n.fr?.pictogram),
      ...QUESTIONS_FREINS.flatMap(({ code, reponses: dites }) => [code, ...dites]),
      ...reponses,
    ];
    expect(dessins.filter((dessin) => !page.includes(`<symbol id="picto-${dessin}" `))).toEqual([]);
  });
}

test('a screen is read by itself, text after text, and again on demand', async ({ page }) => {
  await page.goto(origin);
  await toucher(page, 'Commencer');
  const lue = page.locator('.lue');
  await expect(lue).toHaveText('Exemple');
  await expect(lue).toHaveText('Avez-vous déjà mangé une pomme\u00a0?', { timeout: 15_000 });
  await toucher(page, 'Couper le son');
  await expect(lue).toHaveCount(0);
  await geste(page, '[data-value=yes]');
  await estA(page, 'exemple-compris');
  await page.waitForTimeout(500);
  await expect(lue).toHaveCount(0);
  await toucher(page, 'Écouter');
  await expect(lue).toHaveCount(1);
  await geste(page, '[data-geste=continuer]');
  await expect(lue).toHaveText('Quand avez-vous utilisé internet pour la dernière fois\u00a0?');
});

test('the recordings are played by the browser, for as long as they say', async ({ page }) => {
  for (const langue of LANGUES.filter((une) => !SANS_VOIX.includes(une))) {
    const fichier = await readFile(new URL(pageDe(langue), DIST), 'utf8');
    const source = bloc(fichier, 'voix')['IUEM.text'] ?? '';
    await page.goto(origin);
    const lue = await page.evaluate(
      (url) =>
        new Promise<number>((resolve, reject) => {
          const audio = new Audio(url);
          audio.onloadedmetadata = () => resolve(audio.duration);
          audio.onerror = () => reject(new Error('not a sound for this browser'));
        }),
      `data:${source}`,
    );
    expect(lue).toBeCloseTo(dureeDuSon(Buffer.from(source.split(',')[1] ?? '', 'base64')), 0);
  }
});
