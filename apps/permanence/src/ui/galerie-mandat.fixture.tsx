/** The mandate after its signature, with invented data. */
import { EcheancesView, type SectionEcheances } from '../features/echeances/view.tsx';
import { MandatVue, type MandatVueProps } from '../features/mandat/apres.tsx';
import { ORGANISMES } from '../features/mandat/choix.ts';
import { BulletinView, ConsultationsView } from '../features/mandat/codes-tiers.tsx';
import { RaresView } from '../features/mandat/rares.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const codes = [
  {
    engagement: 'a'.repeat(64),
    organisme: 'CAF',
    etat: 'valable jusqu’au mercredi 23 décembre 2026',
    dit: 'Code valable jusqu’au mercredi 23 décembre 2026.',
    valable: true,
    vues: ['jeudi 26 novembre 2026 à 14\u00a0h\u00a030', 'mardi 24 novembre 2026 à 9\u00a0h\u00a005'],
  },
  {
    engagement: 'b'.repeat(64),
    organisme: 'Bailleur',
    etat: 'annulé le mardi 24 novembre 2026',
    dit: 'Code annulé le mardi 24 novembre 2026.',
    valable: false,
    vues: [],
  },
];

const mandat: MandatVueProps = {
  cadre: n.cadre,
  envoi: (geste) => ({ ...n.etape.envoi, action: `/mandat/1/${geste}` }),
  statut: { code: 'actif', libelle: 'En cours' },
  dernierJour: 'dimanche 23 mai 2027',
  faits: [{ terme: 'Signé le', valeur: 'lundi 23 novembre 2026' }],
  avertissements: [],
  initiales: 'A. B.',
  items: [
    {
      libelle: 'Demander l’aide au logement',
      actes: ['Regarder où en est le dossier', 'Remplir le formulaire', 'Envoyer le dossier'],
      statut: { code: 'actif', libelle: 'En cours' },
    },
  ],
  copies: { html: '/mandat/1/copie', pdf: '/mandat/1/copie.pdf' },
  papiers: {
    action: '/mandat/1/document',
    genres: [{ code: 'mandat', libelle: 'Mandat' }],
    langues: [{ code: 'fr', libelle: 'Français' }],
  },
  suite: { href: '/accueil', libelle: 'Revenir à la fiche' },
  aRemettre: true,
  aRendre: [],
  suites: {
    enCours: true,
    rares: '/mandat/1/autre',
    lignes: [
      {
        code: 'item-1.saisir',
        libelle: 'Remplir le formulaire\u00a0: aide au logement',
        itemId: 'item-1',
        acte: 'saisir',
      },
      {
        code: 'item-1.deposer',
        libelle: 'Envoyer le dossier\u00a0: aide au logement',
        itemId: 'item-1',
        acte: 'deposer',
      },
    ],
  },
  codes: [],
  organismes: ORGANISMES,
  histoire: [
    { quand: '23 novembre, 9\u00a0h\u00a031', phrase: 'Expliqué en clair, et redit par la personne.' },
    { quand: '23 novembre, 9\u00a0h\u00a033', phrase: 'Signé sur l’écran, puis accepté.' },
  ],
};

const rares = {
  cadre: n.cadre,
  initiales: 'A. B.',
  enCours: true,
  suspendu: false,
  envoi: mandat.envoi,
  retour: '/mandat/1',
};

