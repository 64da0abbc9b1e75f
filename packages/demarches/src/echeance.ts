import { type Catalogue, catalogue, getDemarche } from './catalogue.ts';
import type { Immuable, Source } from './demarche.ts';
import { addMois, fromMonthIndex, isMois, toDay, toJourDuMois, toMois, toMonthIndex } from './jour.ts';
import type { Motif, Resultat } from './motif.ts';
import type { Recurrence } from './recurrence.ts';
import { covers, isDepartement } from './zone.ts';

/** What is known of the person's file: only the fact that the démarche's recurrence asks for is needed. */
export interface Faits {
  /** `YYYY-MM` in which the right opened (quarterly declarations). */
  droitOuvertMois?: string;
  /** Day of the last filing or renewal (yearly renewals). */
  dernierDepot?: string;
  /** Last valid day of the right or document. */
  expireLe?: string;
  /** `01`…`95`, `2A`, `2B`, `971`… (campaigns by zone). */
  departement?: string;
}

/** One time to do a démarche: it may be done from `ouvre` to `ferme`, both included. */
export interface Echeance {
  demarcheId: string;
  /** `YYYY-MM` that the window is about: the month it opens in when monthly, else the month it closes in. */
  mois: string;
  ouvre: string;
  ferme: string;
  /** Day to remind on, never after `ferme`. */
  rappelLe: string;
  source: Source;
}

type Fenetre = Omit<Echeance, 'demarcheId' | 'source'> & { source?: Immuable<Source> };
type Of<T extends Recurrence['type']> = Immuable<Extract<Recurrence, { type: T }>>;
interface Demande {
  depuis: string;
  jusqua: string;
  faits: Faits;
}

/** Longest span asked at once, in years. */
const ANNEES_MAX = 10;
/** Before this, a date is a slip of the keyboard. */
const PREMIER_JOUR = '1900-01-01';

const LIBELLES: Readonly<Record<keyof Faits, string>> = {
  droitOuvertMois: 'le mois d’ouverture du droit',
  dernierDepot: 'la date du dernier dépôt',
  expireLe: 'la date de fin du droit ou du document',
  departement: 'le département',
};

const isJour = (s: string): boolean => toDay(s) !== undefined && s >= PREMIER_JOUR;

const CONTROLES: Readonly<Record<keyof Faits, (s: string) => boolean>> = {
  droitOuvertMois: (s) => isMois(s) && s >= toMois(PREMIER_JOUR),
  dernierDepot: isJour,
  expireLe: isJour,
  departement: isDepartement,
};

