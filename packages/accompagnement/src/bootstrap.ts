import type { Colonne } from './colonne.ts';
import { isKnown, type Rangs } from './selection.ts';
import { createTirage, type Tirage } from './tirage.ts';

const TIRAGES = 999;

/** Actes of one intervention: how many count, and how many minutes each took. */
interface Grappe {
  readonly actes: number;
  /** Rank of the minutes among the sorted values; −1 = not known. */
  readonly rang: number;
}

/**
 * Percentile interval (95 %) of « number of actes × median minutes of an acte », by resampling whole interventions, for the
 * actes of one meeting go together (cluster bootstrap, Efron 1979). Same chance, same bounds.
 *
 * @returns `null` when no duration is known
 */
export function computeIntervalle(
  colonnes: { intervention: Colonne; minutes: Colonne },
  rows: Rangs,
  alea: (octets: number) => Uint8Array,
  tirages: number = TIRAGES,
): readonly [number, number] | null {
  const { grappes, valeurs } = toGrappes(colonnes, rows);
  if (valeurs.length === 0 || tirages < 1) return null;
  const hasard = createTirage(alea(16).join());
  const totaux = new Float64Array(tirages);
  const poids = new Int32Array(valeurs.length);
  let kept = 0;
  for (let tirage = 0; tirage < tirages; tirage++) {
    poids.fill(0);
    let actes = 0;
    let connus = 0;
    for (const grappe of drawAgain(grappes, hasard)) {
      actes += grappe.actes;
      if (grappe.rang < 0) continue;
      poids[grappe.rang] = (poids[grappe.rang] ?? 0) + grappe.actes;
      connus += grappe.actes;
    }
    if (connus > 0) totaux[kept++] = actes * medianOf(valeurs, poids, connus);
  }
  const sorted = totaux.subarray(0, kept).sort();
  if (kept === 0) return null;
  return [rankOf(sorted, 0.025), rankOf(sorted, 0.975)];
}

/** As many draws as there are, with replacement. */
function* drawAgain(grappes: readonly Grappe[], hasard: Tirage): Generator<Grappe> {
  for (let left = grappes.length; left > 0; left--) yield hasard.pick(grappes);
}

const rankOf = (sorted: Float64Array, p: number): number =>
  sorted[Math.floor((sorted.length - 1) * p + 0.5)] ?? 0;

function toGrappes(
  { intervention, minutes }: { intervention: Colonne; minutes: Colonne },
  rows: Rangs,
): { grappes: Grappe[]; valeurs: number[] } {
  const numbers = minutes.dict.map((code) => (isKnown(code) ? Number(code) : Number.NaN));
  const counts = new Map<number, { actes: number; valeur: number }>();
  for (const row of rows) {
    const key = intervention.codes[row] ?? 0;
    const known = counts.get(key);
    if (known === undefined)
      counts.set(key, { actes: 1, valeur: numbers[minutes.codes[row] ?? 0] ?? Number.NaN });
    else known.actes += 1;
  }
  const valeurs = [...new Set([...counts.values()].map(({ valeur }) => valeur))]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const rangs = new Map(valeurs.map((valeur, rang) => [valeur, rang]));
  const grappes = [...counts.values()]
    .map(({ actes, valeur }): Grappe => ({ actes, rang: rangs.get(valeur) ?? -1 }))
    // The order of the facts is of no consequence.
    .sort((a, b) => a.rang - b.rang || a.actes - b.actes);
  return { grappes, valeurs };
}

/** Median of values that weigh: between the two in the middle when their number is even. */
function medianOf(valeurs: readonly number[], poids: Int32Array, n: number): number {
  const at = (rank: number): number => {
    let seen = 0;
    for (const [i, w] of poids.entries()) {
      seen += w;
      if (seen > rank) return valeurs[i] ?? 0;
    }
    return 0;
  };
  const middle = (n - 1) / 2;
  return (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
}