const ligne = {
  initiales: 'A. B.',
  demarches: ['Demander l’aide au logement'],
  quand: 'dernier jour le lundi 30 novembre 2026',
  rappels: [],
};
const sections: readonly SectionEcheances[] = [
  {
    code: 'bientot',
    titre: 'Bientôt finis',
    aide: 'La personne choisit\u00a0: renouveler, ou laisser finir.',
    reste: 2,
    lignes: Array.from({ length: 8 }, (_, rang) => ({
      ...ligne,
      id: String(rang),
      renouveler: '/mandat/nouveau?renouvelle=1',
      rappels: [
        {
          legende: 'Personne prévenue',
          boutons: [
            { code: 'mandant.telephone', libelle: 'par téléphone' },
            { code: 'mandant.presence', libelle: 'sur place' },
            { code: 'mandant.courrier', libelle: 'par courrier' },
          ],
        },
        { legende: 'Équipe prévenue', boutons: [{ code: 'ecrivains.en_ligne', libelle: 'c’est vu' }] },
      ],
    })),
  },
  {
    code: 'copies',
    titre: 'Copies à remettre',
    aide: 'Chacun garde la sienne.',
    reste: 0,
    lignes: [{ ...ligne, id: 'c', quand: 'depuis le lundi 2 novembre 2026' }],
  },
];

export const ecransMandat: readonly Ecran[] = [
  { nom: 'mandat', vue: <MandatVue {...mandat} /> },
  {
    nom: 'mandat-plein',
    vue: (
      <MandatVue
        {...mandat}
        fait="Code annulé. Il n’ouvre plus rien."
        avertissements={['Ce mandat finit bientôt\u00a0: le dimanche 23 mai 2027.']}
        aRemettre={false}
        aRendre={[
          {
            id: 'c/0',
            libelle: 'Envoyer le dossier\u00a0: aide au logement',
            quand: 'hier à 14\u00a0h\u00a005',
          },
        ]}
        codes={codes}
        consultations="/mandat/1/consultations"
      />
    ),
  },
  {
    nom: 'mandat-refus',
    vue: (
      <MandatVue
        {...mandat}
        erreurs={[{ champ: 'ligne', phrase: 'Choisissez ce qui s’arrête.' }]}
        refus={{ geste: 'retirer', valeurs: {} }}
      />
    ),
  },
  { nom: 'mandat-autre', vue: <RaresView {...rares} /> },
  {
    nom: 'mandat-autre-refus',
    vue: (
      <RaresView
        {...rares}
        suspendu
        erreurs={[{ champ: 'deces', phrase: 'Cette date n’est pas encore venue.' }]}
        refus={{ geste: 'deces', valeurs: { deces: '2027-01-01' } }}
      />
    ),
  },
  {
    nom: 'mandat-arrete',
    vue: (
      <MandatVue
        {...mandat}
        statut={{ code: 'revoque', libelle: 'Arrêté' }}
        faits={[
          ...mandat.faits,
          { terme: 'Fin', valeur: 'lundi 23 novembre 2026 à 14\u00a0h\u00a030, sur place' },
        ]}
        suites={{ ...mandat.suites, enCours: false }}
        aRemettre={false}
        fait="Mandat arrêté."
      />
    ),
  },
  {
    nom: 'echeances',
    vue: (
      <EcheancesView cadre={n.cadre} envoi={{ ...n.etape.envoi, action: '/echeances' }} sections={sections} />
    ),
  },
  {
    nom: 'echeances-vide',
    vue: (
      <EcheancesView
        cadre={n.cadre}
        envoi={{ ...n.etape.envoi, action: '/echeances' }}
        sections={[]}
        fait={'Équipe prévenue\u00a0: c’est noté.'}
      />
    ),
  },
  {
    nom: 'mandat-bulletin',
    personne: true,
    vue: (
      <BulletinView
        cadre={n.cadre}
        code="T234567ABCDE7"
        organisme="CAF"
        adresse="https://permanence.exemple.fr/v"
        dernierJour="mercredi 23 décembre 2026"
        retour="/mandat/1"
      />
    ),
  },
  {
    nom: 'mandat-consultations',
    personne: true,
    vue: <ConsultationsView cadre={n.cadre} initiales="A. B." codes={codes} retour="/mandat/1" />,
  },
  {
    nom: 'mandat-consultations-vide',
    personne: true,
    vue: <ConsultationsView cadre={n.cadre} initiales="A. B." codes={[]} retour="/mandat/1" />,
  },
];
