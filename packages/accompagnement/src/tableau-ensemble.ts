import { computeIndicateurs } from './calcul-indicateur.ts';
import type { Faits, Indicateur, IndicateurValue } from './indicateur.ts';
import type { Periode } from './socle.ts';
import { maskSmall, maySayShare } from './tableau-garde.ts';
import { describeLu, type Lu } from './tableau-lu.ts';
import { isKnownCode } from './tableau-question.ts';

/** Counts that are told by the answers given, as the set crosses them. */
const REPARTITIONS: Readonly<Record<string, string>> = { O2: 'reponse' };
/** About opening hours, not about persons. */
const SANS_PERSONNE: readonly string[] = ['A7', 'A8'];
/** Over all actes, of which the démarches are published: the others are what is left. */
const ACTES: readonly string[] = ['Q3', 'Q4', 'R3'];

/** What is published already: nothing here may give away what it masked. */
export interface Deja {
  /** Followed persons of the period, protected. */
  personnes: number | null;
  /** Démarches, all of them; null = not published. */
  demarches: number | null;
  /** Démarches done in somebody's place. */
  aLaPlace: number | null;
  seuil: number;
}

/**
 * Indicators of the whole structure that no table by lieu carries, each with what may be said of it, by code. They are told
 * for the whole structure alone: by lieu they would be too few, or of several lieux.
 */
export function computeEnsemble(
  definitions: readonly Indicateur[],
  faits: Faits,
  periode: Periode,
  deja: Deja,
): Map<string, Lu> {
  const trios = definitions.map(toTrio);
  const resultats = computeIndicateurs(
    trios.flatMap(({ avec, haut, bas }) => [avec, haut, bas]),
    faits,
    periode,
  );
  const compte = ({ code }: Indicateur): number => {
    const lu = resultats[code];
    return lu?.ok === true ? (lu.value.value ?? 0) : 0;
  };
  const lus = new Map(
    trios.map(({ avec, haut, bas }): [string, Lu] => {
      const resultat = resultats[avec.code];
      const vide = describeLu(avec);
      const lu =
        resultat?.ok === true
          ? read(avec, vide, resultat.value, [compte(haut), compte(bas)], deja)
          : { ...vide, absent: true };
      return [avec.code, lu];
    }),
  );
  return new Map([...lus].map(([code, lu]) => [code, veil(lu, lus, deja)]));
}

/** What is computed of one indicator: its answer, and what stands over and under the bar, for the guards to look at. */
function toTrio(def: Indicateur): Record<'avec' | 'haut' | 'bas', Indicateur> {
  const nu: Indicateur = { ...def, dimensions: [], complements: {} };
  const repartition = def.repartition ?? REPARTITIONS[def.code];
  return {
    avec: repartition === undefined ? nu : { ...nu, repartition },
    haut: { ...toCompte(nu), code: `${def.code} haut` },
    bas: { ...toCompte({ ...nu, numerator: def.denominator ?? def.numerator }), code: `${def.code} bas` },
  };
}

/** What a definition counts, alone. */
const toCompte = (def: Indicateur): Indicateur => {
  const nu: Indicateur = { ...def, denominator: null, facteur: 1 };
  delete nu.repartition;
  return nu;
};

function read(
  def: Indicateur,
  vide: Lu,
  { value, n, unknown, notAsked, parts }: IndicateurValue,
  [haut, bas]: readonly [number, number],
  { seuil }: Deja,
): Lu {
  if (SANS_PERSONNE.includes(def.code))
    return { ...vide, valeur: value, n, nonCommunique: unknown, nonDemande: notAsked };
  const [connus = null, nonCommunique = null, nonDemande = null] = maskSmall([n, unknown, notAsked], seuil);
  const lu: Lu = { ...vide, n: connus, nonCommunique, nonDemande };
  if (vide.nature === 'mesure') return { ...lu, valeur: n >= 2 * seuil ? value : null };
  const { repartition } = def;
  const lignes =
    repartition === undefined
      ? null
      : readParts(parts ?? [], repartition, seuil, def.denominator !== null || haut === 0 || haut >= seuil);
  const dites = lignes === null || repartition === undefined ? {} : { parts: { champ: repartition, lignes } };
  if (vide.nature === 'nombre') return { ...lu, ...dites, valeur: haut > 0 && haut < seuil ? null : haut };
  const where = def.numerator.where;
  // A share that is one answer among those shown is silent whenever that answer is.
  const reponses = where !== undefined && 'in' in where && where.field === repartition ? where.in : [];
  const tue =
    lignes?.some(({ code, valeur }) => valeur === null && reponses.includes(code)) === true ||
    connus === null ||
    (where !== undefined && 'known' in where && nonCommunique === null);
  return {
    ...lu,
    ...dites,
    valeur: tue || !maySayShare(haut, bas, seuil) || value === null ? null : value / (def.facteur ?? 1),
  };
}

function readParts(
  parts: NonNullable<IndicateurValue['parts']>,
  champ: string,
  seuil: number,
  totalDit: boolean,
): { code: string; valeur: number | null }[] {
  const siennes = parts.flatMap(({ key, value }) => {
    const code = key[champ];
    const seule = Object.keys(key).length === 1;
    return code !== undefined && seule && isKnownCode(code) ? [{ code, compte: value ?? 0 }] : [];
  });
  const dits = maskSmall(
    siennes.map(({ compte }) => compte),
    seuil,
  );
  return siennes.map(({ code, compte }, rang) => ({
    code,
    valeur: totalDit || compte === 0 ? (dits[rang] ?? null) : null,
  }));
}

/** What another figure masked stays masked here. */
function veil(lu: Lu, lus: ReadonlyMap<string, Lu>, { personnes, demarches, aLaPlace, seuil }: Deja): Lu {
  const muet: Lu = { ...lu, valeur: null, n: null, nonCommunique: null, nonDemande: null };
  // New persons and those who had come before make all of them.
  if (lu.code === 'A3') {
    if (personnes === null || lu.valeur === null || !maySayShare(lu.valeur, personnes, seuil)) return muet;
  }
  // Who acted in somebody's place is counted by the reasons too, themes included.
  if (lu.code === 'Q2' && (aLaPlace === null || isFew(ecart(lu, aLaPlace), seuil))) {
    delete muet.parts;
    return muet;
  }
  // Acts that are no démarche would be told by a subtraction.
  if (ACTES.includes(lu.code) && (demarches === null || isFew(ecart(lu, demarches), seuil)))
    return { ...lu, n: null };
  // Accepted orientations are those of which one knows, or not, what followed.
  const acceptees = lus.get('O2')?.parts?.lignes.find(({ code }) => code === 'acceptee');
  if (lu.code === 'O3' && acceptees?.valeur == null) return muet;
  return lu;
}

/** Rows of an indicator beyond those that are published elsewhere; null when its own are not told. */
const ecart = ({ n, nonCommunique, nonDemande }: Lu, ailleurs: number): number | null =>
  n === null || nonCommunique === null || nonDemande === null
    ? null
    : n + nonCommunique + nonDemande - ailleurs;

const isFew = (nombre: number | null, seuil: number): boolean =>
  nombre !== null && nombre > 0 && nombre < seuil;