function missing(fait: keyof Faits): Resultat<Fenetre[]> {
  const phrase = `Pour calculer l’échéance, il manque ${LIBELLES[fait]} (${fait}).`;
  return { ok: false, motifs: [{ code: 'FAIT_MANQUANT', phrase, path: ['faits', fait] }] };
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

function openMonthly(r: Of<'fenetre-mensuelle'>, d: Demande): Resultat<Fenetre[]> {
  const value = range(toMonthIndex(d.depuis) - 1, toMonthIndex(d.jusqua)).map((index): Fenetre => {
    const mois = fromMonthIndex(index);
    const exception = r.exceptions?.find((e) => e.mois === Number(mois.slice(5)));
    const ouvreJour = exception?.ouvreJour ?? r.ouvreJour;
    const ouvre = toJourDuMois(mois, ouvreJour);
    const ferme = toJourDuMois(r.fermeJour < ouvreJour ? fromMonthIndex(index + 1) : mois, r.fermeJour);
    return { mois, ouvre, ferme, rappelLe: ouvre };
  });
  return { ok: true, value };
}

function openQuarterly(_: Of<'trimestrielle'>, { depuis, jusqua, faits }: Demande): Resultat<Fenetre[]> {
  if (faits.droitOuvertMois === undefined) return missing('droitOuvertMois');
  const first = toMonthIndex(faits.droitOuvertMois);
  const value = range(toMonthIndex(depuis), toMonthIndex(jusqua))
    .filter((index) => index > first && (index - first) % 3 === 0)
    .map((index): Fenetre => {
      const mois = fromMonthIndex(index);
      const ouvre = `${mois}-01`;
      return { mois, ouvre, ferme: toJourDuMois(mois, 31), rappelLe: ouvre };
    });
  return { ok: true, value };
}

function openYearly(r: Of<'anniversaire'>, { depuis, jusqua, faits }: Demande): Resultat<Fenetre[]> {
  const { dernierDepot } = faits;
  if (dernierDepot === undefined) return missing('dernierDepot');
  const year = (jour: string) => Number(jour.slice(0, 4));
  const value = range(Math.max(1, year(depuis) - year(dernierDepot)), year(jusqua) - year(dernierDepot)).map(
    (years): Fenetre => {
      const ferme = addMois(dernierDepot, years * 12);
      const rappelLe = addMois(ferme, -r.rappelMois);
      return { mois: toMois(ferme), ouvre: rappelLe, ferme, rappelLe };
    },
  );
  return { ok: true, value };
}

function openBeforeEnd(r: Of<'expiration'>, { faits: { expireLe } }: Demande): Resultat<Fenetre[]> {
  if (expireLe === undefined) return missing('expireLe');
  const rappelLe = addMois(expireLe, -r.rappelMois);
  const ouvre = addMois(expireLe, -(r.fenetreMois?.[0] ?? r.rappelMois));
  const ferme = addMois(expireLe, -(r.fenetreMois?.[1] ?? 0));
  return { ok: true, value: [{ mois: toMois(ferme), ouvre, ferme, rappelLe }] };
}

/**
 * A year that nobody has dated yet refuses the whole answer: an empty list would say that there is nothing to do.
 * Windows are asked for by the years of the interval, so that a cut interval refuses exactly when the whole does.
 */
function openCampaign(r: Of<'campagne'>, { depuis, jusqua, faits }: Demande): Resultat<Fenetre[]> {
  const annees = range(Number(depuis.slice(0, 4)), Number(jusqua.slice(0, 4)));
  const { departement } = faits;
  if (departement === undefined && r.fenetres.some((f) => f.zone !== undefined))
    return missing('departement');
  const here = r.fenetres.filter((f) => f.zone === undefined || covers(f.zone, departement ?? ''));
  const inconnues = annees.filter((annee) => !here.some((f) => f.annee === annee));
  if (inconnues.length > 0) {
    const phrase = `Les dates de la campagne ne sont pas connues pour ${inconnues.join(', ')}.`;
    return { ok: false, motifs: [{ code: 'CAMPAGNE_INCONNUE', phrase }] };
  }
  const value = here.map(({ ouvre, ferme, source }): Fenetre => {
    return { mois: toMois(ferme), ouvre, ferme, rappelLe: ouvre, source };
  });
  return { ok: true, value };
}

function open(r: Immuable<Recurrence>, d: Demande): Resultat<Fenetre[]> {
  switch (r.type) {
    case 'aucune':
      return { ok: true, value: [] };
    case 'fenetre-mensuelle':
      return openMonthly(r, d);
    case 'trimestrielle':
      return openQuarterly(r, d);
    case 'anniversaire':
      return openYearly(r, d);
    case 'campagne':
      return openCampaign(r, d);
    case 'expiration':
      return openBeforeEnd(r, d);
  }
}

function checkDemande({ depuis, jusqua, faits }: Demande): Motif[] {
  const motifs: Motif[] = [];
  const invalid = (path: string[]) =>
    motifs.push({ code: 'DATE_INVALIDE', phrase: 'Cette date n’existe pas.', path });
  if (!isJour(depuis)) invalid(['depuis']);
  if (!isJour(jusqua)) invalid(['jusqua']);
  if (motifs.length === 0 && (depuis > jusqua || jusqua > addMois(depuis, ANNEES_MAX * 12))) {
    const phrase = `L’intervalle va d’un jour à un jour qui ne vient pas avant, sur ${String(ANNEES_MAX)} ans au plus.`;
    motifs.push({ code: 'INTERVALLE_INVALIDE', phrase, path: ['jusqua'] });
  }
  for (const fait of Object.keys(CONTROLES) as (keyof Faits)[]) {
    const value = faits[fait];
    if (value === undefined || CONTROLES[fait](value)) continue;
    if (fait === 'departement') {
      const phrase = 'Ce code de département n’existe pas.';
      motifs.push({ code: 'CHAMP_INVALIDE', phrase, path: ['faits', fait] });
    } else invalid(['faits', fait]);
  }
  return motifs;
}

/**
 * The times to do a démarche whose closing day is in `[depuis, jusqua]`, in order. Dates are civil days, both included.
 * A closing day is never moved for a Sunday or a public holiday: see `getDernierJourOuvre`.
 *
 * Motifs: `DEMARCHE_INCONNUE`, `DATE_INVALIDE`, `INTERVALLE_INVALIDE` (backwards, or over ten years),
 * `CHAMP_INVALIDE` (département), `FAIT_MANQUANT` (named in `path`), `CAMPAGNE_INCONNUE` (a year without a dated
 * window), `RECURRENCE_INCONNUE` (nobody has written it yet).
 *
 * @param demarcheId - slug of the entry, present or former
 * @param c - another catalogue than the package's
 */
export function echeances(
  demarcheId: string,
  depuis: string,
  jusqua: string,
  faits: Faits = {},
  c: Catalogue = catalogue,
): Resultat<readonly Echeance[]> {
  const motifs = checkDemande({ depuis, jusqua, faits });
  const d = getDemarche(demarcheId, c);
  if (d === undefined) {
    const phrase = 'Cette démarche n’est pas au catalogue.';
    return {
      ok: false,
      motifs: [{ code: 'DEMARCHE_INCONNUE', phrase, path: ['demarcheId'] }, ...motifs],
    };
  }
  if (d.recurrence === null) {
    const phrase = 'Personne n’a encore écrit quand cette démarche est à refaire.';
    motifs.push({ code: 'RECURRENCE_INCONNUE', phrase, path: ['demarcheId'] });
  }
  if (d.recurrence === null || motifs.length > 0) return { ok: false, motifs };
  const fenetres = open(d.recurrence.valeur, { depuis, jusqua, faits });
  if (!fenetres.ok) return fenetres;
  const { source } = d.recurrence;
  const value = fenetres.value
    .filter((f) => f.ferme >= depuis && f.ferme <= jusqua)
    .map((f): Echeance => ({ demarcheId: d.id, source, ...f }))
    .toSorted((a, b) => compare(a.ferme, b.ferme) || compare(a.ouvre, b.ouvre));
  return { ok: true, value };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Where a day stands in a window: before it opens, inside it, or after it has closed.
 *
 * @throws RangeError when `le` is not a civil day
 */
export function getStatutEcheance(
  e: Pick<Echeance, 'ouvre' | 'ferme'>,
  le: string,
): 'a-venir' | 'a-faire' | 'en-retard' {
  if (toDay(le) === undefined) throw new RangeError('le must be a civil day YYYY-MM-DD');
  if (le < e.ouvre) return 'a-venir';
  return le > e.ferme ? 'en-retard' : 'a-faire';
}
