import type { Server } from 'node:http';
import { parseQr } from '@porte-plume/diagnostic/qr';
import { expect, test, type Page } from '@playwright/test';
import jsqr from 'jsqr';
import { geste, servir, toucher } from './borne.ts';

// The published types are of CommonJS: the function is the default export of the default export for Node.
type Decodeur = (pixels: Uint8ClampedArray, largeur: number, hauteur: number) => { data: string } | null;
const decoder = (typeof jsqr === 'function' ? jsqr : jsqr.default) as unknown as Decodeur;

let server: Server;
let origin: string;

test.beforeAll(async () => {
  ({ server, origin } = await servir());
});
test.afterAll(() => server.close());

async function jusquAuResultat(page: Page): Promise<void> {
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence', 'Ces 3 derniers mois', 'Oui', 'Oui']) {
    await toucher(page, nom);
  }
  await toucher(page, 'D’accord, je réponds');
  while (await page.locator('section[id^=frein-]:not([hidden])').isVisible()) {
    await geste(page, '.reponse:nth-child(2)');
  }
  await toucher(page, 'Voir le résultat');
}

const pagesDe = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('the code on the screen is read by a camera, and says no name', async ({ page }) => {
  await jusquAuResultat(page);
  const { width, pixels } = await page.evaluate(async () => {
    const svg = document.querySelector<SVGSVGElement>('[data-qr] svg');
    if (!svg) throw new Error('no code');
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    const cote = svg.viewBox.baseVal.width * 5;
    canvas.width = canvas.height = cote;
    const dessin = canvas.getContext('2d');
    dessin?.drawImage(image, 0, 0, cote, cote);
    return { width: cote, pixels: [...(dessin?.getImageData(0, 0, cote, cote).data ?? [])] };
  });
  const texte = decoder(Uint8ClampedArray.from(pixels), width, width)?.data ?? '';
  expect(texte).toBe(await page.locator('[data-code]').textContent());
  const lu = parseQr(texte);
  expect(lu.ok && lu.value).toMatchObject({
    instrument: 'insee-illectronisme@2021',
    illectronisme: false,
    freins: ['equipement=aucun', 'connexion=aucune', 'lecture=avec_aide'],
  });
});

test('the result is a sheet of one page, without the buttons', async ({ page }) => {
  await jusquAuResultat(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Ce qui peut vous aider')).toBeVisible();
  expect(pagesDe(await page.pdf({ format: 'A4' }))).toBe(1);
});

test('the questions fit on one A4 page', async ({ page }) => {
  await page.goto(`${origin}arbre.html`);
  expect(pagesDe(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
});
