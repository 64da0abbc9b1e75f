import { performActe, readBack } from './acte.ts';
import { issueCode, revokeCode, viewCode } from './code-tiers.ts';
import { giveAccount, handOverCompte } from './compte.ts';
import {
  acceptMandat,
  consent,
  declareCapacite,
  presentNotice,
  recordLecture,
  refuseConsent,
} from './consentement.ts';
import { requireContexte, type Contexte } from '../modele/contexte.ts';
import { askBySms, receiveReponse } from './demande.ts';
import { remind } from './echeance.ts';
import { checkEfface, erase } from './effacement.ts';
import { listIds, type EtatMandat } from '../modele/etat.ts';
import { CommandeSchema, type Commande, type Evenement } from '../modele/evenement.ts';
import { addPreuve, handOverExemplaire } from './exemplaire.ts';
import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';
import { toPolitique, type PolitiqueMandat } from '../modele/politique.ts';
import { prepare } from './preparation.ts';
import { regularise } from './regularisation.ts';
import { ratify } from './ratification.ts';
import { rectify } from './rectification.ts';
import { renounce } from './renonciation.ts';
import { revoke, withdraw } from './revocation.ts';
import { toMotifDeSaisie } from '../modele/saisie.ts';
import { reportDeces, reportProtection, reportStructure } from './signalement.ts';
import type { Cadre, Fait, Suite } from '../modele/suite.ts';
import { resume, suspend } from './suspension.ts';
import { addMs } from '../modele/temps.ts';

/** What a command gives: new events to record, or the ids of the first time when it was already carried out. */
export interface Decide {
  evenements: readonly Evenement[];
  ids: string[];
  rejoue: boolean;
}

/**
 * Decides what a command changes. Pure: the clock, the device and the habilitations come in by `contexte`.
 * @param etat the mandate so far, `null` for a new one
 * @param commande validated here: unknown keys and codes are refused, all at once
 * @returns the events to append to the structure's chain; some may concern an older mandate which this one replaces
 * @throws TypeError on a programmer's mistake in `contexte`
 */
export function decide(etat: EtatMandat | null, commande: Commande, contexte: Contexte): Resultat<Decide> {
  requireContexte(contexte);
  const lue = CommandeSchema.safeParse(commande);
  if (!lue.success) return refuser(...lue.error.issues.map(toMotifDeSaisie));
  const politique = toPolitique(contexte.politique, 'contexte.politique');

  const dejaFaits = listDejaFaits(etat, lue.data.id, contexte);
  if (dejaFaits.length > 0) return { ok: true, value: { evenements: [], ids: dejaFaits, rejoue: true } };

  const motifs = checkOrdre(etat, lue.data, contexte, politique);
  const suite = route(etat, lue.data, { contexte, politique });
  if ('motifs' in suite) motifs.push(...suite.motifs);
  if (motifs.length > 0 || 'motifs' in suite) return refuser(...dedupe(motifs));
  if ('deja' in suite) return { ok: true, value: { evenements: [], ids: suite.deja, rejoue: true } };
  const evenements = suite.faits.map((fait, rang) => toEvenement(fait, rang, lue.data, contexte));
  return { ok: true, value: { evenements, ids: evenements.map((e) => e.id), rejoue: false } };
}

function listDejaFaits(etat: EtatMandat | null, commandeId: string, contexte: Contexte): string[] {
  const mandats = [...(etat === null ? [] : [etat]), ...(contexte.mandatsDuMandant ?? [])];
  return [...new Set(mandats.flatMap((m) => listIds(m, commandeId)))].sort();
}

