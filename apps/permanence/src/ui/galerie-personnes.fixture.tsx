import { CopieView } from '../features/personnes/vue-copie.tsx';
import { FichePersonneView, type FichePersonneProps } from '../features/personnes/vue-fiche.tsx';
import { PersonnesView, type LignePersonne } from '../features/personnes/vue-recherche.tsx';
import { ConservationView, type ConservationProps } from '../features/conservation/vue-conservation.tsx';
import { LISTES_CONSERVATION } from '../features/conservation/modele.ts';
import { MESURES, TRAITEMENTS } from '../features/conservation/registre.ts';
import { CertificatView, DemandeView, RegistreView } from '../features/conservation/vue-demande.tsx';
import { JournalView } from '../features/journal/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';
import type { Cadre } from './layout.tsx';

const ID = '0197a1b2-0000-7000-8000-00000000000a';
const AUTRE = '0197a1b2-0000-7000-8000-00000000000b';
const cadre: Cadre = {
  ...n.cadre,
  chemin: '/personnes',
  compte: {
    nom: 'Pia Monteil',
    role: 'Écrivain·e numérique',
    liens: ['journee', 'accueil', 'personnes', 'demarches', 'relances', 'tableau', 'affichage', 'aide'],
  },
};
const cadreDpo: Cadre = {
  demo: true,
  chemin: '/conservation',
  structure: 'Réseau de la Loire',
  compte: {
    nom: 'Nour Bellanger',
    role: 'Protection des données',
    liens: ['rapports', 'conservation', 'journal', 'affichage', 'aide'],
  },
};
const ligne = (id: string, initiales: string, annee: string): LignePersonne => ({
  id,
  initiales,
  annee,
  derniere: 'vue le mardi 3 novembre 2026, Médiathèque des Trois-Ponts',
  objet: 'Demande de RSA',
});
const recherche = { cadre, envoi: n.envoi, duJour: false, recues: [] };
const fiche: FichePersonneProps = {
  cadre,
  envoi: n.envoi,
  id: ID,
  chapeau: 'Connue de la structure depuis le mardi 3 mars 2026.',
  attentes: [
    {
      titre: 'Demande de RSA',
      quand: 'attendue depuis le lundi 16 novembre 2026',
      clore: { action: `/personnes/${ID}/clore`, champs: { suivi: 's' }, libelle: 'C’est obtenu' },
    },
    {
      titre: 'Orientée vers Médiathèque des Trois-Ponts, Roanne',
      quand: 'Acceptée, nouvelles à prendre le mardi 24 novembre 2026',
      href: '/orientation/1',
    },
  ],
  fil: [
    {
      cle: '1',
      date: 'mardi 3 novembre 2026',
      titre: 'Demande de RSA',
      details:
        'Nous faisons ensemble · En attente de réponse · relue avec la personne · 40\u00a0min · Pia Monteil, Médiathèque des Trois-Ponts',
    },
    {
      cle: '2',
      date: 'mardi 3 novembre 2026',
      titre: 'Mandat\u00a0: Demande de RSA',
      details: 'En cours',
      href: '/mandat/1',
    },
    { cle: '3', date: 'mardi 3 mars 2026', titre: 'Diagnostic', details: '', href: '/diagnostic/1' },
  ],
  plus: { avant: `/personnes/${ID}?page=2` },
  archives: 1,
  note: { texte: 'Apporte l’avis d’impôt la prochaine fois', auInclus: 'jeudi 3 décembre 2026' },
  reunies: [],
  complet: true,
};
const conservation: ConservationProps = {
  cadre: cadreDpo,
  envoi: n.envoi,
  le: 'dimanche 22 novembre 2026',
  regles: [],
  gels: [],
  demandes: [],
  certificats: [],
  ...LISTES_CONSERVATION.choix,
};

