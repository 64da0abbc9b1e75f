import type { EtatMandat } from '../modele/etat.ts';
import type { Acteur } from '../modele/donnees.ts';
import type { Habilitation, Recueil } from '../modele/modele.ts';
import { toMotif, type CodeMotif, type Motif } from '../modele/motif.ts';
import type { Forme, ModeRecueil } from '../modele/nomenclatures.ts';

/** How a consent is taken so that it is one: witnesses, languages, interpreters, distance (specification §4.4). */

const TEMOINS_MIN = 2;

/** What each way of meeting lets the person leave: a voice signs nothing, and a letter says nothing aloud. */
export const FORMES_PAR_MODE: Record<ModeRecueil, readonly Forme[]> = {
  presence: ['signature_papier', 'signature_ecran', 'nom_ecrit', 'ne_sait_signer', 'oral_a_regulariser'],
  visio: ['signature_ecran', 'nom_ecrit', 'oral_a_regulariser'],
  telephone: ['oral_a_regulariser'],
  sms: ['oral_a_regulariser'],
  courrier: ['signature_papier', 'nom_ecrit'],
};

const PHRASES_PAR_MODE: Record<ModeRecueil, string> = {
  presence: 'Cette forme ne convient pas à un accord donné sur place.',
  visio: 'À distance par vidéo : signature à l’écran, nom écrit, ou accord oral à régulariser.',
  telephone: 'Par téléphone, l’accord est seulement oral : à régulariser ensuite.',
  sms: 'Par SMS, l’accord est à régulariser ensuite par une signature.',
  courrier: 'Par courrier, la personne signe le papier ou écrit son nom.',
};

/** Who was there when the consent was taken. */
interface Presents {
  acteur: Acteur;
  habilitations: readonly Habilitation[];
}

/** What a reading says of the understanding: the same fields in `EnregistrerLecture` and in a `Recueil`. */
type Comprehension = Pick<Recueil, 'langue' | 'interprete' | 'reformulation' | 'noticeBilingue'>;

/** Every reason why a consent taken so is none, the reading on record included. */
export function checkRecueil(recueil: Recueil, etat: EtatMandat, presents: Presents): Motif[] {
  const motifs: Motif[] = [];
  if (!FORMES_PAR_MODE[recueil.mode].includes(recueil.forme)) {
    const phrase = PHRASES_PAR_MODE[recueil.mode];
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'recueil', 'forme'], phrase }));
  }
  if (recueil.forme === 'ne_sait_signer') motifs.push(...checkTemoins(recueil, etat, presents));
  const lectures = etat.lecture === undefined ? [recueil] : [recueil, etat.lecture];
  const codes = new Set(lectures.flatMap(checkComprehension));
  return [...motifs, ...[...codes].map((code) => toMotif(code))];
}

/** Whether one of the witnesses is this writer. */
export function isTemoin(recueil: Recueil | undefined, ecrivainRef: string): boolean {
  return recueil?.forme === 'ne_sait_signer' && recueil.temoins.some((t) => t.ref === ecrivainRef);
}

function checkComprehension(q: Comprehension): CodeMotif[] {
  const codes: CodeMotif[] = [];
  if (q.reformulation === 'non_comprise') codes.push('reformulation_manquante');
  if (q.interprete === 'proche_mineur') codes.push('interprete_mineur');
  const traduit = q.interprete !== 'aucun' || q.noticeBilingue;
  if (!/^fr(-|$)/.test(q.langue) && !traduit) codes.push('langue_non_comprise');
  return codes;
}

/** A cross is not a signature (C. civ. 1367): the text is read aloud before two people from outside. */
function checkTemoins(recueil: Recueil, etat: EtatMandat, presents: Presents): Motif[] {
  const path = ['donnees', 'recueil', 'temoins'];
  const motifs: Motif[] = [];
  if (recueil.lecture !== 'voix_haute') {
    const phrase = 'La personne ne sait pas signer : lisez-lui le mandat à voix haute, devant les témoins.';
    motifs.push(toMotif('lecture_manquante', { path: ['donnees', 'recueil', 'lecture'], phrase }));
  }
  const parties = new Set([etat.mandant.ref, etat.constituant.ref]);
  const temoins = recueil.temoins.filter((t) => !parties.has(t.ref));
  if (new Set(temoins.map((t) => t.ref)).size < TEMOINS_MIN) {
    motifs.push(toMotif('temoins_insuffisants', { path }));
  }
  const ecrivains = listEcrivains(etat, presents);
  if (temoins.some((t) => t.kind === 'ecrivain' || ecrivains.has(t.ref))) {
    motifs.push(toMotif('temoin_ecrivain', { path }));
  }
  return motifs;
}

/** The writers of the structure, and whoever of it takes the consent: whatever a witness is said to be. */
function listEcrivains(etat: EtatMandat, { acteur, habilitations }: Presents): Set<string> {
  const refs = new Set(etat.ecrivains);
  for (const h of habilitations) if (h.structureId === etat.structure.id) refs.add(h.ecrivainRef);
  if (acteur.kind === 'ecrivain' || acteur.kind === 'benevole' || acteur.kind === 'coordinateur') {
    refs.add(acteur.ref);
  }
  return refs;
}
