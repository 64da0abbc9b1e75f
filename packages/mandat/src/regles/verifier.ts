import { listAvertissements } from './avertissement.ts';
import { besoin as toBesoin, isParLaPersonne, type Niveau } from './besoin.ts';
import type { EtatMandat, ItemEtat, Marque } from '../modele/etat.ts';
import { isEnVigueur } from '../histoire/fin.ts';
import type { DemarcheFaits, Habilitation } from '../modele/modele.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import type { Acte, ConstituantKind, Mode } from '../modele/nomenclatures.ts';
import { checkLimites, examineItem, findRelecture, type Question } from './permission.ts';
import { toPolitique, type PolitiqueMandat } from '../modele/politique.ts';
import { findDemarche } from '../modele/portee.ts';
import { requireInstant, type Instant } from '../modele/temps.ts';
import { toStatut } from '../histoire/vue.ts';

/** Mandates by person, for who checks many. */
export interface IndexMandats {
  readonly parMandant: ReadonlyMap<string, readonly EtatMandat[]>;
}

/** The question: may this writer do this act, on this démarche, for this person, at this instant? */
export interface Demande {
  mandats: readonly EtatMandat[] | IndexMandats;
  mandantRef: string;
  habilitation: Habilitation;
  demarche: DemarcheFaits;
  acte: Acte;
  mode: Mode;
  instant: Instant;
  /** What was recorded by then; absent = `instant`. */
  connuA?: Instant | undefined;
  identifiantsParEcrivain?: boolean | undefined;
  /** Who assists the person at the act: `curateur_assiste` opens what a curatelle closes. */
  assistance?: ConstituantKind | undefined;
  interventionRef?: string | undefined;
  relectureId?: string | undefined;
  politique?: Partial<PolitiqueMandat> | undefined;
}

/**
 * The answer with its reasons; `preuves` = ids of the events on which a yes founded on a mandate stands, its warnings
 * included: replayed alone they give the same answer (but for `conflit_autre_structure`, told by another's mandate).
 */
export interface Decision {
  autorise: boolean;
  besoin: Niveau;
  mandatId?: string;
  itemId?: string;
  preuves: string[];
  motifs: Motif[];
  avertissements: Motif[];
}

interface Examen {
  etat: EtatMandat;
  item: ItemEtat;
  motifs: Motif[];
}

/** Sorts mandates by person once, so that each check reads only that person's. */
export function createIndex(etats: Iterable<EtatMandat>): IndexMandats {
  const parMandant = new Map<string, EtatMandat[]>();
  for (const etat of etats) {
    const liste = parMandant.get(etat.mandant.ref);
    if (liste === undefined) parMandant.set(etat.mandant.ref, [etat]);
    else liste.push(etat);
  }
  return { parMandant };
}

/**
 * Decides with reasons. Where a mandate is only advised, an act is allowed without one; but doing in the person's
 * place stays inside what she wrote once a mandate of hers is in force, or names the démarche: nothing beyond the
 * list. Doing *with* the person stays open, but for the acts reserved to her, and for a volunteer on a sensitive
 * démarche. A refusal lists every reason of the closest mandate.
 * @throws TypeError when `instant` or `connuA` is not a UTC instant with milliseconds, or `politique` is malformed
 */
export function verifier(demande: Demande): Decision {
  requireInstant(demande.instant, 'instant');
  if (demande.connuA !== undefined) requireInstant(demande.connuA, 'connuA');
  const mandats = listMandats(demande);
  const need = toBesoin({
    mode: demande.mode,
    classe: demande.demarche.classe,
    acte: demande.acte,
    identifiantsParEcrivain: demande.identifiantsParEcrivain,
  });
  if (!need.ok)
    return { autorise: false, besoin: 'aucun', preuves: [], motifs: need.motifs, avertissements: [] };
  const besoin = need.value.niveau;
  const sansMandat: Decision = { autorise: true, besoin, preuves: [], motifs: [], avertissements: [] };
  const limites = isParLaPersonne(demande.mode)
    ? []
    : checkLimites(demande.demarche, demande.acte, demande.habilitation).map((code) => toMotif(code));
  if (besoin === 'aucun') return { ...sansMandat, autorise: limites.length === 0, motifs: limites };

  const question = toQuestion(demande, mandats);
  const examens = mandats.flatMap((etat) =>
    etat.items.map((item) => ({ etat, item, motifs: examineItem(etat, item, question) })),
  );
  const meilleur = examens.reduce<Examen | undefined>(
    (a, b) => (a === undefined || isCloser(b, a) ? b : a),
    undefined,
  );
  if (meilleur?.motifs.length === 0) return permit(meilleur, question, besoin, mandats);

  const libre = besoin === 'recommande' && limites.length === 0;
  if (libre && (demande.mode === 'faire_avec' || !mandats.some((etat) => isGouvernant(etat, question)))) {
    return { ...sansMandat, avertissements: meilleur?.motifs ?? [] };
  }
  const sansRien = besoin === 'requis' ? [toMotif('pas_de_mandat'), ...limites] : limites;
  const motifs = meilleur?.motifs ?? sansRien;
  return { autorise: false, besoin, preuves: [], motifs, avertissements: [], ...toLien(meilleur) };
}

