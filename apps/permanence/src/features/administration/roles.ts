import { ROLES, type Role } from '@porte-plume/accompagnement';
import type { Choix } from '../../ui/form.tsx';

/** What each role opens, in words: who gives a role must know what it lets be read. */
export const MOTS_ROLES: Readonly<Record<Role, { libelle: string; voit: string }>> = {
  ecrivain: {
    libelle: 'Écrivain·e numérique',
    voit: 'Reçoit, prend les mandats, lit les noms et les dossiers de la structure.',
  },
  benevole: {
    libelle: 'Bénévole',
    voit: 'Aide aux démarches simples. Ne lit que les personnes reçues par elle ou lui, le jour même.',
  },
  accueil: { libelle: 'Accueil', voit: 'Note qui vient et qui n’a pas pu être reçu. N’ouvre aucun dossier.' },
  coordinateur: {
    libelle: 'Coordination',
    voit: 'Organise, compte, fige les rapports, gère les lieux. Ne lit aucun nom.',
  },
  prescripteur: {
    libelle: 'Travail social',
    voit: 'Adresse des personnes, et lit trois codes de retour pour celles de son service.',
  },
  animateur: {
    libelle: 'Animation d’atelier',
    voit: 'Voit les inscriptions de ses ateliers, et rien d’autre.',
  },
  financeur: { libelle: 'Financement', voit: 'Lit les rapports figés, jamais une fiche.' },
  dpo: {
    libelle: 'Protection des données',
    voit: 'Vérifie le journal, exécute les effacements. Ne lit aucun nom.',
  },
  administrateur: {
    libelle: 'Administration',
    voit: 'Ouvre et ferme les comptes, donne les rôles, règle la structure. Ne lit aucun dossier.',
  },
};

export const CHOIX_ROLES: readonly Choix[] = ROLES.map((code) => ({
  code,
  libelle: MOTS_ROLES[code].libelle,
  aide: MOTS_ROLES[code].voit,
}));

/** « Coordination, Administration ». */
export function rolesEnMots(roles: readonly string[]): string {
  const connus = ROLES.filter((role) => roles.includes(role)).map((role) => MOTS_ROLES[role].libelle);
  return connus.length === 0 ? 'aucun rôle' : connus.join(', ');
}
