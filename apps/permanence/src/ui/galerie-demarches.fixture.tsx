/** The catalogue, on real entries and on one that fills every field. */
import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import { pleine } from '../features/demarches/pleine.fixture.ts';
import { FeuilleView } from '../features/demarches/vue-feuille.tsx';
import { FicheView } from '../features/demarches/vue-fiche.tsx';
import { RechercheView } from '../features/demarches/vue-recherche.tsx';
import { PERIMETRES } from '../features/mandat/libelles.ts';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const cadre = { ...n.cadreJour, chemin: '/demarches' };
const envoi = { ...n.envoi, action: '/demarches' };
const familles = Object.entries(PERIMETRES).map(([code, libelle]) => ({
  code,
  libelle,
  aide: '12 démarches',
}));
const find = (...ids: string[]): Demarche[] => ids.flatMap((id) => getDemarche(id) ?? []);
/** The same entry before anybody has written it. */
const vierge: Demarche = {
  ...pleine,
  url: null,
  canaux: null,
  pieces: null,
  etapes: null,
  recurrence: null,
  champsLimites: null,
  blocages: null,
  delai: null,
  duree: null,
  droitOuvert: null,
  orienterVers: null,
  limitesGenerales: null,
  situations: [],
  actesReserves: [],
  actesReservesDecide: false,
  modes: { informer: true, faire_faire: true },
};

export const ecransDemarches: readonly Ecran[] = [
  { nom: 'demarches', vue: <RechercheView cadre={cadre} envoi={envoi} familles={familles} /> },
  {
    nom: 'demarches-resultats',
    vue: (
      <RechercheView
        cadre={cadre}
        envoi={envoi}
        familles={familles}
        mots="plus rien pour vivre"
        resultats={find('rsa', 'prime-activite', 'aide-logement', 'ass', 'aspa', 'fsl', 'c2s').map(
          (demarche) => ({ demarche, pourquoi: 'plus rien pour vivre' }),
        )}
      />
    ),
  },
  {
    nom: 'demarches-incertain',
    vue: (
      <RechercheView
        cadre={cadre}
        envoi={envoi}
        familles={familles}
        mots="machin du truc"
        resultats={find('rsa').map((demarche) => ({ demarche, pourquoi: 'truc' }))}
        incertain
      />
    ),
  },
  {
    nom: 'demarches-rien',
    vue: <RechercheView cadre={cadre} envoi={envoi} familles={familles} mots="xyzzy" resultats={[]} />,
  },
  {
    nom: 'demarches-famille',
    vue: (
      <RechercheView
        cadre={cadre}
        envoi={envoi}
        familles={familles}
        famille={{
          libelle: 'Logement',
          demarches: catalogue.demarches
            .filter(({ perimetre }) => perimetre === 'logement')
            .map(({ id, nom, operateur }) => ({ id, nom, operateur: operateur.nom })),
        }}
      />
    ),
  },
  {
    nom: 'demarche-pleine',
    vue: (
      <FicheView
        cadre={{ ...n.cadre, chemin: '/demarches/pleine' }}
        demarche={pleine}
        aujourdhui="2026-11-22"
        suite={{ nature: 'ouverte', envoi: n.envoi }}
        autres={find('prime-activite', 'aide-logement', 'aspa', 'c2s')}
        voisines={find('france-travail-inscription', 'c2s', 'fsl', 'aspa', 'prime-activite')}
      />
    ),
  },
  {
    nom: 'demarche-vierge',
    vue: (
      <FicheView cadre={cadre} demarche={vierge} aujourdhui="2026-11-22" suite={{ nature: 'pas-benevole' }} />
    ),
  },
  {
    nom: 'demarche-surendettement',
    vue: (
      <FicheView
        cadre={cadre}
        demarche={getDemarche('surendettement') ?? vierge}
        aujourdhui="2026-11-22"
        suite={{ nature: 'fermee' }}
      />
    ),
  },
  { nom: 'demarche-feuille', personne: true, vue: <FeuilleView cadre={cadre} demarche={pleine} /> },
  {
    nom: 'demarche-feuille-longue',
    personne: true,
    vue: (
      <FeuilleView
        cadre={cadre}
        demarche={{
          ...pleine,
          pieces: (pleine.pieces ?? []).map((une, rang) => ({
            ...une,
            piece: `attestation numéro ${rang + 1} de vos paiements chaque mois depuis une année entière`,
          })),
        }}
      />
    ),
  },
  { nom: 'demarche-feuille-vierge', personne: true, vue: <FeuilleView cadre={cadre} demarche={vierge} /> },
];
