import type { Messages } from '../../messages/messages.ts';
import { may } from '../../server/acces.ts';
import { liensOf } from '../../server/cadre.ts';
import type { Visiteur } from '../../server/contexte.ts';
import { isFinanceurSeul } from '../../domain/lecture-rapports.ts';
import { type LienNav, nav } from '../../ui/menu.tsx';

export interface PageDuPlan {
  href: string;
  libelle: string;
}

export interface Rubrique {
  titre: string;
  pages: readonly PageDuPlan[];
}

/** A page under an entry of the menu, and who opens it. */
interface Sous extends PageDuPlan {
  ouverte: (visiteur: Visiteur) => boolean;
}

const SOUS: Partial<Record<LienNav, readonly Sous[]>> = {
  relances: [
    {
      href: '/echeances',
      libelle: 'Échéances des mandats',
      ouverte: (v) => may(v, 'lire_dossier', { agentId: v.compteId }),
    },
  ],
  orientation: [
    {
      href: '/orientation/suivi',
      libelle: 'Orientations en attente',
      ouverte: (v) => may(v, 'lire_orientation'),
    },
    { href: '/ateliers', libelle: 'Ateliers', ouverte: (v) => may(v, 'compter_orientations') },
  ],
  planning: [
    {
      href: '/planning/page-publique',
      libelle: 'Page publique',
      ouverte: (v) => may(v, 'gerer_planning'),
    },
  ],
  rapports: [
    { href: '/rapports/preparer', libelle: 'Préparer un rapport', ouverte: (v) => may(v, 'publier_rapport') },
  ],
  imports: [
    {
      href: '/exports',
      libelle: 'Exporter',
      ouverte: (v) => may(v, 'exporter_interventions', { agentId: v.compteId }),
    },
  ],
  conservation: [
    {
      href: '/conservation/registre',
      libelle: 'Registre des traitements',
      ouverte: (v) => may(v, 'executer_effacement'),
    },
  ],
  administration: [
    { href: '/administration/lieux', libelle: 'Lieux', ouverte: (v) => may(v, 'gerer_lieux') },
    { href: '/administration/structure', libelle: 'Structure', ouverte: (v) => may(v, 'gerer_comptes') },
    { href: '/administration/services', libelle: 'Services', ouverte: (v) => may(v, 'gerer_comptes') },
    { href: '/administration/charte', libelle: 'Charte', ouverte: (v) => may(v, 'gerer_comptes') },
    {
      href: '/administration/rdv-service-public',
      libelle: 'RDV Service Public',
      ouverte: (v) => may(v, 'gerer_comptes'),
    },
    { href: '/lieux-publics', libelle: 'Lieux publics', ouverte: (v) => may(v, 'gerer_lieux') },
  ],
};

const RUBRIQUES: readonly (readonly [string, readonly LienNav[]])[] = [
  ['La journée', ['journee', 'accueil', 'feuille', 'diagnostic', 'horsConnexion']],
  ['Les personnes', ['personnes', 'relances', 'adressages', 'orientation']],
  ['S’informer, s’organiser', ['demarches', 'planning', 'aide']],
  ['Compter', ['tableau', 'blocages', 'rapports', 'reseau', 'imports']],
  ['Administrer', ['administration', 'conservation', 'journal']],
];

const MON_COMPTE: readonly PageDuPlan[] = [
  { href: '/sessions', libelle: 'Mes sessions' },
  { href: '/acces', libelle: 'Mes moyens d’accès' },
  { href: '/charte', libelle: 'La charte' },
];

/** Every page that an account may open from nowhere in particular, by the part of the work that it serves. */
export function planOf(visiteur: Visiteur): Rubrique[] {
  const liens = liensOf(visiteur);
  // Who pays reads the reports, and nothing else.
  const rubriques = RUBRIQUES.map(([titre, entrees]) => ({
    titre,
    pages: entrees
      .filter((lien) => liens.includes(lien) || (lien === 'rapports' && may(visiteur, 'lire_rapport_publie')))
      .flatMap((lien) => [
        { href: nav[lien].href, libelle: nav[lien].libelle },
        ...(isFinanceurSeul(visiteur) ? [] : (SOUS[lien] ?? []))
          .filter(({ ouverte }) => ouverte(visiteur))
          .map(({ href, libelle }) => ({ href, libelle })),
      ]),
  }));
  return [...rubriques, { titre: 'Mon compte', pages: MON_COMPTE }].filter(({ pages }) => pages.length > 0);
}

/** What everybody opens, in the words of the reader. */
export function planPublic(m: Messages): PageDuPlan[] {
  const suite = m.langue === 'fr' ? '' : `?langue=${m.langue}`;
  return [
    { href: `/ou-venir${suite}`, libelle: m.dit('venir.titre') },
    { href: `/arreter${suite}`, libelle: m.dit('arret.titre') },
    { href: `/v${suite}`, libelle: m.dit('verif.titre') },
    { href: `/confidentialite${suite}`, libelle: m.dit('vie.titre') },
    { href: `/affichage${suite}`, libelle: m.dit('affichage.titre') },
  ];
}
