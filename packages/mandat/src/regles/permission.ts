import { isOral } from '../histoire/caducite.ts';
import { checkAssistance, checkConstituant, toCapacite } from './capacite.ts';
import type { EtatMandat, ItemEtat, Marque } from '../modele/etat.ts';
import { findFinDePaire, findFinDItem, isEnVigueur, type Regard } from '../histoire/fin.ts';
import type { DemarcheFaits, Habilitation } from '../modele/modele.ts';
import { toMotif, type CodeMotif, type Motif } from '../modele/motif.ts';
import {
  ACTES_A_RELIRE,
  type Acte,
  type Classe,
  type ConstituantKind,
  type Mode,
  type Statut,
} from '../modele/nomenclatures.ts';
import type { PolitiqueMandat } from '../modele/politique.ts';
import { isExclu, toDemarches } from '../modele/portee.ts';
import { findRemplacant } from './remplacement.ts';
import { toDateCivile, type Instant } from '../modele/temps.ts';
import { toStatut } from '../histoire/vue.ts';

/** What is asked of one item of one mandate. */
export interface Question extends Regard {
  demarcheId: string;
  /** Facts of the démarche today; those frozen in the item count as well. */
  demarche?: DemarcheFaits | undefined;
  acte: Acte;
  mode: Mode;
  habilitation: Habilitation | undefined;
  /** Who assists the person at the act: a curator opens what a curatelle closes. */
  assistance?: ConstituantKind | undefined;
  interventionRef?: string | undefined;
  relectureId?: string | undefined;
  /** What was recorded of the read-backs; absent = everything, since a read-back is entered with its act. */
  relecturesConnuesA?: Instant | undefined;
  /** Every mandate known of the person: one accepted later on another device may have taken the pair over. */
  mandats?: readonly EtatMandat[] | undefined;
  politique: PolitiqueMandat;
}

/**
 * Every reason why this item does not permit the act; none = it permits it. Deny unless permit; inside the item
 * the exception wins; items do not lend acts to one another.
 */
export function examineItem(etat: EtatMandat, item: ItemEtat, q: Question): Motif[] {
  const gelees = toDemarches(item.portee).filter((d) => d.id === q.demarcheId);
  const faits = q.demarche === undefined ? gelees : [...gelees, q.demarche];
  const codes: CodeMotif[] = [];

  const statut = toStatut(etat, q);
  if (statut !== 'actif') codes.push(toCode(statut));
  if (statut === 'actif' || statut === 'suspendu') {
    codes.push(...checkCapacite(etat, q), ...checkOral(etat, q));
  }
  const sensible = faits.some((f) => f.classe === 'sensible');
  codes.push(...checkEcrivain(etat, q, sensible ? 'sensible' : 'simple'));

  if (gelees.length === 0) codes.push('hors_demarche');
  if (!item.actes.includes(q.acte)) codes.push('hors_acte');
  if (isExclu(item, q.demarcheId, q.acte)) codes.push('exception');
  const sortie = findFinDItem(etat, item, q)?.statut ?? findFinDePaire(item, q.demarcheId, q.acte, q)?.statut;
  if (statut === 'actif' && sortie !== undefined) codes.push(toCode(sortie));
  if (statut === 'actif' && q.mandats !== undefined && findRemplacant(etat, q, q.mandats, q) !== undefined) {
    codes.push('remplace');
  }

  codes.push(...checkReserve(faits, q.acte));
  if (isRelectureRequise(q, sensible) && findRelecture(etat, item, q) === undefined) {
    codes.push('relecture_manquante');
  }
  return [...new Set(codes)].map((code) => toMotif(code, { itemId: item.id }));
}

/** What the capacity seen from there closes: the grantor no longer fits, or the curator must assist. */
function checkCapacite(etat: EtatMandat, q: Question): CodeMotif[] {
  const capacite = toCapacite(etat, q);
  const { kind } = etat.constituant;
  // A representative who no longer is one gave it: the person herself has given nothing.
  const codes = checkConstituant(capacite, kind, true).map((m) =>
    m.code === 'commande_invalide' ? 'pas_de_mandat' : (m.code as CodeMotif),
  );
  return [...codes, ...checkAssistance(capacite, { ...q, constituant: kind }, q.politique.curatelleSeule)];
}

