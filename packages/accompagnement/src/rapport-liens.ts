import { attackSystem, type LinearSystem } from '@porte-plume/statistiques';
import type { CasePubliee } from './rapport-chiffres.ts';
import type { Motif } from './resultat.ts';

const TOTAL = 'Total';
const SANS_BORNE = 1_000_000;

/** Answers that visits and persons are both counted by. */
const COMMUNES = ['age', 'territoire'];
const libre = (): [number, number] => [0, SANS_BORNE];

const RETROUVABLE: Motif = {
  code: 'personnes_retrouvables',
  phrase:
    'À côté des interventions de ce rapport, ces tableaux feraient retrouver un petit nombre. Choisissez plus de mois.',
};

/** Cells of one dimension, the others at `Total`; the grand total under `Total`. */
function readMarge(cases: readonly CasePubliee[], dim: string): Map<string, number | null> {
  const marge = new Map<string, number | null>();
  for (const { key, valeur } of cases)
    if (Object.entries(key).every(([autre, code]) => autre === dim || code === TOTAL))
      marge.set(key[dim] ?? TOTAL, valeur);
  return marge;
}

type Lieux = readonly { readonly id: string; readonly territoireId: string; readonly nature: string }[];

/** The counts that a reader does not know, and what binds them. */
interface Systeme extends LinearSystem {
  masquees: Set<string>;
}

const sumOf = (noms: readonly string[], somme: string): Record<string, number> => ({
  ...Object.fromEntries(noms.map((nom) => [nom, 1])),
  [somme]: -1,
});

/** Adds the table of one dimension, and its sum. @returns its codes */
function addMarge(
  { vars, eq, masquees }: Systeme,
  unite: string,
  cases: readonly CasePubliee[],
  dim: string,
): string[] {
  const codes: string[] = [];
  vars[unite] ??= libre();
  for (const [code, valeur] of readMarge(cases, dim)) {
    const nom = code === TOTAL ? unite : `${unite} ${dim} ${code}`;
    // Zeros are published: what is masked is one at least.
    vars[nom] = valeur === null ? [1, SANS_BORNE] : [valeur, valeur];
    if (valeur === null) masquees.add(nom);
    if (code !== TOTAL) codes.push(code);
  }
  if (codes.length > 0)
    eq.push([
      sumOf(
        codes.map((code) => `${unite} ${dim} ${code}`),
        unite,
      ),
      0,
    ]);
  return codes;
}

/** Which lieu is where, and of which nature, is public: a visit of a lieu is counted under both. */
function bindLieux(systeme: Systeme, interventions: readonly CasePubliee[], lieux: Lieux): void {
  const { vars, eq } = systeme;
  for (const [dim, codeOf] of [
    ['territoire', ({ territoireId }: Lieux[number]) => territoireId],
    ['nature_lieu', ({ nature }: Lieux[number]) => nature],
  ] as const) {
    if (addMarge(systeme, 'intervention', interventions, dim).length === 0) continue;
    for (const code of new Set(lieux.map(codeOf))) {
      const nom = `intervention ${dim} ${code}`;
      // A code that never occurred has no cell.
      vars[nom] ??= [0, 0];
      const siens = lieux.filter((lieu) => codeOf(lieu) === code).map(({ id }) => `lieu ${id}`);
      for (const lieu of siens) vars[lieu] ??= libre();
      eq.push([sumOf(siens, nom), 0]);
    }
  }
}

/** Each person made a visit at least, under the same answer. */
function bindPersonnes(
  systeme: Systeme,
  interventions: readonly CasePubliee[],
  personnes: readonly CasePubliee[],
): void {
  const { vars, eq } = systeme;
  Object.assign(vars, { suivies: libre(), retours: libre() });
  addMarge(systeme, 'personne', personnes, 'genre');
  if (addMarge(systeme, 'intervention', interventions, 'nature').includes('suivie'))
    eq.push([{ suivies: 1, 'intervention nature suivie': -1 }, 0]);
  for (const dim of COMMUNES) {
    const leurs = addMarge(systeme, 'personne', personnes, dim);
    const visites = addMarge(systeme, 'intervention', interventions, dim);
    const suivieOf = (code: string): string => `suivie ${dim} ${code}`;
    for (const code of visites) {
      const [anonyme, retour] = [`anonyme ${dim} ${code}`, `retour ${dim} ${code}`];
      for (const nom of [suivieOf(code), anonyme, retour]) vars[nom] = libre();
      eq.push([{ [`intervention ${dim} ${code}`]: 1, [suivieOf(code)]: -1, [anonyme]: -1 }, 0]);
      if (leurs.includes(code))
        eq.push([{ [suivieOf(code)]: 1, [`personne ${dim} ${code}`]: -1, [retour]: -1 }, 0]);
    }
    if (visites.length > 0) eq.push([sumOf(visites.map(suivieOf), 'suivies'), 0]);
  }
  eq.push([{ suivies: 1, personne: -1, retours: -1 }, 0]);
}

/**
 * Whether tables that were protected without each other give a masked cell away once they are side by side: natures of lieux
 * beside territories, and persons beside visits, where nearly everybody came once. What cannot be checked is not published.
 * @param personnes - their cells; without them, visits alone are read
 * @returns nothing when nothing is found
 */
export async function checkLiens(
  lieux: Lieux,
  interventions: readonly CasePubliee[],
  personnes: readonly CasePubliee[] | null = null,
): Promise<Motif[]> {
  const systeme: Systeme = { id: 'liens', vars: {}, eq: [], masquees: new Set() };
  bindLieux(systeme, interventions, lieux);
  if (personnes !== null) bindPersonnes(systeme, interventions, personnes);
  const { masquees } = systeme;
  if (masquees.size === 0) return [];
  const attaque = await attackSystem(systeme);
  if (!attaque.ok) return [RETROUVABLE];
  const isFound = (nom: string): boolean => attaque.value[nom]?.[0] === attaque.value[nom]?.[1];
  return [...masquees].some(isFound) ? [RETROUVABLE] : [];
}
