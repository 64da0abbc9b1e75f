/** Whoever reads all the tables of a report side by side finds nobody. */
import { getDemarche } from '@porte-plume/demarches';
import { buildCube, emptyLedger, protect, releaseSpec, toCsv } from '@porte-plume/statistiques';
import { describe, expect, it } from 'vitest';
import type { Faits } from './faits.ts';
import { freezeRapport, type ContexteRapport, type Rapport } from './indicateurs.ts';
import type { Intervention } from './intervention.ts';
import { attackRapport } from './rapport-attaque.fixture.ts';
import { checkLiens } from './rapport-liens.ts';
import { planPublication, toColonnes } from './rapport-plan.ts';
import { createDraw, MODELES } from './tirage.fixture.ts';

const PERIODE = { du: '2026-01-01', au: '2026-06-30' };
const lent = process.env.PORTE_PLUME_LENT === '1';
/** The last four are those where persons, or natures of lieux, gave a small count away. */
const GRAINES = [...Array.from({ length: lent ? 120 : 2 }, (_, graine) => graine), 62, 95, 131, 205];
/** Structures whose reasons, or natures of lieux, are found when each table is protected by itself. */
const LIVREES = [44, 58, 95];

/** A small structure: synthetic visits dealt at random over six months, one a day; in some, hardly anybody comes twice, or everybody is known. */
function createStructure(graine: number): Faits {
  const draw = createDraw(graine * 7919);
  for (let i = 0; i < 10; i += 1) draw();
  const natures = ['mairie', 'ccas', 'mediatheque', 'autre'] as const;
  const lieux = Array.from({ length: 2 + Math.floor(draw() * 4) }, (_, i) => ({
    id: `lieu-${i}`,
    territoireId: `t${Math.floor(draw() * 4)}`,
    nature: natures[Math.floor(draw() * 4)] ?? 'autre',
  }));
  const poids = lieux.map(() => draw() ** 2);
  const pioche = (): number => {
    let reste = draw() * poids.reduce((a, b) => a + b, 0);
    return Math.max(
      0,
      poids.findIndex((un) => (reste -= un) <= 0),
    );
  };
  const nombre = 12 + Math.floor(draw() ** 2 * 120);
  const nouvelles = draw() < 0.5 ? 1 : draw();
  const connues = draw() < 0.4;
  const demande = draw() < 0.5 ? 0.15 : draw();
  const possibles = connues ? MODELES.filter(({ personne }) => personne.nature === 'suivie') : MODELES;
  const seances = lieux.map(({ id }) => ({ id: `s-${id}`, lieuId: id, demandesNonSatisfaites: [] }));
  const interventions = Array.from({ length: nombre }, (_, i): Intervention => {
    const modele = possibles[Math.floor(draw() * possibles.length)];
    if (modele === undefined) throw new Error('empty scenario');
    const { personne } = modele;
    const autre = draw() < nouvelles && personne.nature === 'suivie';
    return {
      ...modele,
      id: `i-${i}`,
      date: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
      seanceId: `s-lieu-${pioche()}`,
      annulee: null,
      personne: autre ? { ...personne, id: `p-${i}` } : personne,
      motifsVenue: draw() < demande ? [] : modele.motifsVenue,
    };
  });
  return { interventions, seances, lieux, getDemarche: (id) => getDemarche(id) };
}

const contexte: ContexteRapport = {
  maintenant: '2026-07-15T09:00:00.000Z',
  zone: 'Europe/Paris',
  alea: (octets) => new Uint8Array(octets).fill(7),
  acteur: { id: 'c', structureId: 's', roles: ['coordinateur'] },
  audience: 'funder',
  ledger: emptyLedger(),
};

async function fige(faits: Faits): Promise<Rapport | null> {
  const rapport = await freezeRapport('indicateurs@2026.1', faits, PERIODE, contexte);
  return rapport.ok ? rapport.value : null;
}

