import { type Blocage, createBlocage } from './blocage.ts';
import { getDemarche } from './catalogue.ts';
import { isMois } from './jour.ts';
import type { Motif } from './motif.ts';
import type { BlocageCode } from './nomenclatures.ts';

/** How often one thing blocked one téléservice (a démarche by a channel) in a month. */
export interface LigneBlocages {
  demarcheId: string;
  canal: Blocage['canal'];
  code: BlocageCode;
  nombre: number;
  /** Share of the attempts of that démarche, 0–1; `null` when they are not known. */
  part: number | null;
}

export interface RapportBlocages {
  /** `YYYY-MM` */
  mois: string;
  /** The most frequent first; ties by démarche, channel, code. */
  lignes: readonly LigneBlocages[];
  /** What was set aside, with its place: `['blocages', 3, 'canal']`, `['tentatives', 'rsa']`. */
  motifs: readonly Motif[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function checkTentatives(tentatives: Readonly<Record<string, number>>): {
  connues: ReadonlyMap<string, number>;
  motifs: Motif[];
} {
  const connues = new Map<string, number>();
  const motifs: Motif[] = [];
  for (const [demarcheId, nombre] of Object.entries(tentatives)) {
    const path = ['tentatives', demarcheId];
    const d = getDemarche(demarcheId);
    if (d === undefined) {
      const phrase = 'Cette démarche n’est pas au catalogue.';
      motifs.push({ code: 'DEMARCHE_INCONNUE', phrase, path });
    } else if (!Number.isSafeInteger(nombre) || nombre < 0) {
      const phrase = 'Le nombre de tentatives est un entier, zéro ou plus.';
      motifs.push({ code: 'CHAMP_INVALIDE', phrase, path });
    } else connues.set(d.id, (connues.get(d.id) ?? 0) + nombre);
  }
  return { connues, motifs };
}

/**
 * The blockages of a month, per téléservice and code. Small counts are not hidden here: pass the result through
 * `@porte-plume/statistiques` before showing it to anybody.
 *
 * Each blockage is read again: one with a key outside the schema, or of an unknown démarche, is set aside and told in
 * `motifs` (codes of `createBlocage`). Also `DATE_INVALIDE` (month), `TENTATIVES_INCOHERENTES` (fewer attempts
 * than blockages: the share is `null`).
 *
 * @param mois - `YYYY-MM`; blockages of other months are left out, silently
 * @param tentatives - attempts of the month, by démarche
 */
export function reportBlocages(
  b: readonly Blocage[],
  mois: string,
  tentatives: Readonly<Record<string, number>> = {},
): RapportBlocages {
  const { connues, motifs } = checkTentatives(tentatives);
  if (!isMois(mois)) {
    motifs.push({ code: 'DATE_INVALIDE', phrase: 'Le mois s’écrit AAAA-MM.', path: ['mois'] });
  }
  const lignes = new Map<string, LigneBlocages>();
  for (const [i, input] of b.entries()) {
    const read = createBlocage(input);
    if (!read.ok) {
      motifs.push(...read.motifs.map((m) => ({ ...m, path: ['blocages', i, ...(m.path ?? [])] })));
      continue;
    }
    if (read.value.mois !== mois) continue;
    const { demarcheId, canal, code } = read.value;
    const key = JSON.stringify([demarcheId, canal, code]);
    const ligne = lignes.get(key) ?? { demarcheId, canal, code, nombre: 0, part: null };
    lignes.set(key, { ...ligne, nombre: ligne.nombre + 1 });
  }
  const incoherentes = new Set<string>();
  const counted = [...lignes.values()].map((ligne): LigneBlocages => {
    const total = connues.get(ligne.demarcheId);
    if (total === undefined) return ligne;
    if (ligne.nombre > total) incoherentes.add(ligne.demarcheId);
    return ligne.nombre > total ? ligne : { ...ligne, part: ligne.nombre / total };
  });
  motifs.push(
    ...[...incoherentes].toSorted(compare).map((demarcheId) => ({
      code: 'TENTATIVES_INCOHERENTES',
      phrase: 'Il y a plus de blocages que de tentatives : la part n’est pas donnée.',
      path: ['tentatives', demarcheId],
    })),
  );
  return {
    mois,
    lignes: counted.toSorted(
      (x, y) =>
        y.nombre - x.nombre ||
        compare(x.demarcheId, y.demarcheId) ||
        compare(x.canal, y.canal) ||
        compare(x.code, y.code),
    ),
    motifs,
  };
}
