import { checkConstituant, toCapacite } from './capacite.ts';
import { findCaducite } from '../histoire/caducite.ts';
import type { Acteur } from '../modele/donnees.ts';
import type { Cadre, Suite } from '../modele/suite.ts';
import type { EtatMandat, Marque } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { checkEncoreMineur } from './mineur.ts';
import { toMotif, type CodeMotif, type Motif } from '../modele/motif.ts';
import type { Capacite, Classe } from '../modele/nomenclatures.ts';
import { computeDelai, computePeriode, isEchue } from '../modele/periode.ts';
import { checkEcrivain } from './permission.ts';
import type { PolitiqueMandat } from '../modele/politique.ts';
import { toDemarches } from '../modele/portee.ts';
import { checkRecueil, isTemoin } from './recueil.ts';
import { listRemplacements, listRemplacementsSubis } from './remplacement.ts';
import { toDateCivile } from '../modele/temps.ts';

/** The steps from a draft to an accepted mandate: each one needs the one before. */

/** Records the capacity which the person declared, before the acceptance. */
export function declareCapacite(etat: EtatMandat, { donnees }: CommandeDe<'DeclarerCapacite'>): Suite {
  const motifs = checkOuvert(etat);
  if (etat.acceptation !== undefined)
    motifs.push(toMotif('transition_interdite', { phrase: 'Le mandat est déjà accepté.' }));
  if (isContraireAuTexte(etat, donnees.capacite)) {
    const phrase =
      'La personne a signé un texte qui dit une autre situation : annulez-le et préparez un nouveau mandat.';
    motifs.push(toMotif('transition_interdite', { path: ['donnees', 'capacite'], phrase }));
  }
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'CapaciteDeclaree', donnees }] };
}

/** What was signed names a capacity, unless it said that it was still to be told. */
function isContraireAuTexte({ consentement, mandant }: EtatMandat, capacite: Capacite): boolean {
  return (
    consentement !== undefined && consentement.capaciteInconnue !== true && capacite !== mandant.capacite
  );
}

/** The information notice was put before the person. */
export function presentNotice(etat: EtatMandat, { donnees }: CommandeDe<'PresenterNotice'>): Suite {
  const motifs = [...checkOuvert(etat), ...checkPasConsenti(etat)];
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'NoticePresentee', donnees }] };
}

/** The mandate was read, and the person said it again in her own words. */
export function recordLecture(etat: EtatMandat, commande: CommandeDe<'EnregistrerLecture'>): Suite {
  const motifs = [...checkOuvert(etat), ...checkPasConsenti(etat), ...checkNotice(etat, commande.faitLe)];
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'LectureFaite', donnees: commande.donnees }] };
}

/** The person, or who may for her, gives the mandate: its period starts on that civil day. */
export function consent(etat: EtatMandat, commande: CommandeDe<'Consentir'>, cadre: Cadre): Suite {
  const { donnees, faitLe, acteur } = commande;
  const presents = { acteur, habilitations: cadre.contexte.habilitations };
  const motifs = [
    ...checkOuvert(etat),
    ...checkPasConsenti(etat),
    ...checkNotice(etat, faitLe),
    ...checkLecture(etat, faitLe),
    ...checkRecueil(donnees.recueil, etat, presents),
    ...checkOctroi(etat, faitLe).filter((m) => m.code !== 'capacite_inconnue'),
  ];
  const { zone } = etat.structure;
  const du = toDateCivile(faitLe, zone);
  const periode = computePeriode(du, etat.duree, zone);
  if (!periode.ok) motifs.push(...periode.motifs);
  if (motifs.length > 0 || !periode.ok) return { motifs };
  const inconnue = toCapacite(etat, { instant: faitLe }) === 'inconnue';
  const signe = {
    ...donnees,
    periode: periode.value,
    ...(inconnue ? { capaciteInconnue: true as const } : {}),
    ...(donnees.recueil.forme === 'oral_a_regulariser' ? { oral: toOral(du, zone, cadre.politique) } : {}),
  };
  return { faits: [{ type: 'ConsentementDonne', donnees: signe }] };
}

/** A spoken consent opens these acts only, until the end of that day unless it is put in writing. */
function toOral(du: string, zone: string, { actesOral, joursOral }: PolitiqueMandat) {
  return { actes: [...actesOral], ...computeDelai(du, joursOral, zone) };
}

/** Whether who grants may, under the capacity of that day and while the person is a minor. */
export function checkOctroi(etat: EtatMandat, faitLe: string): Motif[] {
  const mineur = typeof etat.mandant.naissance === 'object';
  const capacite = toCapacite(etat, { instant: faitLe });
  return [...checkConstituant(capacite, etat.constituant.kind, mineur), ...checkEncoreMineur(etat, faitLe)];
}

