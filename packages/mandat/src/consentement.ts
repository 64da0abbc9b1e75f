import { checkCapacite } from './capacite.ts';
import type { Cadre, Suite } from './suite.ts';
import type { EtatMandat, Marque } from './etat.ts';
import type { CommandeDe } from './evenement.ts';
import type { Recueil } from './modele.ts';
import { toMotif, type CodeMotif, type Motif } from './motif.ts';
import type { Classe } from './nomenclatures.ts';
import { computePeriode, isEchue } from './periode.ts';
import { checkEcrivain } from './permission.ts';
import { toDemarches } from './portee.ts';
import { listRemplacements, listRemplacementsSubis } from './remplacement.ts';
import { toDateCivile } from './temps.ts';
import { toStatut } from './vue.ts';

/** The steps from a draft to an accepted mandate: each one needs the one before. */

/** Records the capacity which the person declared, before the acceptance. */
export function declareCapacite(etat: EtatMandat, { donnees }: CommandeDe<'DeclarerCapacite'>): Suite {
  const motifs = checkOuvert(etat);
  if (etat.acceptation !== undefined)
    motifs.push(toMotif('transition_interdite', { phrase: 'Le mandat est déjà accepté.' }));
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'CapaciteDeclaree', donnees }] };
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

/** The person gives the mandate: its period starts on that civil day. */
export function consent(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'Consentir'>): Suite {
  const { recueil } = donnees;
  const motifs = [
    ...checkOuvert(etat),
    ...checkPasConsenti(etat),
    ...checkNotice(etat, faitLe),
    ...checkLecture(etat, faitLe),
    ...checkRecueil(recueil),
    ...(etat.mandant.capacite === 'inconnue' ? [] : checkCapacite(etat.mandant.capacite)),
  ];
  const { zone } = etat.structure;
  const periode = computePeriode(toDateCivile(faitLe, zone), etat.duree, zone);
  if (!periode.ok) motifs.push(...periode.motifs);
  if (motifs.length > 0 || !periode.ok) return { motifs };
  const capacite = etat.mandant.capacite === 'inconnue' ? { capaciteInconnue: true as const } : {};
  const signe = { ...donnees, periode: periode.value, ...capacite };
  return { faits: [{ type: 'ConsentementDonne', donnees: signe }] };
}

/** The person says no: terminal, without penalty. */
export function refuseConsent(etat: EtatMandat, { faitLe }: CommandeDe<'RefuserConsentement'>): Suite {
  const motifs = [...checkOuvert(etat), ...checkPasConsenti(etat), ...checkNotice(etat, faitLe)];
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'ConsentementRefuse', donnees: {} }] };
}

/** A habilitated writer accepts for the structure (C. civ. 1984): the mandate becomes actif, older ones give way. */
export function acceptMandat(
  etat: EtatMandat,
  { donnees, faitLe }: CommandeDe<'AccepterMandat'>,
  { contexte }: Cadre,
): Suite {
  const motifs = [...checkOuvert(etat), ...checkNotice(etat, faitLe), ...checkLecture(etat, faitLe)];
  if (etat.acceptation !== undefined) {
    motifs.push(toMotif('transition_interdite', { phrase: 'Le mandat est déjà accepté.' }));
  }
  if (!isFait(etat.consentement, faitLe)) {
    motifs.push(toMotif('transition_interdite', { phrase: 'La personne n’a pas encore signé le mandat.' }));
  }
  if (isEchue(etat.periode, faitLe)) motifs.push(toMotif('expire'));
  motifs.push(...checkCapacite(etat.mandant.capacite));
  const habilitations = contexte.habilitations.filter((h) => h.ecrivainRef === donnees.ecrivainRef);
  const sensible = etat.items.some((i) => toDemarches(i.portee).some((d) => d.classe === 'sensible'));
  motifs.push(...checkHabilitations(etat, habilitations, faitLe, sensible ? 'sensible' : 'simple'));
  if (motifs.length > 0) return { motifs };
  const autres = contexte.mandatsDuMandant ?? [];
  const accepte = {
    ...etat,
    acceptation: { ...donnees, evenementId: '', faitLe, connuLe: contexte.maintenant },
  };
  return {
    faits: [
      { type: 'MandatAccepte', donnees },
      ...listRemplacements(accepte, faitLe, autres),
      ...listRemplacementsSubis(accepte, faitLe, autres),
    ],
  };
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
  const statut = toStatut(etat, { instant: '9999-12-31T23:59:59.999Z' });
  if (etat.fins.length === 0 || statut === 'actif') return [];
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

/** Languages and interpreters (specification §4.4); forms not built in this version are refused. */
function checkRecueil(recueil: Recueil): Motif[] {
  const motifs: Motif[] = [];
  if (recueil.mode !== 'presence') {
    const phrase = 'Cette version ne recueille le mandat qu’en présence de la personne.';
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'recueil', 'mode'], phrase }));
  }
  if (recueil.forme === 'ne_sait_signer' || recueil.forme === 'oral_a_regulariser') {
    const phrase =
      'Cette version ne gère pas encore le mandat sans signature : aidez la personne en faisant avec elle.';
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'recueil', 'forme'], phrase }));
  }
  if (recueil.reformulation === 'non_comprise') motifs.push(toMotif('reformulation_manquante'));
  if (recueil.interprete === 'proche_mineur') motifs.push(toMotif('interprete_mineur'));
  const traduit = recueil.interprete !== 'aucun' || recueil.noticeBilingue;
  if (!/^fr(-|$)/.test(recueil.langue) && !traduit) motifs.push(toMotif('langue_non_comprise'));
  return motifs;
}
