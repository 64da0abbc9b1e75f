import type { DemandeSms, EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif } from '../modele/motif.ts';
import type { Suite } from '../modele/suite.ts';
import { isEnCours, toTransitionInterdite } from '../modele/transition.ts';
import { toStatut } from '../histoire/vue.ts';

/** Questions asked by SMS, and their answers, on a draft or on a mandate in force. */

/** A question is sent. Asked again, it needs an answer to have come since; closed by a no, it needs a new request. */
export function askBySms(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'DemanderParSms'>): Suite {
  const statut = toStatut(etat, { instant: faitLe });
  if (!isEnCours(statut) && statut !== 'brouillon' && statut !== 'presente') {
    return { motifs: [toTransitionInterdite(statut, 'Un mandat terminé ne demande plus rien.')] };
  }
  const connue = findDemande(etat, donnees.demandeRef);
  if (connue !== undefined && isClose(connue)) return { motifs: [toMotif('demande_close')] };
  const enAttente = connue?.envoi !== undefined && connue.reponses.length === 0;
  return { faits: enAttente ? [] : [{ type: 'DemandeEnvoyee', donnees }] };
}

/**
 * An answer comes in, at any time: `ambigu` leaves the request open, `non` closes it. The same message delivered
 * twice is a replay of the first time.
 */
export function receiveReponse(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RecevoirReponse'>): Suite {
  const recue = etat.demandesSms
    .flatMap((d) => d.reponses)
    .find((reponse) => reponse.messageId === donnees.messageId);
  if (recue !== undefined) return { deja: [recue.evenementId] };
  const demande = findDemande(etat, donnees.demandeRef);
  if (demande?.envoi === undefined || demande.envoi.faitLe > faitLe) {
    return { motifs: [toMotif('demande_inconnue', { path: ['donnees', 'demandeRef'] })] };
  }
  if (isClose(demande)) return { motifs: [toMotif('demande_close')] };
  return { faits: [{ type: 'ReponseRecue', donnees }] };
}

function findDemande(etat: EtatMandat, demandeRef: string): DemandeSms | undefined {
  return etat.demandesSms.find((d) => d.demandeRef === demandeRef);
}

function isClose(demande: DemandeSms): boolean {
  return demande.reponses.some((reponse) => reponse.lecture === 'non');
}
