/** A réseau seen by who leads it, by who said yes, by who was just asked. */
import { ReseauView } from '../features/reseau/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const OP = '01900000-0000-7000-8000-000000000001';
const envoi = (etape: string) => ({ action: `/reseau/${etape}`, op: OP });
const base = {
  cadre: n.cadreJour,
  structure: 'Département de démonstration (Loire)',
  administre: true,
  prepare: true,
  envois: {
    ouvrir: envoi('ouvrir'),
    rejoindre: envoi('rejoindre'),
    accord: envoi('accord'),
    retrait: envoi('retrait'),
  },
};
const mene = {
  nom: 'Réseau de démonstration de l’écrit',
  code: 'K7PM Q2XR 9TVB',
  membres: [
    { structure: 'Association de démonstration (Forez)', depuis: 'depuis le 3 novembre 2026' },
    { structure: 'Réseau de démonstration (Reims)', depuis: 'depuis le 12 novembre 2026' },
  ],
  assez: true,
};

export const ecransReseau: readonly Ecran[] = [
  { nom: 'reseau-aucun', vue: <ReseauView {...base} /> },
  {
    nom: 'reseau-code-inconnu',
    vue: (
      <ReseauView
        {...base}
        saisie={{ code: 'K7PM' }}
        erreurs={[{ champ: 'code', phrase: 'Aucun réseau n’a ce code. Relisez-le.' }]}
      />
    ),
  },
  {
    nom: 'reseau-demande',
    vue: <ReseauView {...base} demande={{ reseau: mene.nom, code: 'K7PMQ2XR9TVB' }} />,
  },
  {
    nom: 'reseau-accord',
    vue: (
      <ReseauView
        {...base}
        fait="C’est oui. Vos interventions comptent dans les chiffres communs."
        accord={{ reseau: mene.nom, depuis: 'le 3 novembre 2026' }}
      />
    ),
  },
  {
    nom: 'reseau-retire',
    vue: (
      <ReseauView
        {...base}
        fait="L’accord est retiré. Plus rien de votre structure n’est compté avec les autres."
      />
    ),
  },
  { nom: 'reseau-mene', vue: <ReseauView {...base} mene={mene} /> },
  {
    nom: 'reseau-mene-accord',
    vue: (
      <ReseauView
        {...base}
        mene={mene}
        accord={{ reseau: 'Écrivains du Massif', depuis: 'le 12 mai 2026' }}
      />
    ),
  },
  {
    nom: 'reseau-ouvert',
    vue: (
      <ReseauView
        {...base}
        fait="Le réseau est ouvert. Donnez son code aux autres structures."
        mene={{ ...mene, membres: [], assez: false }}
      />
    ),
  },
  { nom: 'reseau-aucun-lecture', vue: <ReseauView {...base} administre={false} /> },
  {
    nom: 'reseau-accord-lecture',
    vue: (
      <ReseauView {...base} administre={false} accord={{ reseau: mene.nom, depuis: 'le 3 novembre 2026' }} />
    ),
  },
  {
    nom: 'reseau-trop-petit',
    vue: (
      <ReseauView
        {...base}
        administre={false}
        mene={{ ...mene, membres: mene.membres.slice(1), assez: false }}
      />
    ),
  },
];
