/** Every page of every menu of the demo weighs 15 kB of HTML at most, as it is served (application §4). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPTES_DEMO } from '../db/comptes-demo.ts';
import { createApp } from '../server/app.ts';
import { Navigateur } from '../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from './gestes.fixture.ts';

const POIDS = 15_000;
/** As long as the one of a build: each page names its files with it. */
const EMPREINTE = '0123456789ab';
let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
  await ouvre(monde);
}, 90_000);
afterAll(() => monde.essai.close());

/** The addresses of the menu. */
const menuOf = (html: string): string[] => {
  const [menu = ''] = /<nav\b.*?<\/nav>/s.exec(html) ?? [];
  return [...menu.matchAll(/href="?([^"\s>]+)/g)].map(([, href = '']) => href);
};

async function weigh(compte: string): Promise<Map<string, number>> {
  const { services } = monde.essai;
  const nav = new Navigateur(createApp({ ...services, assets: { ...services.assets, version: EMPREINTE } }));
  await nav.connecte(compte);
  const premiere = await nav.get('/');
  const ouverte = premiere.vers === null ? premiere : await nav.suit(premiere);
  const poids = new Map<string, number>();
  for (const href of menuOf(ouverte.texte)) {
    const page = await nav.get(href);
    // Some pages wait for an open permanence.
    const vue = page.vers === null ? page : await nav.suit(page);
    expect(vue.statut, `${compte} ${href}`).toBe(200);
    poids.set(href, Buffer.byteLength(vue.texte));
  }
  return poids;
}

describe.each(COMPTES_DEMO.map(({ identifiant }) => identifiant))('the pages of %s', (compte) => {
  it(`weigh ${String(POIDS)} bytes at most`, { timeout: 60_000 }, async () => {
    const poids = await weigh(compte);
    expect(poids.size).toBeGreaterThan(0);
    expect([...poids].filter(([, octets]) => octets > POIDS)).toEqual([]);
  });
});
