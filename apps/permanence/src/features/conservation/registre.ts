import { REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import { POLITIQUE_MANDATS } from '../../domain/etat-dossiers.ts';

const BASE =
  'Mission d’intérêt public (RGPD, art. 6-1-e). Jamais le consentement\u00a0: on peut être aidé sans rien signer.';

const dureesOf = (...ids: readonly string[]): string =>
  REGLES_CONSERVATION.filter(({ id }) => ids.includes(id))
    .map(({ libelle, aConfirmer }) => `${libelle}${aConfirmer ? ' (à confirmer)' : ''}`)
    .join('\u00a0; ');

const lignesOf = (ligne: {
  finalite: string;
  personnes: string;
  donnees: string;
  base?: string;
  destinataires: string;
  durees: string;
}) => [
  { terme: 'Finalité', valeur: ligne.finalite },
  { terme: 'Personnes', valeur: ligne.personnes },
  { terme: 'Données', valeur: ligne.donnees },
  { terme: 'Base légale', valeur: ligne.base ?? BASE },
  { terme: 'Destinataires', valeur: ligne.destinataires },
  { terme: 'Durées', valeur: ligne.durees },
];

/** What the register proposes; the lengths are those of the rules that are really run. */
export const TRAITEMENTS = [
  {
    titre: 'Accompagner une démarche',
    lignes: lignesOf({
      finalite: 'Aider une personne à faire ses démarches, suivre ce qui attend une réponse, l’orienter.',
      personnes: 'Personnes reçues.',
      donnees:
        'Démarche, mode d’aide, issue, tranche d’âge et profil facultatifs. Nom, prénom et année de naissance si la personne est suivie. Ni santé, ni religion, ni origine, ni infractions\u00a0; aucun mot de passe, aucun numéro d’allocataire, fiscal ou de sécurité sociale.',
      destinataires: 'Écrivains de la structure. Les bénévoles, leur séance du jour seulement.',
      durees: dureesOf('dossier', 'passage_anonyme', 'note', 'file_attente', 'orientation'),
    }),
  },
  {
    titre: 'Agir à la place d’une personne, sous mandat',
    lignes: lignesOf({
      finalite: 'Prouver ce que la personne a permis, ce qui a été fait, et qu’elle pouvait tout arrêter.',
      personnes: 'Personnes qui ont donné un mandat, leurs représentants, témoins et interprètes.',
      donnees: 'Actes permis, durée, texte présenté, signature, relectures, histoire enchaînée sans nom.',
      base: `${BASE} Le mandat est un contrat civil (C. civ., art. 1984 et suivants).`,
      destinataires: 'Écrivains de la structure\u00a0; un organisme, avec le code que la personne lui donne.',
      durees: `${dureesOf('mandat_archive', 'mandat_purge')}. ${POLITIQUE_MANDATS.justification}`,
    }),
  },
  {
    titre: 'Repérer les difficultés avec internet',
    lignes: lignesOf({
      finalite: 'Proposer un lieu, un atelier ou une aide. Un repérage, jamais une note.',
      personnes: 'Personnes qui acceptent les questions.',
      donnees: 'Réponses sous la clé de la personne\u00a0; freins comptés par mois, reliés à personne.',
      destinataires: 'Écrivains de la structure.',
      durees: dureesOf('diagnostic'),
    }),
  },
  {
    titre: 'Recevoir les adressages des services',
    lignes: lignesOf({
      finalite: 'Accueillir une personne envoyée par un service, lui répondre en trois codes.',
      personnes: 'Personnes adressées, avec leur oui.',
      donnees: 'Prénom et téléphone, ou un numéro de fiche\u00a0; thème, urgence, langue.',
      destinataires: 'Écrivains\u00a0; le service qui adresse ne reçoit que le code de retour.',
      durees: dureesOf('adressage', 'retour'),
    }),
  },
  {
    titre: 'Rendre compte',
    lignes: lignesOf({
      finalite: 'Statistiques de la structure, rapports aux financeurs, données ouvertes.',
      personnes: 'Aucune\u00a0: les chiffres sortent protégés, avec leur certificat.',
      donnees: 'Nombres. Une ligne de statistique sans jour, sans lieu et sans identifiant après un dossier.',
      destinataires: 'Coordination, financeurs, public.',
      durees: 'Sans limite\u00a0: ce ne sont plus des données personnelles.',
    }),
  },
];

/** What protects the data, in the words of the application's own limits. */
export const MESURES = [
  'Trois murs\u00a0: les droits de chaque rôle, l’isolement des structures dans la base, le chiffrement par personne.',
  'Chaque identité est sous une clé à elle. Effacer, c’est détruire cette clé\u00a0; les sauvegardes des clés durent trente jours.',
  'Chaque lecture d’un nom est écrite dans un journal enchaîné, dont la tête signée se garde ailleurs.',
  'La recherche d’une personne passe par des empreintes à clé. Qui volerait la table verrait combien de fois revient une empreinte, jamais un nom.',
  'Aucun nom dans les adresses, les journaux techniques ni les titres. Aucun mot de passe\u00a0: clés d’accès, ou second facteur.',
  'Hors connexion, un poste garde des saisies scellées, vingt-quatre heures au plus. La norme ASVS (14.3.3) demande de ne rien garder dans le navigateur\u00a0: l’écart est assumé, parce que des lieux n’ont pas de réseau, et limité (chiffré, minimal, effacé à la sortie).',
] as const;
