/** Whoever reads the blockages of a year and of each of its months finds nobody. */
import { attackSystem } from '@porte-plume/statistiques';
import { describe, expect, it } from 'vitest';
import type { Intervention } from './intervention.ts';
import { publishBlocages, type BlocagesPublies, type VueBlocages } from './tableau-blocages.ts';
import { SEUIL_TABLEAU } from './tableau-tables.ts';

const SECRET = { cle: new Uint8Array(32), alea: (octets: number) => new Uint8Array(octets) };
const ANNEE = { du: '2026-01-01', au: '2026-11-23' };
const lent = process.env.PORTE_PLUME_LENT === '1';
const STRUCTURES = lent ? 60 : 2;
const RAISONS = ['panne', 'langue', 'code-non-recu', 'compte-bloque', 'piece-refusee'] as const;
const PLANS = ['guichet', 'papier', 'telephone'] as const;
const operateurOf = (id: string): string => `o${Number(id.slice(1)) % 3}`;

type Constat = readonly [mois: string, service: string, raison: string, plan: string];

const toInterventions = (constats: readonly Constat[]): Pick<Intervention, 'date' | 'annulee' | 'actes'>[] =>
  constats.map(([mois, demarcheId, code, planB]) => ({
    date: `${mois}-10`,
    annulee: null,
    actes: [{ blocage: { blocage: { demarcheId, code }, planB } } as Intervention['actes'][number]],
  }));

/** Blockages of a structure of any size, dealt at random: always the same for a seed. */
function createConstats(graine: number): Constat[] {
  let etat = (graine + 1) * 7919;
  const draw = (): number => {
    etat = (etat * 48_271) % 2_147_483_647;
    return etat / 2_147_483_647;
  };
  for (let i = 0; i < 10; i += 1) draw();
  const services = 2 + Math.floor(draw() * 8);
  const mois = 4 + Math.floor(draw() * 7);
  const pick = <T>(liste: readonly T[], penche: number): T =>
    liste[Math.floor(draw() ** penche * liste.length)] as T;
  return Array.from({ length: 20 + Math.floor(draw() ** 2 * 400) }, () => [
    `2026-${String(12 - mois + Math.floor(draw() * mois)).padStart(2, '0')}`,
    `s${Math.floor(draw() ** 2 * services)}`,
    pick(RAISONS, 2),
    pick(PLANS, 1.5),
  ]);
}