/** The person's own, each once: of two copies of one mandate, the one that knows more. */
function listMandats(demande: Demande): readonly EtatMandat[] {
  const { mandats, mandantRef } = demande;
  const donnes = 'parMandant' in mandats ? (mandats.parMandant.get(mandantRef) ?? []) : mandats;
  const derniers = new Map<string, EtatMandat>();
  for (const etat of donnes) {
    if (etat.mandant.ref !== mandantRef) continue;
    const autre = derniers.get(etat.id);
    if (autre === undefined || etat.version > autre.version) derniers.set(etat.id, etat);
  }
  return [...derniers.values()];
}

function toQuestion(demande: Demande, mandats: readonly EtatMandat[]): Question {
  return {
    instant: demande.instant,
    connuA: demande.connuA ?? demande.instant,
    demarcheId: demande.demarche.id,
    demarche: demande.demarche,
    acte: demande.acte,
    mode: demande.mode,
    assistance: demande.assistance,
    habilitation: demande.habilitation,
    interventionRef: demande.interventionRef,
    relectureId: demande.relectureId,
    relecturesConnuesA: demande.connuA,
    mandats,
    politique: toPolitique(demande.politique, 'politique'),
  };
}

/** Fewer unmet conditions first, then the latest mandate, then the id: total, so never two mandates for one pair. */
function isCloser(a: Examen, b: Examen): boolean {
  if (a.motifs.length !== b.motifs.length) return a.motifs.length < b.motifs.length;
  const [x, y] = [toAnciennete(a.etat), toAnciennete(b.etat)];
  return x === y ? a.etat.id > b.etat.id : x > y;
}

function toAnciennete(etat: EtatMandat): Instant {
  return (etat.acceptation ?? etat.preparation).faitLe;
}

function isGouvernant(etat: EtatMandat, question: Question): boolean {
  if (etat.structure.id !== question.habilitation?.structureId) return false;
  const statut = toStatut(etat, question);
  if (statut === 'actif') return true;
  if (statut === null || statut === 'brouillon' || statut === 'presente' || statut === 'annule') return false;
  return etat.items.some((item) => findDemarche(item, question.demarcheId) !== undefined);
}

function toLien(examen: Examen | undefined): { mandatId?: string; itemId?: string } {
  return examen === undefined ? {} : { mandatId: examen.etat.id, itemId: examen.item.id };
}

function permit(
  examen: Examen,
  question: Question,
  besoin: Niveau,
  mandats: readonly EtatMandat[],
): Decision {
  const { etat, item } = examen;
  const enVigueur = (marque: Marque | undefined) => marque !== undefined && isEnVigueur(marque, question);
  const fondements = [
    etat.preparation,
    etat.capacite,
    etat.notice,
    etat.lecture,
    etat.consentement,
    enVigueur(etat.regularisation) ? etat.regularisation : undefined,
    etat.acceptation,
    ...etat.protections.filter(enVigueur),
    findRelecture(etat, item, question),
  ].flatMap((marque) => (marque === undefined ? [] : [marque.evenementId]));
  const avertissements = listAvertissements(etat, item, question, mandats);
  return {
    autorise: true,
    besoin,
    ...toLien(examen),
    preuves: [...new Set([...fondements, ...avertissements.preuves])],
    motifs: [],
    avertissements: avertissements.motifs,
  };
}
