import { ComptesView, CompteNouveauView, CompteView } from '../features/administration/vue-comptes.tsx';
import { LieuView, LieuxView } from '../features/administration/vue-lieux.tsx';
import { RdvspView } from '../features/administration/vue-rdvsp.tsx';
import {
  CharteAdministrationView,
  ServicesView,
  StructureView,
} from '../features/administration/vue-structure.tsx';
import { CharteView } from '../features/charte/view.tsx';
import { ConfirmationView } from '../features/connexion/confirmation.tsx';
import { ExportsView } from '../features/exports/view.tsx';
import { ApercuView, type ApercuProps } from '../features/imports/vue-apercu.tsx';
import { ColonnesView, ImportsView } from '../features/imports/view.tsx';
import { InvitationView } from '../features/invitation/view.tsx';
import { SessionsView } from '../features/sessions/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const OP = '01900000-0000-7000-8000-000000000001';
const envoi = (action: string) => ({ action, op: OP });
const base = {
  cadre: n.cadreJour,
  onglets: ['comptes', 'lieux', 'services', 'structure', 'charte', 'rdvsp'],
} as const;
const sessions = [
  {
    id: 's1',
    appareil: 'Ordinateur',
    ouverte: 'le lundi 23 novembre 2026 à 9 h 02',
    vue: 'le lundi 23 novembre 2026 à 9 h 40',
    celleCi: true,
  },
  {
    id: 's2',
    appareil: 'Téléphone ou tablette',
    ouverte: 'le lundi 23 novembre 2026 à 8 h 15',
    vue: 'le lundi 23 novembre 2026 à 8 h 20',
    celleCi: false,
  },
  {
    id: 's3',
    appareil: 'Ordinateur',
    ouverte: 'le dimanche 22 novembre 2026 à 18 h 00',
    vue: 'le dimanche 22 novembre 2026 à 18 h 05',
    celleCi: false,
  },
].map((une) => ({
  ...une,
  ouverte: une.ouverte.replace(' h ', '\u00a0h\u00a0'),
  vue: une.vue.replace(' h ', '\u00a0h\u00a0'),
}));
const texte =
  'J’écris pour la personne, avec elle.\nJe ne note aucun mot de passe.\nJe garde le secret de ce que j’apprends.';
const lieux = [{ code: 'l1', libelle: 'Médiathèque des Cinq-Marges, Saint-Étienne' }];
const erreurs = [{ champ: 'nom', phrase: 'Écrivez le prénom et le nom.' }];
const compte = {
  id: 'c1',
  nom: 'Pia Monteil',
  identifiant: 'pia@loire.example',
  actif: true,
  roles: ['ecrivain'],
  service: '',
  charte: 'signée le lundi 2 novembre 2026',
  cles: '2',
};
const apercu: ApercuProps = {
  cadre: n.cadreJour,
  id: 'i1',
  envoi: (geste) => envoi(`/imports/i1/${geste}`),
  moment: 'pret',
  dit: 'Rien n’a encore changé. Regardez ce qui serait enregistré, et ce qui ne le serait pas.',
  progres: null,
  faits: [
    { nom: 'Interventions à enregistrer', valeur: '310' },
    { nom: 'Période', valeur: 'du 1er octobre 2025 au 30 septembre 2026' },
    { nom: 'Séances du passé', valeur: '128, une par lieu et par jour' },
    { nom: 'Lignes refusées', valeur: '3' },
  ],
  suppositions: ['issue\u00a0: «\u00a0finalisee\u00a0», 24 fois.'],
  groupes: [
    { phrase: 'Cette date n’est pas comprise.', nombre: 2, erreur: true },
    { phrase: 'Cette ligne est deux fois dans le fichier.', nombre: 1, erreur: false },
  ],
  defauts: [
    {
      ligne: 12,
      colonne: 'B',
      champ: 'Date',
      code: 'date_invalide',
      phrase: 'Cette date n’est pas comprise.',
      erreur: true,
    },
  ],
  page: { numero: 1, pages: 1, total: 3 },
  colonnes: true,
};

