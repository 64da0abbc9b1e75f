import { textesOf } from '../features/orientation/textes-langue.ts';
import { messagesOf } from '../messages/messages.ts';
import { AnimationView, AtelierView, LienFermeView } from '../features/atelier/vue-atelier.tsx';
import { AteliersView } from '../features/atelier/vue-liste.tsx';
import type { BlocagesLus } from '../features/blocages/calcul.ts';
import { BlocagesView, LettreView, type BlocagesProps } from '../features/blocages/vue.tsx';
import { LieuxPublicsView } from '../features/lieux-publics/view.tsx';
import { feuilleLieu } from '../features/orientation/feuille.ts';
import { FeuilleOrientationView } from '../features/orientation/vue-feuille.tsx';
import { RechercheView } from '../features/orientation/vue-recherche.tsx';
import { ResultatsView, type Resultat } from '../features/orientation/vue-resultats.tsx';
import { OrientationView, SuiviView, type LigneSuivi } from '../features/orientation/vue-suivi.tsx';
import { parseLieux } from '@porte-plume/accompagnement/lieux';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const communes = ['Montbrison', 'Roanne', 'Saint-Étienne'].map((libelle) => ({
  code: libelle.toLowerCase(),
  libelle,
}));

const resultat = (rang: number, plus: Partial<Resultat> = {}): Resultat => ({
  cle: `lieu:${rang}`,
  titre: ['Médiathèque des Trois-Ponts', 'Espace numérique du Fil-Rouge', 'Café des Deux-Rives'][rang] ?? '',
  sous: `${rang + 3} rue de l’Exemple, Roanne`,
  distance: `${rang + 1},2\u00a0km`,
  raisons: [
    { sens: 'pour', phrase: 'Ce lieu propose\u00a0: aide aux démarches administratives.' },
    { sens: 'pour', phrase: 'C’est gratuit.' },
    { sens: 'contre', phrase: 'Fermé le mardi.' },
    { sens: 'inconnu', phrase: 'On ne sait pas s’il faut un rendez-vous.' },
  ],
  avertissements: rang === 1 ? ['Information ancienne. Téléphonez avant de vous déplacer.'] : [],
  score: 87 - rang * 9,
  parts: [
    { libelle: 'Le besoin', valeur: '40', sur: 40 },
    { libelle: 'La façon d’apprendre', valeur: '15', sur: 15 },
    { libelle: 'Le moment', valeur: '0', sur: 15 },
    { libelle: 'La distance', valeur: '18,4', sur: 20 },
    { libelle: 'L’information récente', valeur: '10', sur: 10 },
  ],
  feuille: `/orientation/lieu/${rang}`,
  source: 'Source\u00a0: lieux inventés, MIT, 01/10/2026.',
  ...plus,
});

const resultats = {
  cadre: n.cadre,
  envoi: n.envoi,
  paires: [['besoin', 'demarche'] as const],
  besoins: 'Faire une démarche en ligne',
  depart: 'Roanne',
};

const ligne = (rang: number): LigneSuivi => ({
  id: `${rang}`,
  vers:
    ['Médiathèque des Trois-Ponts, Roanne', 'Atelier «\u00a0Courriel\u00a0», CCAS des Sept-Virgules'][rang] ??
    '',
  statut: ['Acceptée', 'Rendez-vous pris'][rang] ?? '',
  code: (['acceptee', 'rdv_pris'] as const)[rang] ?? 'acceptee',
  besoin: 'Faire une démarche en ligne',
  quand: ['proposée le lundi 2 novembre 2026', 'rendez-vous le mardi 24 novembre 2026 à 14 h'][rang] ?? '',
  attente: ['à relancer', 'nouvelles vers le lundi 30 novembre 2026'][rang] ?? '',
  aRelancer: rang === 0,
  ...(rang === 1 ? { fiche: 3 } : {}),
});

const {
  lieux: [lieu],
} = parseLieux([
  {
    id: 'lieu-1',
    nom: 'Médiathèque des Trois-Ponts',
    commune: 'Roanne',
    code_postal: '42300',
    adresse: '3 rue de l’Exemple',
    complement_adresse: '2e étage, ascenseur',
    latitude: 46.03,
    longitude: 4.07,
    telephone: '+33465710042',
    horaires: 'Mo-Tu 09:00-12:00; Th-Fr 09:00-12:00; Sa 10:00-12:30',
    services: ['Aide aux démarches administratives'],
    frais_a_charge: ['Gratuit'],
    modalites_acces: ['Se présenter', 'Téléphoner'],
    date_maj: '2026-10-01',
    source: 'Lieux inventés pour la démonstration',
    licence: 'MIT',
  },
]);
if (lieu === undefined) throw new Error('the place of the gallery is not readable');
const structure = { zone: 'Europe/Paris', organisation: 'Département d’essai' };
const feuille = feuilleLieu(lieu, structure, { besoin: 'Aide aux démarches administratives', numero: 3 });
const feuilleAr = feuilleLieu(lieu, structure, {
  besoin: 'Aide aux démarches administratives',
  textes: textesOf(messagesOf('ar')),
  numero: 3,
});
const rdv = feuilleLieu(lieu, structure, {
  besoin: 'Aide aux démarches administratives',
  rdvLe: '2026-11-24T13:30:00.000Z',
});