/** Everything under the threshold that a reader of all these pages knows exactly. */
async function attack(constats: readonly Constat[], publie: BlocagesPublies): Promise<string[]> {
  const vues: readonly (readonly [string, VueBlocages])[] = [
    ['an', publie.annee],
    ...Object.entries(publie.mois),
  ];
  const services = [...new Set(constats.map(([, un]) => un))];
  const operateurs = [...new Set(services.map(operateurOf))];
  const raisons = [...new Set([...RAISONS, ...constats.map(([, , un]) => un)])];
  const parties: [string, readonly string[], (constat: Constat) => string][] = [
    ['s', services, ([, un]) => un],
    ['r', raisons, ([, , un]) => un],
    ['o', operateurs, ([, un]) => operateurOf(un)],
    ['t', [''], () => ''],
    ['p', PLANS, ([, , , un]) => un],
  ];
  const bornes: Record<string, [number, number]> = {};
  const verite = new Map<string, number>();
  for (const [vue] of vues)
    for (const [sorte, codes, of] of parties)
      for (const code of codes) {
        if (sorte === 'p' && vue !== 'an') continue;
        const nom = `${vue}|${sorte}|${code}`;
        bornes[nom] = [0, 100_000];
        verite.set(nom, constats.filter((un) => (vue === 'an' || un[0] === vue) && of(un) === code).length);
      }
  const eq: [Record<string, number>, number][] = [];
  const sum = (noms: readonly string[], nom: string): unknown =>
    eq.push([{ ...Object.fromEntries(noms.map((un) => [un, 1])), [nom]: -1 }, 0]);
  for (const [vue] of vues) {
    for (const [sorte, codes] of parties)
      if (sorte !== 't' && (sorte !== 'p' || vue === 'an'))
        sum(
          codes.map((code) => `${vue}|${sorte}|${code}`),
          `${vue}|t|`,
        );
    for (const operateur of operateurs)
      sum(
        services.filter((un) => operateurOf(un) === operateur).map((un) => `${vue}|s|${un}`),
        `${vue}|o|${operateur}`,
      );
  }
  for (const [sorte, codes] of parties)
    if (sorte !== 'p')
      for (const code of codes)
        sum(
          Object.keys(publie.mois).map((mois) => `${mois}|${sorte}|${code}`),
          `an|${sorte}|${code}`,
        );
  const shown: string[] = [];
  const tell = (nom: string, valeur: number | null, zerosDits: boolean): void => {
    if (bornes[nom] === undefined) return;
    if (valeur !== null) {
      eq.push([{ [nom]: 1 }, valeur]);
      if (valeur > 0 && valeur < SEUIL_TABLEAU) shown.push(`vu ${nom}`);
    } else if (zerosDits) bornes[nom] = [1, 100_000];
  };
  for (const [vue, { total, operateurs: dits, raisons: lues, plans }] of vues) {
    tell(`${vue}|t|`, total, constats.length > 0 && vue === 'an');
    const zeros = [...(lues ?? []), ...(dits ?? [])].some(({ valeur }) => valeur !== null);
    for (const un of dits ?? []) {
      tell(`${vue}|o|${un.code}`, un.valeur, zeros);
      for (const { code, valeur } of un.services) tell(`${vue}|s|${code}`, valeur, zeros);
    }
    for (const { code, valeur } of lues ?? []) tell(`${vue}|r|${code}`, valeur, zeros);
    for (const { code, valeur } of plans ?? []) tell(`${vue}|p|${code}`, valeur, zeros);
  }
  const attaque = await attackSystem({ id: 'blocages', vars: bornes, eq });
  if (!attaque.ok) throw new Error(attaque.motifs.map(({ code }) => code).join(' '));
  return [
    ...shown,
    ...[...verite].flatMap(([nom, vrai]) => {
      const [bas, haut] = attaque.value[nom] ?? [0, null];
      return vrai > 0 && vrai < SEUIL_TABLEAU && bas === haut ? [nom] : [];
    }),
  ];
}

/** As it was: the year, and each month, each protected by itself. */
async function publishMonthByMonth(constats: readonly Constat[]): Promise<BlocagesPublies> {
  const interventions = toInterventions(constats);
  const publie = await publishBlocages(interventions, ANNEE, SECRET, operateurOf);
  const mois: Record<string, VueBlocages> = {};
  for (const un of Object.keys(publie.mois)) {
    const seul = { du: `${un}-01`, au: `${un}-31` };
    const { annee } = await publishBlocages(interventions, seul, SECRET, operateurOf);
    mois[un] = { ...annee, plans: null };
  }
  return { ...publie, mois };
}

describe('the blockages of a year and its months', () => {
  it(`give no small count away, of ${STRUCTURES} random structures`, async () => {
    const details = { services: 0, raisons: 0, dits: 0, tus: 0 };
    for (let graine = 0; graine < STRUCTURES; graine += 1) {
      const constats = createConstats(graine);
      const publie = await publishBlocages(toInterventions(constats), ANNEE, SECRET, operateurOf);
      expect([graine, await attack(constats, publie)]).toEqual([graine, []]);
      // However small, the year says how many.
      expect(publie.annee.total).toBe(constats.length);
      const vues = Object.values(publie.mois);
      details.services += Number(vues.some(({ operateurs }) => operateurs !== null));
      details.raisons += Number(vues.some(({ raisons }) => raisons !== null));
      for (const { valeur } of publie.annee.operateurs ?? []) details[valeur === null ? 'tus' : 'dits'] += 1;
    }
    if (lent) console.log(`joint release: 0 found, ${JSON.stringify(details)}`);
    expect(details.dits).toBeGreaterThan(0);
  }, 900_000);

  it('would give some away if each month were protected by itself', async () => {
    let fuites = 0;
    for (let graine = 0; graine < STRUCTURES; graine += 1) {
      const constats = createConstats(graine);
      fuites += (await attack(constats, await publishMonthByMonth(constats))).length;
    }
    if (lent) console.log(`${fuites} small counts found when each month is protected by itself`);
    expect(fuites).toBeGreaterThan(0);
  }, 900_000);
});

