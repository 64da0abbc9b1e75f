import { computeCout, type Financement } from './financement.ts';
import type { IndicateurValue } from './indicateur.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';
import type { Periode } from './socle.ts';

const ABSENTS: Motif = {
  code: 'faits_absents',
  phrase: 'Ce qu’il faut pour calculer ce chiffre n’est pas fourni.',
  path: ['faits', 'financements'],
};

/** A rider replaces the convention it amends: the last one of each funder's convention. */
function listEnVigueur(financements: readonly Financement[]): Financement[] {
  const latest = new Map<string, Financement>();
  for (const f of financements) {
    const key = JSON.stringify([f.financeur, f.convention, f.du, f.au]);
    const known = latest.get(key);
    if (known === undefined || f.avenant > known.avenant) latest.set(key, f);
  }
  return [...latest.values()];
}

/**
 * The lines that pay for the very days of the period, as one: amounts and shares added, so that the whole cost is the one
 * that all of them together tell. Without such a line, the first one, for `computeCout` to refuse.
 */
function joinLignes(financements: readonly Financement[], { du, au }: Periode): Financement | undefined {
  const lignes = listEnVigueur(financements);
  const memesJours = lignes.filter((f) => f.du === du && f.au === au);
  const [first, ...others] = memesJours.length > 0 ? memesJours : lignes.slice(0, 1);
  if (first === undefined) return undefined;
  return others.reduce(
    (sum, { montantCentimes, part }) => ({
      ...sum,
      montantCentimes: sum.montantCentimes + montantCentimes,
      part: {
        numerateur: sum.part.numerateur * part.denominateur + part.numerateur * sum.part.denominateur,
        denominateur: sum.part.denominateur * part.denominateur,
      },
    }),
    first,
  );
}

/**
 * E1: the cost of an intervention, and of a person, in euro cents. Motifs of `computeCout`: `periode_incoherente` unless
 * the funding is over the very days of the period. No intervention, no cost: the value is `null`.
 */
export function computeCoutMoyen(
  financements: readonly Financement[],
  nombres: { interventions: number; personnes: number },
  periode: Periode,
): Resultat<IndicateurValue> {
  const ligne = joinLignes(financements, periode);
  if (ligne === undefined) return refuse(ABSENTS);
  const centimesOf = (n: number): Resultat<number | null> => {
    const cout = computeCout(ligne, n === 0 ? 1 : n, periode);
    return cout.ok ? accept(n === 0 ? null : cout.value.centimes) : cout;
  };
  const parIntervention = centimesOf(nombres.interventions);
  const parPersonne = centimesOf(nombres.personnes);
  if (!parIntervention.ok) return parIntervention;
  if (!parPersonne.ok) return parPersonne;
  return accept({
    value: parIntervention.value,
    n: nombres.interventions,
    unknown: 0,
    notAsked: 0,
    parts: [
      { key: { mesure: 'par_intervention' }, value: parIntervention.value, n: nombres.interventions },
      { key: { mesure: 'par_personne' }, value: parPersonne.value, n: nombres.personnes },
    ],
    interne: true,
  });
}

/**
 * E2: what each funder gives (`value`, euro cents) of the whole cost of the same days (`n`, euro cents). The figure is the
 * share that all of them cover together.
 */
export function computeCofinancement(
  financements: readonly Financement[],
  periode: Periode,
): Resultat<IndicateurValue> {
  const ligne = joinLignes(financements, periode);
  if (ligne === undefined) return refuse(ABSENTS);
  const cout = computeCout(ligne, 1, periode);
  if (!cout.ok) return cout;
  const { totalCentimes } = cout.value;
  const lignes = listEnVigueur(financements).filter((f) => f.du === periode.du && f.au === periode.au);
  const byFinanceur = new Map<string, number>();
  for (const { financeur, montantCentimes } of lignes)
    byFinanceur.set(financeur, (byFinanceur.get(financeur) ?? 0) + montantCentimes);
  const verse = lignes.reduce((sum, { montantCentimes }) => sum + montantCentimes, 0);
  return accept({
    value: totalCentimes === 0 ? null : verse / totalCentimes,
    n: lignes.length,
    unknown: 0,
    notAsked: 0,
    parts: [...byFinanceur]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([financeur, value]) => ({ key: { financeur }, value, n: totalCentimes })),
    interne: true,
  });
}
