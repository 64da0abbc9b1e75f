import type { Evenement } from '@porte-plume/mandat';
import { civilDate } from '../../server/contexte.ts';
import { localTime } from '../../server/heure.ts';
import { heureEnMots, jourEnMots } from '../../ui/date.ts';

const PHRASES: Readonly<Record<Evenement['type'], string>> = {
  MandatPrepare: 'Mandat préparé',
  CapaciteDeclaree: 'Capacité déclarée',
  NoticePresentee: 'Texte simple présenté',
  LectureFaite: 'Lu, puis redit par la personne',
  ConsentementDonne: 'Signé par la personne',
  ConsentementRefuse: 'Refusé par la personne',
  MandatAccepte: 'Accepté par l’écrivain·e',
  MandatRemplace: 'Remplacé par un mandat plus récent',
  ExemplaireRemis: 'Exemplaire remis',
  PreuveVersee: 'Signature mise au coffre',
  PerimetreRetire: 'Une partie arrêtée',
  MandatRevoque: 'Arrêté',
  MandatAnnule: 'Annulé',
  RelectureFaite: 'Relu avec la personne, qui a dit oui',
  ActeEffectue: 'Geste fait',
  ActeRefuse: 'Geste refusé, hors du mandat',
  OralRegularise: 'Accord oral confirmé par une signature',
  MandataireARenonce: 'Rendu par la structure',
  MandatSuspendu: 'Suspendu',
  MandatRepris: 'Repris',
  DecesSignale: 'Décès signalé',
  ProtectionSignalee: 'Mesure de protection signalée',
  StructureDissoute: 'La structure change ou disparaît',
  ActeRatifie: 'Geste approuvé par la personne',
  CompteCreeEtRemis: 'Compte ouvert, remis à la personne',
  CompteRenduRemis: 'Compte rendu remis',
  DemandeEnvoyee: 'Question envoyée par SMS',
  ReponseRecue: 'Réponse reçue par SMS',
  CodeTiersEmis: 'Code donné pour un organisme',
  CodeTiersConsulte: 'Consulté par un organisme',
  CodeTiersRevoque: 'Code annulé',
  EcheanceRappelee: 'Prévenu de la fin prochaine',
  ErreurRectifiee: 'Erreur corrigée',
  DonneesEffacees: 'Identité effacée',
};

/** What happened to a mandate, in words: when and what, never who. */
export function histoireOf(
  evenements: readonly Evenement[],
  zone: string,
): { quand: string; phrase: string }[] {
  return evenements.map((evenement) => ({
    quand: toQuand(evenement.faitLe, zone),
    phrase: phraseOf(evenement),
  }));
}

/** « 23 novembre, 9 h 31 ». */
function toQuand(instant: string, zone: string): string {
  return `${jourEnMots(civilDate(new Date(instant), zone))}, ${heureEnMots(localTime(instant, zone))}`;
}

function phraseOf(evenement: Evenement): string {
  if (evenement.type === 'ConsentementDonne' && evenement.donnees.recueil.forme === 'oral_a_regulariser')
    return 'Accord donné de vive voix';
  return PHRASES[evenement.type];
}