const structure = {
  ...base,
  envoi: envoi('/s'),
  apparence: { envoi: envoi('/a'), theme: 'violet' },
  logo: { envoi: envoi('/l'), retrait: envoi('/r') },
  valeurs: {
    nom: 'Département de démonstration',
    telephone: '+33465710042',
    courriel: 'ecrivains@loire.example',
    zone: 'Europe/Paris',
    secours: '',
  },
} as const;

/** Administration, charter, sessions, imports and exports. */
export const ecransAdministration: readonly Ecran[] = [
  {
    nom: 'admin-comptes',
    vue: (
      <ComptesView
        {...base}
        comptes={[
          { id: 'c1', nom: 'Pia Monteil', roles: 'Écrivain·e numérique', actif: true, note: '' },
          { id: 'c2', nom: 'Odile Ferrand', roles: 'Administration', actif: true, note: 'charte à signer' },
          { id: 'c3', nom: 'Jean Ancien', roles: 'Bénévole', actif: false, note: '' },
        ]}
      />
    ),
  },
  {
    nom: 'admin-compte-nouveau',
    vue: <CompteNouveauView {...base} envoi={envoi('/n')} services={lieux} erreurs={erreurs} />,
  },
  {
    nom: 'admin-compte',
    vue: (
      <CompteView
        {...base}
        compte={compte}
        envois={{
          roles: envoi('/r'),
          invitation: envoi('/i'),
          sessions: envoi('/s'),
          etat: envoi('/e'),
        }}
        services={[]}
        sessions={sessions}
        lien="http://localhost:3000/invitation/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
        fait="Un nouveau lien est prêt."
      />
    ),
  },
  {
    nom: 'admin-lieux',
    vue: (
      <LieuxView
        {...base}
        lieux={[
          {
            id: 'l1',
            nom: 'Médiathèque des Cinq-Marges',
            faits: 'Médiathèque, Saint-Étienne',
            fermeture: '',
          },
          {
            id: 'l2',
            nom: 'Mairie de la Craie-Bleue',
            faits: 'Mairie, Unieux',
            fermeture: 'fermé depuis le vendredi 30 octobre 2026',
          },
        ]}
      />
    ),
  },
  {
    nom: 'admin-lieu',
    vue: (
      <LieuView
        {...base}
        envoi={envoi('/l')}
        fermeture={{ envoi: envoi('/f'), ferme: true, autres: lieux }}
        natures={[{ code: 'mairie', libelle: 'Mairie' }]}
        territoires={['Roannais', 'Forez']}
        valeurs={{ nom: 'Mairie de la Craie-Bleue', nature: 'mairie', fermeLe: '2026-10-30' }}
      />
    ),
  },
  {
    nom: 'admin-services',
    vue: <ServicesView {...base} envoi={envoi('/s')} services={[]} nouveau="" />,
  },
  { nom: 'admin-structure', vue: <StructureView {...structure} /> },
  {
    nom: 'admin-structure-lagune',
    vue: (
      <StructureView
        {...structure}
        cadre={{ ...n.cadreJour, theme: 'lagune', logo: n.logo }}
        apparence={{ envoi: envoi('/a'), theme: 'lagune' }}
        fait="Les couleurs de la structure sont enregistrées."
      />
    ),
  },
  {
    nom: 'admin-structure-bleu',
    vue: (
      <StructureView
        {...structure}
        cadre={{ ...n.cadreJour, theme: 'bleu' }}
        apparence={{ envoi: envoi('/a'), theme: 'bleu' }}
        erreurs={[
          { champ: 'theme', phrase: 'Choisissez un des thèmes proposés.' },
          { champ: 'logo', phrase: 'Ce fichier n’est ni un PNG ni un JPEG.' },
        ]}
      />
    ),
  },
  {
    nom: 'admin-charte',
    vue: (
      <CharteAdministrationView
        {...base}
        envoi={envoi('/c')}
        version={2}
        publiee="lundi 2 novembre 2026"
        texte={texte}
        saisie={texte}
        signatures={[
          { nom: 'Pia Monteil', quand: 'le lundi 2 novembre 2026' },
          { nom: 'Denise Ravel', quand: 'pas encore' },
        ]}
      />
    ),
  },
  {
    nom: 'admin-rdvsp',
    vue: (
      <RdvspView
        {...base}
        envoi={envoi('/r')}
        adresse="http://localhost:3000/api/rdvsp/01900000-0000-7000-8000-000000000001"
        actif
        attente={2}
        lieux={[{ source: '7', ici: '' }]}
        agents={[{ source: '3', ici: '' }]}
        choixLieux={lieux}
        choixAgents={[{ code: 'c1', libelle: 'Pia Monteil' }]}
      />
    ),
  },
  {
    nom: 'charte',
    vue: <CharteView cadre={n.cadreJour} envoi={envoi('/charte')} version={1} texte={texte} signee={null} />,
  },
  {
    nom: 'sessions',
    vue: (
      <SessionsView
        cadre={n.cadreJour}
        envoi={envoi('/sessions')}
        sessions={sessions}
        charte="Vous avez signé la charte le lundi 2 novembre 2026."
      />
    ),
  },
  { nom: 'confirmation', vue: <ConfirmationView cadre={n.cadreJour} suite="/" op={OP} /> },
  {
    nom: 'invitation',
    vue: (
      <InvitationView
        cadre={n.anonyme}
        chemin="/invitation/x"
        nom="Pia Monteil"
        organisation="Département de démonstration"
      />
    ),
  },
  {
    nom: 'imports',
    vue: (
      <ImportsView
        cadre={n.cadreJour}
        envoi={envoi('/imports')}
        lieux={lieux}
        agents={[]}
        valeurs={{ nature: 'tableur' }}
        faites={[
          {
            id: 'i1',
            titre: 'Tableur, déposé le lundi 2 novembre 2026',
            faits: '310 interventions, 3 lignes refusées.',
            etat: 'enregistrée',
          },
        ]}
      />
    ),
  },
  {
    nom: 'imports-colonnes',
    vue: (
      <ColonnesView
        cadre={n.cadreJour}
        envoi={envoi('/imports/i1/colonnes')}
        colonnes={['Jour', 'Nom', 'Temps passé', 'Thématique'].map((entete, rang) => ({
          rang,
          entete,
          champ: '',
          personnelle: rang === 1,
        }))}
        champs={[
          { code: 'date', libelle: 'Date (obligatoire)' },
          { code: 'dureeMin', libelle: 'Durée' },
        ]}
        defauts={[{ nom: 'mode', libelle: 'Mode d’aide', choix: lieux, valeur: '' }]}
        ordreDate=""
        connue={false}
      />
    ),
  },
  { nom: 'imports-apercu', vue: <ApercuView {...apercu} /> },
  {
    nom: 'imports-en-cours',
    vue: (
      <ApercuView
        {...apercu}
        moment="travail"
        progres={{ fait: 120, total: 310 }}
        dit="Les interventions sont en train d’être enregistrées."
      />
    ),
  },
  {
    nom: 'exports',
    vue: (
      <ExportsView
        cadre={n.cadreJour}
        avertissement="Une ligne par intervention, même sans nom, peut désigner quelqu’un."
        fichiers={[
          {
            code: 'interventions',
            titre: 'Mes interventions',
            dit: 'Une ligne par intervention.',
            liens: [
              { href: '/exports/interventions/interventions.csv', libelle: 'CSV' },
              { href: '/exports/interventions/interventions.ods', libelle: 'ODS' },
            ],
            pertes: ['qui est la personne'],
          },
        ]}
        reste="Dix fichiers par heure au plus."
      />
    ),
  },
];
