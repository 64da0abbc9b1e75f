import type { Context } from 'hono';
import { isFinanceurSeul } from '../domain/lecture-rapports.ts';
import type { Face } from '../ui/face.ts';
import type { Cadre } from '../ui/layout.tsx';
import type { LienNav } from '../ui/menu.tsx';
import { may } from './acces.ts';
import { shownOf } from './affichage.ts';
import type { AppEnv, Visiteur } from './contexte.ts';

/** Role labels as the screens say them. */
const ROLES: Readonly<Record<string, string>> = {
  ecrivain: 'Écrivain·e numérique',
  benevole: 'Bénévole',
  accueil: 'Accueil',
  coordinateur: 'Coordination',
  prescripteur: 'Travail social',
  animateur: 'Animation d’atelier',
  financeur: 'Financement',
  dpo: 'Protection des données',
  administrateur: 'Administration',
};

/** French name of the first role of an account. */
export function roleLabel(roles: readonly string[]): string {
  return ROLES[roles[0] ?? ''] ?? 'Compte';
}

/** The gestures of the day first: five are in sight, the others wait under « Plus ». */
const ORDRE: readonly LienNav[] = [
  'journee',
  'accueil',
  'personnes',
  'demarches',
  'relances',
  'orientation',
  'diagnostic',
  'feuille',
  'adressages',
  'planning',
  'blocages',
  'tableau',
  'rapports',
  'reseau',
  'imports',
  'conservation',
  'journal',
  'administration',
  'horsConnexion',
  'affichage',
  'aide',
];

/** Who coordinates reads and plans before anything else. */
const ORDRE_COORDINATION: readonly LienNav[] = ['journee', 'tableau', 'planning', 'relances', 'rapports'];

/** The menu of an account: only what its roles open. Who works every day reaches the reports through the dashboard. */
export function liensOf(visiteur: Visiteur): LienNav[] {
  if (isFinanceurSeul(visiteur)) return ['rapports'];
  const quotidien = may(visiteur, 'lire_indicateur_interne') && !may(visiteur, 'publier_rapport');
  const ouverts: LienNav[] = [
    ...(may(visiteur, 'ouvrir_seance', { agentId: visiteur.compteId }) || may(visiteur, 'noter_demande')
      ? (['journee'] as const)
      : []),
    ...(may(visiteur, 'enregistrer_intervention', { classe: 'simple' })
      ? (['accueil', 'demarches', 'diagnostic', 'feuille'] as const)
      : (['demarches'] as const)),
    ...(may(visiteur, 'lire_relances', { agentId: visiteur.compteId }) ? (['relances'] as const) : []),
    ...(may(visiteur, 'lire_identite', { duJour: true, agentId: visiteur.compteId })
      ? (['personnes'] as const)
      : []),
    ...(may(visiteur, 'lire_planning') ? (['planning'] as const) : []),
    ...(sendsPeople(visiteur) ? (['adressages'] as const) : []),
    ...(may(visiteur, 'compter_orientations') ? (['orientation'] as const) : []),
    ...(may(visiteur, 'lire_indicateur_interne') ? (['blocages'] as const) : []),
    ...(may(visiteur, 'lire_indicateur_interne') ? (['tableau'] as const) : []),
    ...(may(visiteur, 'lire_rapport_publie') && !quotidien ? (['rapports'] as const) : []),
    ...(may(visiteur, 'publier_rapport') || may(visiteur, 'gerer_comptes') ? (['reseau'] as const) : []),
    ...(may(visiteur, 'reprendre_fichier', { agentId: visiteur.compteId }) ? (['imports'] as const) : []),
    ...(may(visiteur, 'gerer_lieux') ? (['administration'] as const) : []),
    ...(may(visiteur, 'executer_effacement') ? (['conservation'] as const) : []),
    ...(may(visiteur, 'lire_journal') ? (['journal'] as const) : []),
    ...(may(visiteur, 'enregistrer_intervention', { classe: 'simple' }) ? (['horsConnexion'] as const) : []),
    'affichage',
    'aide',
  ];
  const ordre = may(visiteur, 'publier_rapport') ? [...new Set([...ORDRE_COORDINATION, ...ORDRE])] : ORDRE;
  return ouverts.sort((a, b) => ordre.indexOf(a) - ordre.indexOf(b));
}

/** Whether referrals concern an account: it sends people, or receives those who are sent. */
function sendsPeople(visiteur: Visiteur): boolean {
  const { serviceId } = visiteur;
  return may(visiteur, 'creer_adressage', serviceId === null ? {} : { serviceId });
}

/** What surrounds the screen of a request. */
export function makeCadre(c: Context<AppEnv>, seance?: Cadre['seance']): Cadre {
  const { visiteur, services } = c.var as Partial<AppEnv['Variables']>;
  const version = services?.assets.version ?? null;
  return {
    demo: visiteur?.fictive ?? services?.env.demo ?? false,
    chemin: c.req.path,
    affichage: shownOf(c),
    ...(version === null ? {} : { version }),
    ...(visiteur === undefined
      ? {}
      : {
          structure: visiteur.organisation,
          ...faceOf(visiteur, visiteur.organisation, '/logo'),
          compte: { nom: visiteur.nom, role: roleLabel(visiteur.roles), liens: liensOf(visiteur) },
        }),
    ...(seance === undefined ? {} : { seance }),
  };
}

/** How a structure looks; `adresse` opens its logo to who reads the page. */
function faceOf({ theme, logo }: Face, nom: string, adresse: string): Pick<Cadre, 'theme' | 'logo'> {
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(logo === undefined
      ? {}
      : { logo: { src: `${adresse}/${logo.empreinte}`, nom, largeur: logo.largeur, hauteur: logo.hauteur } }),
  };
}

/** The same for a public page: no account and no menu, even on a computer where a writer is signed in. */
export function makeCadrePublic(c: Context<AppEnv>, chemin: string, fictive = false): Cadre {
  const { env, assets } = c.var.services;
  return {
    demo: fictive || env.demo,
    chemin,
    affichage: shownOf(c),
    ...(assets.version === null ? {} : { version: assets.version }),
  };
}

/** The same for the page that a structure opened to everybody, under its own colours and logo. */
export function makeCadreStructure(
  c: Context<AppEnv>,
  { adresse, nom, fictive, face }: { adresse: string; nom: string; fictive: boolean; face: Face },
): Cadre {
  return { ...makeCadrePublic(c, adresse, fictive), ...faceOf(face, nom, `${adresse}/logo`) };
}