describe('publishBlocages', () => {
  const publishOf = (constats: readonly Constat[], periode = ANNEE) =>
    publishBlocages(toInterventions(constats), periode, SECRET, operateurOf);
  const many = (nombre: number, ...constat: Constat): Constat[] =>
    Array.from({ length: nombre }, () => constat);

  it('tells a big structure month by month, and what is small nowhere', async () => {
    const constats = ['2026-03', '2026-04', '2026-05'].flatMap((mois) =>
      ['s0', 's1', 's2'].flatMap((service, rang) =>
        RAISONS.slice(0, 3).flatMap((raison) =>
          many(mois === '2026-05' && rang === 2 ? 1 : 12 + rang, mois, service, raison, 'guichet'),
        ),
      ),
    );
    const { annee, mois } = await publishOf(constats);
    expect(annee.total).toBe(constats.length);
    expect(mois['2026-03']?.operateurs).not.toBeNull();
    expect(mois['2026-03']?.raisons?.find(({ code }) => code === 'panne')?.valeur).toBe(39);
    expect(
      mois['2026-05']?.operateurs?.flatMap(({ services }) => services).find(({ code }) => code === 's2')
        ?.valeur,
    ).toBeNull();
    expect(mois['2026-01']?.total).toBe(0);
  });

  it('leaves the year its figures: months of a small structure are told by their total at most', async () => {
    const constats = Array.from({ length: 60 }, (_, i): Constat => [
      `2026-${String(1 + (i % 10)).padStart(2, '0')}`,
      `s${i % 5}`,
      RAISONS[Math.floor(i / 12)] ?? 'panne',
      'guichet',
    ]);
    const { annee, mois } = await publishOf(constats);
    expect(annee.total).toBe(60);
    expect(annee.operateurs?.flatMap(({ services }) => services).map(({ valeur }) => valeur)).toEqual([
      ...[12, 12, 12, 12, 12],
    ]);
    expect(mois['2026-02']).toEqual({ total: 6, operateurs: null, raisons: null, plans: null });
  });

  it('says zero of nothing, and nothing of too few; of the first month too; no cancelled entry', async () => {
    const vide = await publishOf([]);
    expect([vide.annee.total, vide.mois['2026-02']?.total, vide.annee.operateurs]).toEqual([0, 0, []]);
    const peu = await publishOf(many(3, '2026-02', 's0', 'panne', 'guichet'));
    expect([peu.annee.total, peu.mois['2026-02']?.total]).toEqual([null, null]);
    const janvier = await publishOf(many(9, '2026-01', 's0', 'panne', 'guichet'), {
      du: '2026-01-01',
      au: '2026-01-12',
    });
    expect([janvier.annee.total, janvier.mois['2026-01']?.total]).toEqual([9, 9]);
    const [une] = toInterventions(many(1, '2026-02', 's0', 'panne', 'guichet'));
    const annulee = { ...une, annulee: { le: '2026-02-11' } } as unknown as Intervention;
    expect((await publishBlocages([annulee], ANNEE, SECRET, operateurOf)).annee.total).toBe(0);
  });

  it('is the same at each reading, in any order', async () => {
    const constats = createConstats(3);
    expect(await publishOf(constats)).toEqual(await publishOf([...constats].reverse()));
  });
});
