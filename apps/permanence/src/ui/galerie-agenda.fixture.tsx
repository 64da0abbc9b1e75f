import { AccueilDuJourView } from '../features/journee/vue-accueil.tsx';
import type { FileDuLieu } from '../features/journee/vue-file.tsx';
import { JourneeView } from '../features/journee/view.tsx';
import { ApercuView, ImportView } from '../features/planning/vue-import.tsx';
import { JourView, type JourProps } from '../features/planning/vue-jour.tsx';
import { PageView } from '../features/planning/vue-page.tsx';
import { PermanenceView } from '../features/planning/vue-permanence.tsx';
import { SemaineView, type SemaineProps } from '../features/planning/vue-semaine.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const planning = { ...n.cadreCoordination, chemin: '/planning' };
const langues = [
  { code: 'ar', libelle: 'Arabe' },
  { code: 'uk', libelle: 'Ukrainien' },
];
const file: FileDuLieu = {
  lieuId: 'l1',
  lieu: 'Médiathèque de Firminy',
  ouverte: true,
  recoit: true,
  attendus: [
    { id: 'a', heure: '09:15', precisions: ['arabe', 'interprète à prévoir'], etat: 'attendu' },
    { id: 'b', heure: '10:00', precisions: ['adressée par un service'], etat: 'attendu' },
    { id: 'c', heure: null, precisions: [], etat: 'attendu' },
  ],
  vus: [
    { id: 'd', heure: '08:45', precisions: [], etat: 'recu' },
    { id: 'e', heure: '09:00', precisions: [], etat: 'absent' },
  ],
  langues,
};
const avecPrenoms: FileDuLieu = { ...file, prenoms: '/?prenoms=oui' };
const nommee: FileDuLieu = {
  ...file,
  attendus: file.attendus.map((une, rang) => ({
    ...une,
    prenom: ['Yamina', 'Gaspard', 'Olena'][rang] ?? '',
  })),
};

const semaine: SemaineProps = {
  cadre: planning,
  semaine: 'du 23 au 29 novembre 2026',
  liens: { precedente: '/planning?du=2026-11-16', suivante: '/planning?du=2026-11-30' },
  jours: [
    ['2026-11-23', 'lundi 23 novembre', 'Firminy', 'Médiathèque de Firminy', 'Pia Monteil', 'tenue'],
    [
      '2026-11-24',
      'mardi 24 novembre',
      'Roanne',
      'Centre social des Bords-de-Loire',
      'personne',
      'a_remplacer',
    ],
    ['2026-11-25', 'mercredi 25 novembre', 'Feurs', 'Mairie de Feurs', 'Marc Vialle', 'remplacee'],
    ['2026-11-26', 'jeudi 26 novembre', '', '', '', 'tenue'],
    ['2026-11-27', 'vendredi 27 novembre', 'Rive-de-Gier', 'France services', 'Pia Monteil', 'tenue'],
  ].map(([date = '', libelle = '', commune = '', lieu = '', agents = '', etat], rang) => ({
    date,
    libelle,
    aujourdhui: rang === 0,
    ferie: false,
    tenues:
      lieu === ''
        ? []
        : [
            {
              href: `/planning/p${rang}/${date}`,
              heures: '9\u00a0h – 12\u00a0h',
              lieu,
              commune,
              agents,
              moi: rang === 0,
              etat: etat as 'tenue',
              ...(etat === 'a_remplacer' ? { precision: 'À remplacer\u00a0: Marc Vialle.' } : {}),
              ...(etat === 'remplacee' ? { precision: 'Marc Vialle remplace Pia Monteil.' } : {}),
            },
          ],
  })),
  filtre: { libelle: 'Mes permanences', href: '/planning?qui=moi' },
  ecrit: true,
  ics: '/planning/calendrier.ics',
};

const jour: JourProps = {
  cadre: planning,
  envoi: n.envoi,
  jour: 'mardi 24 novembre 2026',
  lieu: 'Centre social des Bords-de-Loire',
  commune: 'Roanne',
  heures: 'de 9\u00a0h à 12\u00a0h',
  rythme: 'un mardi sur deux',
  accueil: 'Avec ou sans rendez-vous',
  publique: true,
  ferme: true,
  ferie: false,
  passe: false,
  agents: [{ id: 'm', nom: 'Marc Vialle', moi: false, absent: true, remplacant: null, note: true }],
  collegues: [
    { code: 'p', libelle: 'Pia Monteil' },
    { code: 'm', libelle: 'Marc Vialle' },
  ],
  retour: '/planning',
  modifier: '/planning/p1',
};
const lieux = [
  { code: 'l1', libelle: 'Feurs\u00a0: Mairie de Feurs' },
  { code: 'l2', libelle: 'Firminy\u00a0: Médiathèque de Firminy' },
];
const permanence = {
  cadre: planning,
  envoi: n.envoi,
  lieux,
  agents: jour.collegues,
  accueils: [
    { code: 'sans_rdv', libelle: 'Sans rendez-vous' },
    { code: 'sur_rdv', libelle: 'Sur rendez-vous' },
    { code: 'mixte', libelle: 'Avec ou sans rendez-vous' },
  ],
  retour: '/planning',
};