const atelier = {
  cadre: n.cadre,
  envoi: n.envoi,
  titre: 'Atelier «\u00a0Courriel\u00a0»',
  quand: 'mardi 24 novembre 2026 à 14\u00a0h',
  ou: 'CCAS des Sept-Virgules, Roanne',
  fiches: [
    { id: '1', numero: 1, etat: 'venue' as const },
    { id: '2', numero: 2, etat: 'attendue' as const },
    { id: '3', numero: 3, etat: 'non_venue' as const },
  ],
  valeurs: { participants: '8', 'genre.feminin': '5' },
  tenu: false,
  jourVenu: true,
};

const lus: BlocagesLus = {
  total: 41,
  mois: [
    { code: '2026-10', libelle: 'octobre 2026', valeur: 26 },
    { code: '2026-11', libelle: 'novembre 2026', valeur: 15 },
  ],
  services: [
    { code: 'operateur:a', libelle: 'CAF', valeur: 23, operateur: true },
    { code: 'rsa', libelle: 'Revenu de solidarité active (RSA)', valeur: 15 },
    { code: 'apl', libelle: 'Aide au logement', valeur: 8 },
    { code: 'operateur:b', libelle: 'France Travail', valeur: null, operateur: true },
    { code: 'ft', libelle: 'Actualisation', valeur: null },
  ],
  raisons: [
    { code: 'code-non-recu', libelle: 'Code non reçu', valeur: 18 },
    { code: 'panne', libelle: 'Panne', valeur: 9 },
    { code: 'langue', libelle: 'Langue', valeur: null },
  ],
  plans: [
    { code: 'guichet', libelle: 'Guichet', valeur: 20 },
    { code: 'papier', libelle: 'Papier', valeur: null },
  ],
  masquees: 4,
};
const blocages: BlocagesProps = {
  cadre: n.cadre,
  periodes: [
    { code: '2026', libelle: '2026, en cours' },
    { code: '2026-11', libelle: 'novembre 2026' },
  ],
  periode: '2026',
  annee: '2026',
  periodeEnMots: 'en 2026',
  lus,
  structure: 'Département d’essai',
};
const lieuxPublics = { cadre: n.cadre, envoi: n.envoi, enVigueur: 175, le: 'dimanche 22 novembre 2026' };