/** The person says no: terminal, without penalty. */
export function refuseConsent(etat: EtatMandat, { faitLe }: CommandeDe<'RefuserConsentement'>): Suite {
  const motifs = [...checkOuvert(etat), ...checkPasConsenti(etat), ...checkNotice(etat, faitLe)];
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'ConsentementRefuse', donnees: {} }] };
}

/** A habilitated writer accepts for the structure (C. civ. 1984): the mandate becomes actif, older ones give way. */
export function acceptMandat(
  etat: EtatMandat,
  { donnees, faitLe, acteur }: CommandeDe<'AccepterMandat'>,
  { contexte }: Cadre,
): Suite {
  const motifs = [
    ...checkMandataire(acteur),
    ...checkOuvert(etat),
    ...checkNotice(etat, faitLe),
    ...checkLecture(etat, faitLe),
  ];
  if (etat.acceptation !== undefined) {
    motifs.push(toMotif('transition_interdite', { phrase: 'Le mandat est déjà accepté.' }));
  }
  if (!isFait(etat.consentement, faitLe)) {
    motifs.push(toMotif('transition_interdite', { phrase: 'La personne n’a pas encore signé le mandat.' }));
  }
  if (isEchue(etat.periode, faitLe)) motifs.push(toMotif('expire'));
  motifs.push(...checkOctroi(etat, faitLe));
  if (isTemoin(etat.recueil, donnees.ecrivainRef)) {
    motifs.push(toMotif('temoin_ecrivain', { path: ['donnees', 'ecrivainRef'] }));
  }
  const habilitations = contexte.habilitations.filter((h) => h.ecrivainRef === donnees.ecrivainRef);
  const sensible = etat.items.some((i) => toDemarches(i.portee).some((d) => d.classe === 'sensible'));
  motifs.push(...checkHabilitations(etat, habilitations, faitLe, sensible ? 'sensible' : 'simple'));
  const accepte = {
    ...etat,
    acceptation: {
      ...donnees,
      evenementId: '',
      faitLe,
      connuLe: contexte.maintenant,
      appareil: contexte.appareil,
      seq: contexte.seq,
    },
  };
  if (findCaducite(accepte, { instant: faitLe })?.cause === 'non_regularise') {
    const phrase = 'L’accord oral n’a pas été signé à temps : préparez un nouveau mandat.';
    motifs.push(toMotif('caduc', { phrase }));
  }
  if (motifs.length > 0) return { motifs };
  const autres = contexte.mandatsDuMandant ?? [];
  return {
    faits: [
      { type: 'MandatAccepte', donnees },
      ...listRemplacements(accepte, faitLe, autres),
      ...listRemplacementsSubis(accepte, faitLe, autres),
    ],
  };
}

/** Two separate acts (C. civ. 1984): who gives the mandate does not accept it, nor does a machine. */
function checkMandataire({ kind }: Acteur): Motif[] {
  if (kind === 'ecrivain' || kind === 'benevole' || kind === 'coordinateur') return [];
  const phrase = 'Seule la structure accepte le mandat : un écrivain habilité le fait pour elle.';
  return [toMotif('commande_invalide', { path: ['acteur', 'kind'], phrase })];
}

function checkHabilitations(
  etat: EtatMandat,
  habilitations: Cadre['contexte']['habilitations'],
  instant: string,
  classe: Classe,
): Motif[] {
  const essais = habilitations.map((habilitation) => checkEcrivain(etat, { instant, habilitation }, classe));
  if (essais.some((codes) => codes.length === 0)) return [];
  const codes: CodeMotif[] = essais.sort((a, b) => a.length - b.length)[0] ?? ['ecrivain_non_habilite'];
  return codes.map((code) => toMotif(code, { path: ['donnees', 'ecrivainRef'] }));
}

function checkOuvert(etat: EtatMandat): Motif[] {
  if (etat.fins.length === 0) return [];
  return [toMotif('transition_interdite', { phrase: 'Ce mandat est terminé : préparez un nouveau mandat.' })];
}

function checkPasConsenti(etat: EtatMandat): Motif[] {
  if (etat.consentement === undefined) return [];
  return [toMotif('transition_interdite', { phrase: 'La personne a déjà signé ce mandat.' })];
}

function checkNotice(etat: EtatMandat, faitLe: string): Motif[] {
  if (isFait(etat.notice, faitLe)) return [];
  const phrase = 'Présentez d’abord la notice d’information.';
  return [toMotif('transition_interdite', { phrase }), toMotif('notice_manquante')];
}

function checkLecture(etat: EtatMandat, faitLe: string): Motif[] {
  if (!isFait(etat.lecture, faitLe)) {
    const phrase = 'Enregistrez d’abord la lecture du mandat.';
    return [toMotif('transition_interdite', { phrase }), toMotif('lecture_manquante')];
  }
  return etat.lecture?.reformulation === 'non_comprise' ? [toMotif('reformulation_manquante')] : [];
}

function isFait(etape: Marque | undefined, faitLe: string): boolean {
  return etape !== undefined && etape.faitLe <= faitLe;
}
