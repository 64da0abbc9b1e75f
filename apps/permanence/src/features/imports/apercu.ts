import { SILENCE, type Importation, type Issue } from '../../domain/importations.ts';
import { momentEnMots } from '../../server/heure.ts';
import { dateEnMots } from '../../ui/date.ts';
import { libelleOfChamp } from './saisie.ts';
import type { ApercuProps, Defaut } from './vue-apercu.tsx';

const PAR_PAGE = 40;
const JOUR = 24 * 3_600_000;

const ECHECS: Readonly<Record<string, string>> = {
  trop_long: 'La lecture de ce fichier a duré trop longtemps. Coupez-le en plusieurs fichiers.',
  trop_grand: 'Ce fichier demande trop de mémoire. Coupez-le en plusieurs fichiers.',
  illisible: 'Ce fichier n’a pas pu être lu.',
  oublie: 'Ce fichier n’est plus là\u00a0: douze heures ont passé. Déposez-le à nouveau.',
};

const CHAMPS_APPROCHES: Readonly<Record<string, string>> = {
  niveau: 'niveau d’atelier',
  theme: 'thème d’atelier',
};

const nombres = new Intl.NumberFormat('fr-FR');

/** Where an import stands, for the screen. */
export function momentOf(une: Importation, maintenant: number): ApercuProps['moment'] {
  switch (une.etat) {
    case 'depose':
    case 'analyse':
    case 'en_cours':
    case 'annulation':
      return maintenant - Date.parse(une.vuLe) > SILENCE ? 'coupe' : 'travail';
    case 'confirme':
      return maintenant - Date.parse(une.confirmeLe ?? une.vuLe) <= JOUR ? 'annulable' : 'confirme';
    default:
      return une.etat;
  }
}

export function etatEnMots(une: Importation): string {
  const mots: Readonly<Record<Importation['etat'], string>> = {
    depose: 'colonnes à choisir',
    analyse: 'lecture en cours',
    pret: 'aperçu à confirmer',
    refuse: 'rien à reprendre',
    en_cours: 'enregistrement en cours',
    confirme: 'enregistrée',
    annulation: 'annulation en cours',
    annule: 'annulée',
    abandonne: 'abandonnée',
  };
  return mots[une.etat];
}

export function ditOf(une: Importation, moment: ApercuProps['moment'], zone: string): string {
  if (une.options.echec !== null) return ECHECS[une.options.echec] ?? 'Ce fichier n’a pas pu être lu.';
  switch (moment) {
    case 'travail':
      return une.etat === 'analyse' || une.etat === 'depose'
        ? 'Le fichier est en train d’être lu. Rien n’a changé.'
        : une.etat === 'annulation'
          ? 'Les interventions sont en train d’être annulées.'
          : 'Les interventions sont en train d’être enregistrées. Vous pouvez quitter cette page.';
    case 'coupe':
      return 'Le travail s’est arrêté en chemin. Continuez\u00a0: rien ne sera compté deux fois.';
    case 'pret':
      return 'Rien n’a encore changé. Regardez ce qui serait enregistré, et ce qui ne le serait pas.';
    case 'refuse':
      return 'Aucune ligne de ce fichier ne peut être reprise. Rien n’a changé.';
    case 'annulable':
      return `Enregistrée le ${momentEnMots(une.confirmeLe ?? une.vuLe, zone)}. Elle s’annule pendant un jour.`;
    case 'confirme':
      return `Enregistrée le ${momentEnMots(une.confirmeLe ?? une.vuLe, zone)}.`;
    case 'annule':
      return 'Annulée\u00a0: ce qu’elle avait apporté ne compte plus. Elles restent lisibles dans l’historique.';
    case 'abandonne':
      return 'Ce fichier a été laissé. Il n’en reste rien.';
  }
}

/** Counts of a preview, as facts. */
export function faitsOf({ resume, etat }: Importation): ApercuProps['faits'] {
  if (resume === null) return [];
  const n = (nombre: number) => nombres.format(nombre);
  const faite = etat === 'confirme' || etat === 'annule';
  return [
    { nom: faite ? 'Interventions' : 'Interventions à enregistrer', valeur: n(resume.interventions) },
    {
      nom: 'Période',
      valeur:
        resume.du === null || resume.au === null
          ? 'aucune date lue'
          : `du ${dateEnMots(resume.du)} au ${dateEnMots(resume.au)}`,
    },
    { nom: 'Séances du passé', valeur: `${n(resume.seances)}, une par lieu et par jour` },
    { nom: 'Lignes du fichier', valeur: n(resume.lignes) },
    { nom: 'Lignes refusées', valeur: n(resume.enErreur) },
    { nom: 'Lignes en double', valeur: n(resume.doublons) },
    { nom: 'Déjà reprises', valeur: n(resume.connues) },
    ...(resume.ateliers === 0
      ? []
      : [
          {
            nom: faite ? 'Ateliers' : 'Ateliers à enregistrer',
            valeur: `${n(resume.ateliers)}, en nombres par genre, âge et statut`,
          },
        ]),
  ];
}

export function suppositionsOf({ resume }: Importation): string[] {
  return (resume?.approches ?? []).map(({ champ, code, nombre }) => {
    const quoi = CHAMPS_APPROCHES[champ] ?? libelleOfChamp(champ).toLowerCase();
    return `${quoi}\u00a0: «\u00a0${code.replaceAll('_', ' ')}\u00a0», ${nombres.format(nombre)} fois.`;
  });
}

/** Issues by kind, then those of one page. */
export function defautsOf(
  issues: readonly Issue[],
  demandee: number,
): Pick<ApercuProps, 'groupes' | 'defauts' | 'page'> {
  const groupes = new Map<string, { phrase: string; nombre: number; erreur: boolean }>();
  for (const { code, niveau, phrase } of issues) {
    const cle = `${niveau} ${code}`;
    const connu = groupes.get(cle);
    if (connu === undefined) groupes.set(cle, { phrase, nombre: 1, erreur: niveau === 'erreur' });
    else connu.nombre += 1;
  }
  const pages = Math.max(1, Math.ceil(issues.length / PAR_PAGE));
  const numero = Math.min(Math.max(1, demandee), pages);
  return {
    groupes: [...groupes.values()].sort((a, b) => Number(b.erreur) - Number(a.erreur) || b.nombre - a.nombre),
    defauts: issues.slice((numero - 1) * PAR_PAGE, numero * PAR_PAGE).map(toDefaut),
    page: { numero, pages, total: issues.length },
  };
}

function toDefaut({ ligne, colonne, champ, code, phrase, niveau, alternative }: Issue): Defaut {
  return {
    ...{ ligne, code, colonne: colonne ?? '', champ: champ === undefined ? '' : libelleOfChamp(champ) },
    phrase: alternative === undefined ? phrase : `${phrase} ${alternative}`,
    erreur: niveau === 'erreur',
  };
}