/** The day and the planning. */
export const ecransAgenda: readonly Ecran[] = [
  {
    nom: 'journee-attendus',
    vue: (
      <JourneeView
        {...n.jour}
        etat={n.fermee}
        files={[{ ...file, ouverte: false, vus: [] }]}
        relances={5}
        echeances={2}
        cadre={n.cadreJour}
      />
    ),
  },
  {
    nom: 'journee-file',
    vue: (
      <JourneeView
        {...n.jour}
        etat={n.ouverte}
        files={[avecPrenoms]}
        oubliees={[
          {
            id: 's1',
            lieu: 'Médiathèque des Tilleuls',
            date: '2026-11-20',
            fin: '12:00',
            href: '/feuille?seance=s1',
          },
        ]}
        relances={5}
        echeances={0}
      />
    ),
  },
  {
    nom: 'journee-file-prenoms',
    vue: <JourneeView {...n.jour} etat={{ ...n.ouverte, interventions: [] }} files={[nommee]} relances={1} />,
  },
  {
    nom: 'journee-accueil',
    vue: (
      <AccueilDuJourView
        cadre={{
          ...n.cadreJour,
          compte: { nom: 'Inès Fontvielle', role: 'Accueil', liens: ['planning', 'aide'] },
        }}
        op={n.envoi.op}
        date="2026-11-23"
        prenom="Inès"
        lieux={[
          {
            ...{ file: { ...file, recoit: false }, commune: 'Firminy', heures: '9\u00a0h – 12\u00a0h' },
            ...{ agents: 'Pia Monteil', refus: 2 },
          },
          {
            file: { ...file, lieuId: 'l2', lieu: 'Mairie de Feurs', ouverte: false, attendus: [], vus: [] },
            ...{ commune: 'Feurs', heures: '14\u00a0h – 17\u00a0h', agents: 'Marc Vialle', refus: 0 },
          },
        ]}
        motifsRefus={n.ouverte.motifsRefus}
        erreurs={[]}
        ajout={1}
      />
    ),
  },
  { nom: 'planning', vue: <SemaineView {...semaine} fait="Absence notée." /> },
  {
    nom: 'planning-vide',
    vue: (
      <SemaineView
        {...semaine}
        ecrit={false}
        filtre={null}
        jours={semaine.jours.map((un) => ({ ...un, tenues: [] }))}
      />
    ),
  },
  { nom: 'planning-jour', vue: <JourView {...jour} /> },
  {
    nom: 'planning-jour-mien',
    vue: (
      <JourView
        {...jour}
        ferme={false}
        ferie
        collegues={[]}
        agents={[{ id: 'p', nom: 'Pia Monteil', moi: true, absent: false, remplacant: null, note: true }]}
      />
    ),
  },
  {
    nom: 'planning-permanence',
    vue: (
      <PermanenceView
        {...permanence}
        nouvelle
        valeurs={{ cadence: 'mois', rang: '1', jours: ['1'], accueil: 'mixte', feries: true, publique: true }}
      />
    ),
  },
  {
    nom: 'planning-permanence-erreurs',
    vue: (
      <PermanenceView
        {...permanence}
        nouvelle={false}
        regleGardee="FREQ=MONTHLY;BYMONTHDAY=7"
        valeurs={{ cadence: 'semaine', debut: '12:00', fin: '09:00' }}
        erreurs={[
          { champ: 'lieuId', phrase: 'Choisissez un lieu de la liste.' },
          { champ: 'jours', phrase: 'Choisissez un jour.' },
          { champ: 'fin', phrase: 'La fin doit venir après le début.' },
        ]}
      />
    ),
  },
  {
    nom: 'planning-import',
    vue: (
      <ImportView
        {...permanence}
        lieuId="l1"
        agentId="p"
        erreurs={[{ champ: 'fichier', phrase: 'Ce calendrier n’est pas repris.' }]}
        motifs={['Évènement 1\u00a0: Cette règle de répétition n’est pas prise en charge.']}
      />
    ),
  },
  {
    nom: 'planning-import-apercu',
    vue: (
      <ApercuView
        cadre={planning}
        envoi={n.envoi}
        lignes={(['nouvelle', 'modifiee', 'identique'] as const).map((etat) => ({
          ...{ id: etat, quand: 'tous les lundis, de 9\u00a0h à 12\u00a0h', lieu: 'Mairie de Feurs' },
          ...{ agents: 'Pia Monteil', sauf: etat === 'nouvelle' ? 1 : 0, etat },
        }))}
      />
    ),
  },
  {
    nom: 'planning-page-publique',
    vue: (
      <PageView
        cadre={planning}
        envoi={n.envoi}
        page={{ slug: 'loire', ouverte: true, nom: 'Écrivains de la Loire', telephone: '04 65 71 00 42' }}
        origine="https://permanence.loire.example/ou-venir/"
        lien="/ou-venir/loire"
        erreurs={[]}
      />
    ),
  },
];