/** A spoken consent opens a few acts, and never in the person's absence. */
function checkOral(etat: EtatMandat, q: Question): CodeMotif[] {
  const oral = etat.consentement?.oral;
  if (oral === undefined || !isOral(etat, q)) return [];
  return oral.actes.includes(q.acte) && q.mode !== 'faire_a_la_place_absent' ? [] : ['limite_oral'];
}

/** Text order is date order in this shape only: another one covers no day. */
const DATE_CIVILE = /^\d{4}-\d{2}-\d{2}$/;

/** What stays closed to this writer even where no mandate is needed. */
export function checkLimites(
  demarche: DemarcheFaits,
  acte: Acte,
  habilitation: Habilitation | undefined,
): CodeMotif[] {
  return [...checkReserve([demarche], acte), ...checkBenevole(habilitation, demarche.classe)];
}

/** Whoever is not plainly a writer is held to what a volunteer may do. */
function checkBenevole(habilitation: Habilitation | undefined, classe: Classe): CodeMotif[] {
  const benevole = habilitation !== undefined && habilitation.kind !== 'ecrivain';
  return benevole && classe === 'sensible' ? ['benevole_acte_sensible'] : [];
}

/** Acts that nobody may do for the person, whatever the mandate says. */
function checkReserve(faits: readonly DemarcheFaits[], acte: Acte): CodeMotif[] {
  const codes: CodeMotif[] = [];
  if (acte === 'signer' && faits.some((f) => f.signaturePersonnelle)) codes.push('signature_personnelle');
  if (faits.some((f) => f.actesReserves.includes(acte))) codes.push('acte_reserve');
  return codes;
}

/** Whether the structure's writer may act at that instant: right structure, dates covering the civil day, class. */
export function checkEcrivain(
  etat: EtatMandat,
  q: { instant: Instant; habilitation: Habilitation | undefined },
  classe: Classe,
): CodeMotif[] {
  const { habilitation } = q;
  if (habilitation === undefined) return ['ecrivain_non_habilite'];
  const codes: CodeMotif[] = [];
  if (habilitation.structureId !== etat.structure.id) codes.push('structure_differente');
  const jour = toDateCivile(q.instant, etat.structure.zone);
  const { du, auInclus = jour } = habilitation;
  const lisible = DATE_CIVILE.test(du) && DATE_CIVILE.test(auInclus);
  if (!lisible || jour < du || jour > auInclus) codes.push('ecrivain_non_habilite');
  return [...codes, ...checkBenevole(habilitation, classe)];
}

/** The read-back that this act leans on: same item, démarche and intervention, not later than the act. */
export function findRelecture(etat: EtatMandat, item: ItemEtat, q: Question): Marque | undefined {
  return etat.relectures.find(
    (r) =>
      r.evenementId === q.relectureId &&
      r.itemId === item.id &&
      r.demarcheId === q.demarcheId &&
      r.interventionRef === q.interventionRef &&
      isEnVigueur(r, { instant: q.instant, connuA: q.relecturesConnuesA }),
  );
}

function isRelectureRequise(q: Question, sensible: boolean): boolean {
  const aLaPlace = q.mode === 'faire_a_la_place_present' || q.mode === 'faire_a_la_place_absent';
  if (!aLaPlace || !(ACTES_A_RELIRE as readonly Acte[]).includes(q.acte)) return false;
  return q.politique.relecture === 'toujours' || (q.politique.relecture === 'sensible' && sensible);
}

function toCode(statut: Statut | null): CodeMotif {
  if (statut === null || statut === 'brouillon' || statut === 'presente' || statut === 'actif') {
    return 'pas_encore_actif';
  }
  return statut;
}
