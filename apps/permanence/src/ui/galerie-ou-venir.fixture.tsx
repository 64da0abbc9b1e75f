import type { OuVenir } from '../domain/ou-venir.ts';
import { AfficheView, OuVenirView, StructuresView } from '../features/ou-venir/view.tsx';
import { FRANCAIS, messagesOf } from '../messages/messages.ts';
import { logo } from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const anonyme = { demo: true, chemin: '/ou-venir/loire' };
const aSesCouleurs = { ...anonyme, theme: 'lagune', logo } as const;
const page: OuVenir = {
  structure: {
    slug: 'loire',
    nom: 'Département de démonstration (Loire)',
    telephone: '+33465710042',
    fictive: true,
  },
  face: {},
  du: '2026-11-23',
  au: '2026-12-20',
  permanences: [],
  communes: ['Feurs', 'Firminy'].map((nom, rang) => ({
    code: `4209${rang}`,
    nom,
    lieux: [
      {
        id: `l${rang}`,
        nom: ['Mairie de Feurs', 'Médiathèque de Firminy'][rang] ?? '',
        adresse: `${3 + rang} rue de l’Encrier`,
        acces: 'Entrée par la cour.',
        creneaux: [
          {
            permanenceId: `p${rang}`,
            jour: rang,
            debut: '09:00',
            fin: '12:30',
            accueil: rang === 0 ? ('sans_rdv' as const) : ('mixte' as const),
            dates: ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15'],
          },
        ],
      },
    ],
  })),
};
const nombreuse: OuVenir = {
  ...page,
  communes: Array.from({ length: 12 }, (_, rang) => ({
    code: `42${100 + rang}`,
    nom: `Commune ${String.fromCharCode(65 + rang)}`,
    lieux: (page.communes[0]?.lieux ?? []).map((lieu) => ({ ...lieu, id: `${lieu.id}-${rang}` })),
  })),
};

/** « Où et quand venir », which everybody reads. */
export const ecransOuVenir: readonly Ecran[] = [
  {
    nom: 'ou-venir',
    personne: true,
    vue: <OuVenirView cadre={anonyme} messages={FRANCAIS} page={page} />,
  },
  {
    nom: 'ou-venir-structure',
    personne: true,
    vue: <OuVenirView cadre={aSesCouleurs} messages={FRANCAIS} page={page} />,
  },
  {
    nom: 'ou-venir-affiche-structure',
    personne: true,
    vue: <AfficheView cadre={aSesCouleurs} messages={FRANCAIS} page={page} />,
  },
  {
    nom: 'ou-venir-communes',
    personne: true,
    vue: <OuVenirView cadre={anonyme} messages={FRANCAIS} page={nombreuse} />,
  },
  {
    nom: 'ou-venir-vide',
    personne: true,
    vue: <OuVenirView cadre={anonyme} messages={FRANCAIS} page={{ ...page, communes: [] }} />,
  },
  ...(['ar', 'fa', 'uk'] as const).map((langue) => ({
    nom: `ou-venir-${langue}`,
    personne: true,
    vue: <OuVenirView cadre={anonyme} messages={messagesOf(langue)} page={page} />,
  })),
  ...(['fr', 'ar'] as const).map((langue) => ({
    nom: langue === 'fr' ? 'ou-venir-affiche' : `ou-venir-affiche-${langue}`,
    personne: true,
    vue: <AfficheView cadre={anonyme} messages={messagesOf(langue)} page={page} lieuId="l1" />,
  })),
  ...(['fr', 'ar'] as const).map((langue) => ({
    nom: langue === 'fr' ? 'ou-venir-structures' : `ou-venir-structures-${langue}`,
    personne: true,
    vue: (
      <StructuresView
        messages={messagesOf(langue)}
        cadre={anonyme}
        structures={[
          page.structure,
          { ...page.structure, slug: 'reims', nom: 'Réseau de démonstration (Reims)' },
        ]}
      />
    ),
  })),
];