/** Persons, rights, retention and the journal, each in its main states. */
export const ecransPersonnes: readonly Ecran[] = [
  { nom: 'personnes', vue: <PersonnesView {...recherche} recues={[ligne(ID, 'A. B.', '1950')]} /> },
  {
    nom: 'personnes-trouvees',
    vue: (
      <PersonnesView
        {...recherche}
        q="ben sal"
        resultats={[ligne(ID, 'A. B.', '1950'), ligne(AUTRE, 'N. B.', '1988')]}
      />
    ),
  },
  { nom: 'personnes-aucune', vue: <PersonnesView {...recherche} q="xyzzy" resultats={[]} /> },
  {
    nom: 'personnes-homonyme',
    vue: (
      <PersonnesView
        {...recherche}
        ajout={{
          valeurs: { prenom: 'Aïcha', nom: 'Ben Salah', anneeNaissance: '1950' },
          connues: [ligne(ID, 'A. B.', '1950')],
        }}
      />
    ),
  },
  { nom: 'personne', vue: <FichePersonneView {...fiche} /> },
  {
    nom: 'personne-identite',
    vue: (
      <FichePersonneView
        {...fiche}
        fait={'Suivi clos\u00a0: la personne a obtenu ce qu’elle demandait.'}
        identite={{ nom: 'Aïcha Ben Salah', anneeNaissance: '1950' }}
        attentes={[]}
        note={null}
        doublons={[
          {
            id: AUTRE,
            initiales: 'A. B.',
            annee: '1951',
            derniere: 'vue le lundi 2 février 2026, Mairie de Roanne',
            conflits: ['année 1950 ou 1951', 'situation\u00a0: retraite ou en emploi'],
          },
        ]}
      />
    ),
  },
  {
    nom: 'personne-effacee',
    vue: <FichePersonneView {...fiche} effacee attentes={[]} note={null} fil={[]} plus={{}} archives={0} />,
  },
  {
    nom: 'personne-copie',
    vue: (
      <CopieView
        cadre={cadre}
        structure="Réseau de la Loire"
        date="dimanche 22 novembre 2026"
        contact={'Pour nous joindre\u00a0: +33465710042.'}
        retour={`/personnes/${ID}`}
        copie={{
          nom: 'Aïcha Ben Salah',
          parties: [
            {
              cle: 'qui',
              lignes: [{ titre: 'Aïcha Ben Salah', details: ['année de naissance 1950'] }],
            },
            { cle: 'mandats', lignes: [] },
          ],
        }}
      />
    ),
  },
  { nom: 'conservation-vide', vue: <ConservationView {...conservation} /> },
  {
    nom: 'conservation',
    vue: (
      <ConservationView
        {...conservation}
        regles={[
          {
            id: 'dossier',
            libelle: 'Dossier\u00a0: deux ans après le dernier contact',
            source: 'CNIL, délibération 2023-095.',
            aConfirmer: true,
            faire: 12,
            garder: 1,
            lignes: [
              {
                cle: '1',
                objet: 'Dossier',
                numero: ID,
                nature: 'dossier',
                quand: 'dernier contact le mardi 5 novembre 2024, gardé jusqu’au jeudi 5 novembre 2026',
                garde: false,
              },
              {
                cle: '2',
                objet: 'Dossier',
                numero: AUTRE,
                nature: 'dossier',
                quand: 'dernier contact le mardi 5 novembre 2024, gardé jusqu’au jeudi 5 novembre 2026',
                garde: true,
              },
            ],
            reste: 11,
          },
        ]}
        gels={[{ id: 'g', objet: `Dossier ${AUTRE}`, motif: 'Litige', depuis: 'lundi 2 novembre 2026' }]}
        demandes={[
          {
            id: 'd',
            nature: 'Effacement',
            recueLe: 'vendredi 20 novembre 2026',
            etat: 'à répondre avant le dimanche 20 décembre 2026',
            ouverte: true,
            href: '/conservation/demandes/d',
          },
          {
            id: 'e',
            nature: 'Rectification',
            recueLe: 'vendredi 20 novembre 2026',
            etat: 'à répondre avant le dimanche 20 décembre 2026',
            ouverte: true,
          },
        ]}
        certificats={[
          {
            id: 'c',
            quand: 'lundi 2 novembre 2026 à 9 h',
            quoi: 'visites\u00a0: 14, dossiers\u00a0: 12',
          },
        ]}
      />
    ),
  },
  {
    nom: 'conservation-demande',
    vue: (
      <DemandeView
        cadre={cadreDpo}
        envoi={n.envoi}
        nature="Effacement"
        numero={ID}
        recueLe="vendredi 20 novembre 2026"
        effacement
        emporte={['Le nom, le prénom, l’année de naissance, la note.']}
        reste={['L’histoire des mandats, sans personne derrière.']}
      />
    ),
  },
  {
    nom: 'conservation-certificat',
    personne: true,
    vue: (
      <CertificatView
        cadre={cadreDpo}
        id="c"
        titre="Certificat d’effacement"
        structure="Réseau de la Loire"
        phrases={[
          'Votre nom est effacé. La clé qui l’ouvrait est détruite.',
          'La preuve de vos mandats reste, sans votre nom. La loi le permet.',
        ]}
        faits={[{ terme: 'Fait le', valeur: 'dimanche 22 novembre 2026' }]}
      />
    ),
  },
  {
    nom: 'conservation-registre',
    vue: (
      <RegistreView
        cadre={cadreDpo}
        structure="Réseau de la Loire"
        numero={ID}
        traitements={TRAITEMENTS}
        mesures={MESURES}
      />
    ),
  },
  {
    nom: 'journal',
    vue: (
      <JournalView
        cadre={{ ...cadreDpo, chemin: '/journal' }}
        envoi={n.envoi}
        total={312}
        plus={{ avant: '/journal?page=2' }}
        lignes={[311, 310].map((rang) => ({
          rang,
          quand: 'dimanche 22 novembre 2026 à 9 h 40',
          fait: 'Nom lu\u00a0: ouverture de la fiche',
          qui: 'Pia Monteil',
          objet: `dossier ${ID}`,
        }))}
      />
    ),
  },
  {
    nom: 'journal-verdict',
    vue: (
      <JournalView
        cadre={{ ...cadreDpo, chemin: '/journal' }}
        envoi={n.envoi}
        total={0}
        lignes={[]}
        verdicts={[
          {
            titre: 'Journal',
            phrase: '312 lignes, chacune suit la précédente.',
            bon: true,
            tete: 'a'.repeat(64),
          },
          {
            titre: 'Histoire des mandats',
            phrase: 'Ligne nº\u00a037. Un maillon du registre a été modifié.',
            bon: false,
            tete: 'b'.repeat(64),
          },
        ]}
      />
    ),
  },
];
