/** Whoever opens every page of the dashboard, of every lieu and of both years, finds nobody. */
import { getDemarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import type { Faits } from './faits.ts';
import type { Intervention } from './intervention.ts';
import { attackTableau } from './tableau-attaque.fixture.ts';
import { publishTableau } from './tableau-de-bord.ts';
import { publishWith } from './tableau-publie.ts';
import { createProtecteur, SEUIL_TABLEAU, type Protecteur } from './tableau-tables.ts';
import { createDraw, MODELES } from './tirage.fixture.ts';

const SECRET = { cle: new Uint8Array(32), alea: (octets: number) => new Uint8Array(octets) };
const ANNEES = [2025, 2026].map((an) => ({ du: `${an}-01-01`, au: `${an}-12-31` }));
const lent = process.env.PORTE_PLUME_LENT === '1';
const STRUCTURES = lent ? 60 : 2;

/** A structure of two to five lieux of very different sizes, over two years: synthetic interventions, dealt at random. */
function createStructure(graine: number): Faits {
  const draw = createDraw(graine * 7919);
  for (let i = 0; i < 10; i += 1) draw();
  const lieux = Array.from({ length: 2 + Math.floor(draw() * 4) }, (_, i) => ({
    id: `lieu-${i}`,
    territoireId: 't',
    nature: 'mairie' as const,
  }));
  const poids = lieux.map(() => draw() ** 2);
  const nombre = 25 + Math.floor(draw() * 200);
  const pioche = (): number => {
    let reste = draw() * poids.reduce((a, b) => a + b, 0);
    return Math.max(
      0,
      poids.findIndex((un) => (reste -= un) <= 0),
    );
  };
  const seances = ANNEES.flatMap(({ du }) =>
    lieux.map(({ id }) => ({ id: `${id}-${du}`, lieuId: id, demandesNonSatisfaites: [] })),
  );
  const interventions = Array.from({ length: nombre }, (_, i): Intervention => {
    const an = ANNEES[draw() < 0.6 ? 1 : 0]?.du ?? '';
    const modele = MODELES[Math.floor(draw() * MODELES.length)];
    if (modele === undefined) throw new Error('empty scenario');
    return { ...modele, id: `i-${i}`, date: an, seanceId: `lieu-${pioche()}-${an}`, annulee: null };
  });
  return { interventions, seances, lieux, getDemarche: (id) => getDemarche(id) };
}

/** Only what is under the threshold is masked: what everybody does by hand. */
const naif: Protecteur = async (demande) => {
  const cases = await createProtecteur(SECRET)({ ...demande });
  const { colonnes, dimensions } = demande;
  if (cases === null) return null;
  const n = colonnes.n ?? [];
  return cases.map(({ key }) => {
    const valeur = n.reduce<number>((somme, un, rang) => {
      const dedans = dimensions.every(
        ({ code }) => (key[code] ?? 'Total') === 'Total' || colonnes[code]?.[rang] === key[code],
      );
      return dedans ? somme + Number(un) : somme;
    }, 0);
    const petit = valeur > 0 && valeur < SEUIL_TABLEAU;
    return { key, valeur: petit ? null : valeur, statut: petit ? 'masque' : 'publie' };
  });
};

describe('all the pages of a dashboard together', () => {
  it(`give no small count away, of ${STRUCTURES} random structures over two years`, async () => {
    let lieuxDits = 0;
    for (let graine = 0; graine < STRUCTURES; graine += 1) {
      const faits = createStructure(graine);
      for (const periode of ANNEES) {
        const publie = await publishTableau(faits, periode, SECRET);
        lieuxDits += Object.keys(publie.lieux).length;
        expect([graine, periode.du, await attackTableau(faits, periode, publie)]).toEqual([
          graine,
          periode.du,
          [],
        ]);
      }
    }
    expect(lieuxDits).toBeGreaterThan(STRUCTURES);
  }, 900_000);

  it('would give some away if only what is small were masked', async () => {
    const fuites: string[] = [];
    for (let graine = 0; graine < STRUCTURES; graine += 1) {
      const faits = createStructure(graine);
      for (const periode of ANNEES)
        fuites.push(...(await attackTableau(faits, periode, await publishWith(faits, periode, naif))));
    }
    if (lent) console.log(`${fuites.length} small counts found without protection`);
    expect(fuites.length).toBeGreaterThan(0);
  }, 900_000);
});