/** What reports were: one release protected as a whole, each reason a dimension that shares nothing with the others. */
async function figeSeparement(faits: Faits): Promise<Rapport | null> {
  const cadre = { univers: 's', mois: { from: '2026-01', to: '2026-06' }, millesime: '2026-07-15' };
  const spec = releaseSpec(planPublication('intervention', faits, { ...cadre, norme: 'FR_SOCIAL_5' }));
  if (!spec.ok) throw new Error('plan');
  const cube = buildCube(spec.value, toColonnes('intervention', faits));
  if (!cube.ok) throw new Error('cube');
  const { alea } = contexte;
  const bounds = { masked: [1, null] as const };
  const fait = await protect(cube.value, { level: 'interval', publish: [{}], bounds, alea });
  if (!fait.ok) return null;
  const publication = { unite: 'intervention', spec: fait.value.table.spec, csv: toCsv(fait.value.table) };
  return { id: 'seul', publications: [publication] } as unknown as Rapport;
}

const isMotifsDits = ({ publications }: Rapport): boolean =>
  publications.some(({ csv }) => csv.split('\n')[0]?.includes('motif_'));

describe('all the tables of a report together', () => {
  it(`give no small count away, of ${GRAINES.length} random structures`, async () => {
    let motifs = 0;
    let personnes = 0;
    for (const graine of GRAINES) {
      const faits = createStructure(graine);
      const rapport = await fige(faits);
      if (rapport === null) continue;
      if (isMotifsDits(rapport)) motifs += 1;
      if (rapport.publications.some(({ unite }) => unite === 'personne')) personnes += 1;
      expect([graine, await attackRapport(rapport, faits)]).toEqual([graine, []]);
    }
    if (lent) console.log(`${GRAINES.length} reports: ${motifs} tell reasons, ${personnes} persons`);
    // Silence would be no proof.
    expect(motifs).toBeGreaterThan(GRAINES.length / 3);
    expect(personnes).toBeGreaterThan(GRAINES.length / 3);
  }, 900_000);

  it('would give some away if each reason were a table by itself', async () => {
    const fuites: string[] = [];
    for (const graine of lent ? GRAINES : LIVREES) {
      const faits = createStructure(graine);
      const rapport = await figeSeparement(faits);
      if (rapport !== null) fuites.push(...(await attackRapport(rapport, faits)));
    }
    if (lent) console.log(`${fuites.length} small counts found when tables share nothing`);
    expect(fuites.some((nom) => nom.includes('motif_'))).toBe(true);
    expect(fuites.some((nom) => nom.includes('nature_lieu') || nom.includes('territoire'))).toBe(true);
  }, 900_000);
});

describe('checkLiens', () => {
  const marge = (dim: string, valeurs: Readonly<Record<string, number | null>>) =>
    Object.entries(valeurs).map(([code, valeur]) => ({ key: { [dim]: code }, valeur }));
  const age = (Total: number, jeunes: number | null, moyens: number | null, ages: number | null) =>
    marge('age', { Total, jeunes, moyens, ages });

  it('finds persons masked otherwise than their visits, when everybody came once', async () => {
    const visites = age(30, null, null, 18);
    expect(await checkLiens([], visites, age(30, null, null, 18))).toEqual([]);
    expect((await checkLiens([], visites, age(30, null, 10, null))).map(({ code }) => code)).toEqual([
      'personnes_retrouvables',
    ]);
    // Twelve came back: nothing ties the two any more.
    expect(await checkLiens([], age(42, null, null, 18), age(30, null, 10, null))).toEqual([]);
  });

  it('finds a nature of lieu masked otherwise than the territory that has no other', async () => {
    const lieux = ['mairie', 'ccas', 'autre'].map((nature, rang) => ({
      id: `l${rang}`,
      territoireId: `t${rang}`,
      nature,
    }));
    const [territoires, memes, autres] = [
      marge('territoire', { Total: 30, t0: null, t1: null, t2: 18 }),
      marge('nature_lieu', { Total: 30, mairie: null, ccas: null, autre: 18 }),
      marge('nature_lieu', { Total: 30, mairie: null, ccas: 10, autre: null }),
    ];
    expect(await checkLiens(lieux, [...territoires, ...memes])).toEqual([]);
    expect(await checkLiens(lieux, [...territoires, ...autres])).toHaveLength(1);
    expect(await checkLiens([], [...territoires, ...autres])).toEqual([]);
  });
});
