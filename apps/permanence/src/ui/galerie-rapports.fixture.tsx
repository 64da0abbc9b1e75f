import { CatalogueView, JeuView } from '../features/donnees-ouvertes/view.tsx';
import { AttenteView } from '../features/rapports/vue-attente.tsx';
import type { UniteLue } from '../features/rapports/modele.ts';
import type { CorpsProps } from '../features/rapports/vue-corps.tsx';
import { RapportsView } from '../features/rapports/vue-liste.tsx';
import { FinancementView, PreparerView } from '../features/rapports/vue-preparer.tsx';
import { RapportView, type RapportProps } from '../features/rapports/vue-rapport.tsx';
import { VerificationRapportView } from '../features/rapports/vue-verification.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const HASH = `sha256:${'0a84e9c0a57c2d8e'.repeat(4)}`;
const STRUCTURE = 'Département d’essai';
const PERIODE = 'juillet à septembre 2026';

const unite: UniteLue = {
  unite: 'intervention',
  titre: 'Interventions',
  definition: 'Une intervention est une rencontre d’une personne, un jour, avec un écrivain numérique.',
  total: '133',
  regroupements: ['Période\u00a0: regroupé par trimestre'],
  figures: [
    {
      id: 'intervention-0',
      titre: 'Durée',
      note: 'n = 133, dont 12 sans réponse (9,0\u00a0%). Les parts portent sur les 121 autres.',
      barres: [
        { libelle: 'Moins de 30 minutes', valeur: 49, mention: '40,5\u00a0%' },
        { libelle: 'Deux heures ou plus', valeur: null },
      ],
      zeros: '',
    },
    {
      id: 'intervention-1',
      titre: 'Territoire',
      note: 'n = 133, sans réponse inconnue.',
      barres: [{ libelle: 'Forez', valeur: 22, mention: '16,5\u00a0%' }],
      zeros: 'Aucun cas\u00a0: Roannais.',
      tableau: {
        titre: 'Territoire et période',
        enLignes: 'Territoire',
        lignes: [
          { code: 'forez', libelle: 'Forez' },
          { code: 'Total', libelle: 'Ensemble', total: true },
        ],
        colonnes: [
          { code: '2026-07', libelle: 'juillet 2026' },
          { code: 'Total', libelle: 'Ensemble', total: true },
        ],
        cellules: [
          [null, 22],
          [51, 133],
        ],
      },
    },
  ],
  masquees: 2,
  seuil: 5,
};

const corps: CorpsProps = {
  chiffres: [
    {
      code: 'A1',
      libelle: 'Nombre d’interventions',
      definition: 'Une rencontre d’une personne, un jour.',
      valeur: '133',
    },
    {
      code: 'A6',
      libelle: 'Durée des interventions',
      definition: 'Durée médiane.',
      valeur: 'non diffusé',
      raison: 'Diffusée par tranches seulement.',
    },
  ],
  cout: {
    financeur: 'Caisse d’essai',
    convention: 'C-1',
    jours: 'du 1er janvier 2026 au 31 décembre 2026',
    valeur: 'non calculé',
    phrase: 'Le financement et les interventions ne couvrent pas les mêmes jours.',
  },
  unites: [unite],
  tues: [{ titre: 'Personnes accompagnées', phrases: ['Le découpage est trop fin.'] }],
};

const entete: Omit<RapportProps, 'corps' | 'cadre'> = {
  structure: STRUCTURE,
  periode: PERIODE,
  jours: 'du 1er juillet 2026 au 30 septembre 2026',
  lecteurs: 'Financeurs',
  etabliLe: '22 novembre 2026',
  norme: 'FR_SOCIAL_5@2026-01',
  hash: HASH,
};

const ligne = {
  href: '/rapports/1',
  periode: PERIODE,
  lecteurs: 'les financeurs',
  jour: 'Établi le 22 novembre 2026.',
  empreinte: HASH.slice(7, 19),
};

/** Reports and open data, in each of their states. */
export const ecransRapports: readonly Ecran[] = [
  {
    nom: 'rapports-vide',
    vue: (
      <RapportsView
        cadre={n.cadreCoordination}
        structure={STRUCTURE}
        coordination
        brouillons={[]}
        figes={[]}
      />
    ),
  },
  {
    nom: 'rapports',
    vue: (
      <RapportsView
        cadre={n.cadreCoordination}
        structure={STRUCTURE}
        coordination={false}
        brouillons={[]}
        figes={[ligne]}
        fait="Projet abandonné. Rien n’a été publié."
      />
    ),
  },
  {
    nom: 'rapport-preparer',
    vue: (
      <PreparerView
        cadre={n.cadreCoordination}
        envoi={n.envoi}
        periodes={[
          { code: 'trimestre', libelle: 'Dernier trimestre', aide: PERIODE },
          { code: 'autre', libelle: 'D’autres mois' },
        ]}
        mois={[{ code: '2026-09', libelle: 'septembre 2026' }]}
        financements={[]}
        valeurs={{ periode: 'autre', audience: 'funder' }}
        erreurs={[{ champ: 'periode', phrase: 'Choisissez des mois entiers et finis.' }]}
      />
    ),
  },
  {
    nom: 'rapport-attente',
    vue: (
      <AttenteView
        cadre={n.cadreCoordination}
        periode={PERIODE}
        envoi={n.envoi}
        valeurs={{ periode: 'trimestre', audience: 'funder' }}
      />
    ),
  },
  {
    nom: 'rapport-financement',
    vue: (
      <FinancementView
        cadre={n.cadreCoordination}
        envoi={n.envoi}
        valeurs={{}}
        erreurs={[{ champ: 'montant', phrase: 'Le montant est un nombre de centimes, positif ou nul.' }]}
      />
    ),
  },
  {
    nom: 'rapport-projet',
    vue: <RapportView cadre={n.cadreCoordination} {...entete} corps={corps} brouillon={{ envoi: n.envoi }} />,
  },
  {
    nom: 'rapport-fige',
    vue: (
      <RapportView
        cadre={n.cadreCoordination}
        {...entete}
        corps={corps}
        fait="Rapport figé. Il ne changera plus."
        fige={{ verification: '/rapports/1/verification', json: '/rapports/1/rapport.json', completees: 1 }}
      />
    ),
  },
  ...[true, false].map((ok) => ({
    nom: ok ? 'rapport-verifie' : 'rapport-altere',
    vue: (
      <VerificationRapportView
        cadre={n.cadreCoordination}
        periode={PERIODE}
        retour="/rapports/1"
        hash={HASH}
        ok={ok}
        tableaux={3}
        motifs={ok ? [] : ['L’empreinte du rapport n’est plus la sienne.']}
      />
    ),
  })),
  {
    nom: 'donnees-ouvertes-vide',
    vue: <CatalogueView cadre={n.anonyme} catalogue="/donnees-ouvertes/catalogue.jsonld" rapports={[]} />,
  },
  {
    nom: 'donnees-ouvertes-jeu',
    vue: (
      <JeuView
        cadre={n.anonyme}
        structure={STRUCTURE}
        periode={PERIODE}
        jours={entete.jours}
        extraitLe={entete.etabliLe}
        publieLe={entete.etabliLe}
        dossier="/donnees-ouvertes/1/intervention"
        unite={unite}
        norme="FR_STRICT_11, version 2026-01"
        tableHash={HASH}
      />
    ),
  },
];