function checkOrdre(
  etat: EtatMandat | null,
  commande: Commande,
  contexte: Contexte,
  politique: PolitiqueMandat,
): Motif[] {
  const motifs: Motif[] = [];
  if (etat !== null && commande.mandatId !== etat.id) {
    const phrase = 'La demande vise un autre mandat.';
    motifs.push(toMotif('commande_invalide', { path: ['mandatId'], phrase }));
  }
  if (contexte.versionAttendue !== undefined && contexte.versionAttendue !== (etat?.version ?? 0)) {
    motifs.push(toMotif('version_depassee'));
  }
  if (commande.faitLe > addMs(contexte.maintenant, politique.toleranceHorlogeMs)) {
    motifs.push(toMotif('instant_futur', { path: ['faitLe'] }));
  }
  if (etat !== null && commande.faitLe < etat.preparation.faitLe) {
    motifs.push(toMotif('instant_recule', { path: ['faitLe'] }));
  }
  if (etat !== null) motifs.push(...checkEfface(etat, commande));
  return motifs;
}

function route(etat: EtatMandat | null, commande: Commande, cadre: Cadre): Suite {
  if (commande.type === 'PreparerMandat') return prepare(etat, commande, cadre);
  if (etat === null) {
    return { motifs: [toMotif('transition_interdite', { phrase: 'Préparez d’abord le mandat.' })] };
  }
  switch (commande.type) {
    case 'DeclarerCapacite':
      return declareCapacite(etat, commande);
    case 'PresenterNotice':
      return presentNotice(etat, commande);
    case 'EnregistrerLecture':
      return recordLecture(etat, commande);
    case 'Consentir':
      return consent(etat, commande, cadre);
    case 'RegulariserOral':
      return regularise(etat, commande, cadre);
    case 'RefuserConsentement':
      return refuseConsent(etat, commande);
    case 'AccepterMandat':
      return acceptMandat(etat, commande, cadre);
    case 'RemettreExemplaire':
      return handOverExemplaire(etat, commande);
    case 'VerserPreuve':
      return addPreuve(etat, commande);
    case 'RetirerPerimetre':
      return withdraw(etat, commande);
    case 'RevoquerMandat':
      return revoke(etat, commande);
    case 'Relire':
      return readBack(etat, commande);
    case 'EffectuerActe':
      return performActe(etat, commande, cadre);
    case 'RenoncerMandat':
      return renounce(etat, commande);
    case 'SuspendreMandat':
      return suspend(etat, commande);
    case 'ReprendreMandat':
      return resume(etat, commande);
    case 'SignalerDeces':
      return reportDeces(etat, commande, cadre);
    case 'SignalerProtection':
      return reportProtection(etat, commande, cadre);
    case 'SignalerStructure':
      return reportStructure(etat, commande);
    case 'RatifierActe':
      return ratify(etat, commande);
    case 'RemettreCompte':
      return handOverCompte(etat, commande);
    case 'RendreCompte':
      return giveAccount(etat, commande);
    case 'DemanderParSms':
      return askBySms(etat, commande);
    case 'RecevoirReponse':
      return receiveReponse(etat, commande);
    case 'EmettreCodeTiers':
      return issueCode(etat, commande, cadre);
    case 'ConsulterCodeTiers':
      return viewCode(etat, commande);
    case 'RevoquerCodeTiers':
      return revokeCode(etat, commande);
    case 'RappelerEcheance':
      return remind(etat, commande);
    case 'RectifierErreur':
      return rectify(etat, commande);
    case 'EffacerDonnees':
      return erase(etat, commande, cadre);
  }
}

function toEvenement(fait: Fait, rang: number, commande: Commande, contexte: Contexte): Evenement {
  return {
    v: 1,
    id: `${commande.id}/${rang}`,
    type: fait.type,
    mandatId: fait.mandatId ?? commande.mandatId,
    faitLe: fait.faitLe ?? commande.faitLe,
    connuLe: contexte.maintenant,
    acteur: commande.acteur,
    appareil: contexte.appareil,
    seq: contexte.seq + rang,
    donnees: fait.donnees,
  } as Evenement;
}

function dedupe(motifs: readonly Motif[]): Motif[] {
  return [...new Map(motifs.map((m) => [JSON.stringify(m), m])).values()];
}