/** Orientation, workshops, blockages and open data of places. */
export const ecransOrientation: readonly Ecran[] = [
  {
    nom: 'orientation',
    vue: (
      <RechercheView
        cadre={n.cadre}
        envoi={n.envoi}
        valeurs={{ besoin: ['demarche'], commune: 'roanne', deplacement: 'transport' }}
        communes={communes}
        entree={{ id: '1', libelle: 'la fiche de 10\u00a0h\u00a012\u00a0: Aide au logement' }}
        propositions={['Un atelier pour débuter, en petit groupe.']}
      />
    ),
  },
  {
    nom: 'orientation-vide',
    vue: <RechercheView cadre={n.cadre} envoi={n.envoi} valeurs={{}} communes={[]} lieux />,
  },
  {
    nom: 'orientation-resultats',
    vue: (
      <ResultatsView
        {...resultats}
        lieux={[resultat(0), resultat(1), resultat(2)]}
        ateliers={[]}
        presque={[resultat(0, { cle: 'lieu:9', manque: 'Ce lieu est à 20 km, au-delà de 15 km.' })]}
        garde
        fait="Refus noté. Proposez autre chose."
      />
    ),
  },
  {
    nom: 'orientation-aucun',
    vue: (
      <ResultatsView
        {...resultats}
        lieux={[]}
        ateliers={[]}
        presque={[resultat(1, { manque: 'Ce lieu est payant.' })]}
        garde={false}
      />
    ),
  },
  {
    nom: 'orientation-feuille',
    personne: true,
    vue: (
      <FeuilleOrientationView
        cadre={{ ...n.cadre, logo: n.logo }}
        feuille={feuille}
        retour="/orientation"
        suite="/orientation/1"
      />
    ),
  },
  {
    nom: 'orientation-feuille-ar',
    personne: true,
    vue: (
      <FeuilleOrientationView
        cadre={n.cadre}
        feuille={feuilleAr}
        messages={messagesOf('ar')}
        retour="/orientation"
        suite="/orientation/1"
      />
    ),
  },
  {
    nom: 'orientation-feuille-rdv',
    personne: true,
    vue: <FeuilleOrientationView cadre={n.cadre} feuille={rdv} retour="/orientation" />,
  },
  {
    nom: 'orientation-suivi',
    vue: <SuiviView cadre={n.cadre} envoi={n.envoi} lignes={[ligne(0), ligne(1)]} reste={2} />,
  },
  {
    nom: 'orientation-suivi-vide',
    vue: <SuiviView cadre={n.cadre} envoi={n.envoi} lignes={[]} reste={0} />,
  },
  {
    nom: 'orientation-une',
    vue: (
      <OrientationView
        cadre={n.cadre}
        envoi={n.envoi}
        ligne={ligne(0)}
        raisons={resultat(0).raisons}
        expire="dimanche 31 janvier 2027"
        feuille
        rdv={false}
        valeurs={{ date: '', heure: '' }}
        erreurs={[{ champ: 'date', phrase: 'Donnez le jour et l’heure du rendez-vous.' }]}
      />
    ),
  },
  {
    nom: 'ateliers',
    vue: (
      <AteliersView
        cadre={n.cadre}
        envoi={n.envoi}
        aVenir={[
          { id: '1', titre: 'Courriel', quand: atelier.quand, ou: atelier.ou, etat: '3 inscrites sur 8' },
        ]}
        passes={[]}
        lieux={communes}
        valeurs={{}}
        erreurs={[{ champ: 'date', phrase: 'Ce jour est passé.' }]}
      />
    ),
  },
  {
    nom: 'atelier',
    vue: (
      <AtelierView
        {...atelier}
        lien={`http://localhost:3000/atelier/${'Zm9yZ2VkLWxpbms'.repeat(5)}`}
        finLien="jusqu’au mercredi 25 novembre 2026"
        annulable
      />
    ),
  },
  {
    nom: 'atelier-lien',
    vue: (
      <AnimationView
        {...atelier}
        structure="Département d’essai"
        fin="après le mercredi 25 novembre 2026"
        erreurs={[
          {
            champ: 'genre.feminin',
            phrase: 'Le total de cette répartition n’est pas le nombre de participants.',
          },
        ]}
      />
    ),
  },
  { nom: 'atelier-ferme', vue: <LienFermeView cadre={n.cadre} /> },
  { nom: 'blocages', vue: <BlocagesView {...blocages} /> },
  {
    nom: 'blocages-vide',
    vue: <BlocagesView {...blocages} lus={{ ...lus, total: 0, services: [], raisons: [] }} />,
  },
  {
    nom: 'blocages-mois',
    vue: (
      <BlocagesView
        {...blocages}
        periode="2026-11"
        periodeEnMots="en novembre 2026"
        lus={{
          total: 15,
          mois: [],
          services: null,
          plans: null,
          raisons: [
            { code: 'panne', libelle: 'Panne', valeur: 9 },
            { code: 'langue', libelle: 'Langue', valeur: null },
            { code: 'code-non-recu', libelle: 'Code non reçu', valeur: null },
          ],
          masquees: 2,
        }}
      />
    ),
  },
  {
    nom: 'blocages-trop-peu',
    vue: (
      <BlocagesView
        {...blocages}
        periode="2026-11"
        periodeEnMots="en novembre 2026"
        lus={{ total: null, mois: [], services: null, raisons: null, plans: null, masquees: 1 }}
      />
    ),
  },
  { nom: 'blocages-lettre', vue: <LettreView {...blocages} /> },
  { nom: 'lieux-publics', vue: <LieuxPublicsView {...lieuxPublics} /> },
  {
    nom: 'lieux-publics-apercu',
    vue: (
      <LieuxPublicsView
        {...lieuxPublics}
        apercu={{
          lieux: 175,
          ecartees: 2,
          doublons: 1,
          retires: 3,
          sources: ['Hinaura, Licence Ouverte 2.0'],
          nombres: { erreur: 2, avertissement: 139, reparation: 39 },
          constats: [
            { row: 12, champ: 'code_postal', phrase: 'Un code postal a cinq chiffres.', niveau: 'erreur' },
            {
              row: 3,
              champ: 'date_maj',
              phrase: '«\u00a027/07/2023\u00a0» devient «\u00a02023-07-27\u00a0».',
              niveau: 'reparation',
            },
          ],
        }}
      />
    ),
  },
];
