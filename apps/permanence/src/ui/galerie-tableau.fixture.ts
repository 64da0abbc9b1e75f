import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { TableauProps } from '../features/tableau/view.tsx';
import type { SectionProps } from '../features/tableau/vue-section.tsx';

const lien = { annee: '2026', lieu: undefined };
const MEDIATHEQUE = '01900000-0000-7000-8000-000000000042';
/** The whole structure, over the current year. */
export const choixTableau: TableauProps['choix'] = {
  lien,
  lieu: null,
  lieux: [
    { code: MEDIATHEQUE, libelle: 'Médiathèque de Firminy' },
    { code: '01900000-0000-7000-8000-000000000043', libelle: 'Mairie de Roche-la-Molière' },
  ],
  tus: 3,
  annees: [
    { code: '2026', libelle: '2026, en cours' },
    { code: '2025', libelle: '2025' },
  ],
  annee: '2026',
};
/** One of its lieux. */
export const choixLieu: TableauProps['choix'] = {
  ...choixTableau,
  lien: { annee: '2026', lieu: MEDIATHEQUE },
  lieu: 'Médiathèque de Firminy',
};

const nonDemande = { n: 0, nonCommunique: 0, nonDemande: 310, valeur: null, absent: false };
/** The section of the public, with answers enough, few, and none. */
export const publicLu: SectionProps = {
  section: 'public',
  choix: lien,
  voir: 'P7',
  lus: [
    {
      ...{ code: 'P1', libelle: 'Part des 70 ans et plus', definition: 'Âges connus.', nature: 'part' },
      ...{ valeur: 0.214, n: 290, nonCommunique: 12, nonDemande: 8, absent: false },
    },
    {
      ...nonDemande,
      code: 'P2',
      libelle: 'Part en commune rurale',
      definition: '',
      nature: 'part',
      absent: true,
    },
    { ...nonDemande, code: 'P3', libelle: 'Part à faibles revenus', definition: '', nature: 'part' },
    {
      ...{ code: 'P7', libelle: 'Statut', definition: 'La situation que la personne dit.', nature: 'part' },
      ...{ valeur: 0.93, n: 187, nonCommunique: 14, nonDemande: 109, absent: false },
      parts: {
        champ: 'statut',
        lignes: LISTES.statut.map(({ code }, rang) => ({
          code,
          valeur: rang % 3 === 2 ? null : 60 - 9 * rang,
        })),
      },
    },
    {
      ...{ code: 'P8', libelle: 'Adressage', definition: '', nature: 'part' },
      ...{ valeur: null, n: null, nonCommunique: 0, nonDemande: null, absent: false },
    },
  ],
};

/** The first section: measures, and a count told by its reasons. */
export const activiteLue: SectionProps = {
  section: 'activite',
  choix: lien,
  ateliers: { tenus: 6, participants: 41 },
  lus: [
    {
      ...{
        code: 'A6',
        libelle: 'Durée des interventions',
        definition: 'Durées connues.',
        nature: 'mesure',
      },
      ...{ valeur: 35, n: 280, nonCommunique: 0, nonDemande: 30, absent: false },
    },
    {
      ...{ code: 'A9', libelle: 'Demandes non satisfaites', definition: 'Sans nom.', nature: 'nombre' },
      ...{ valeur: 24, n: 24, nonCommunique: 0, nonDemande: 0, absent: false },
      parts: {
        champ: 'motif',
        lignes: [
          { code: 'plus_de_place', valeur: 17 },
          { code: 'hors_champ', valeur: 7 },
        ],
      },
    },
  ],
};

/** The same section of one lieu: what is told of all the structure only is not there. */
export const activiteDuLieu: SectionProps = {
  section: 'activite',
  choix: choixLieu.lien,
  lus: [
    {
      ...{ code: 'A7', libelle: 'Permanences tenues', definition: 'Parmi les prévues.', nature: 'part' },
      ...{ valeur: 0.94, n: 34, nonCommunique: 0, nonDemande: 0, absent: false },
    },
    {
      ...{ code: 'A9', libelle: 'Demandes non satisfaites', definition: 'Sans nom.', nature: 'nombre' },
      ...{ valeur: null, n: null, nonCommunique: null, nonDemande: 0, absent: false },
      parts: {
        champ: 'motif',
        lignes: [
          { code: 'plus_de_place', valeur: 6 },
          { code: 'hors_champ', valeur: null },
        ],
      },
    },
  ],
};
