import { LISTES, PUCES_AGE, CHAMP } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { search } from '@porte-plume/demarches/search';
import { ACTES } from '../mandat/libelles.ts';
import type { Choix } from '../../ui/form.tsx';
import type { AccueilProps, DemarcheProposee } from './view.tsx';

/** As many as there are number keys. */
const TOUCHES = 9;

/** Offered before an organisation has a history of its own. */
const PREMIERES = [
  'rsa',
  'aide-logement',
  'prime-activite',
  'carte-identite',
  'impots-declaration',
  'ameli-compte',
  'retraite-demande',
  'logement-social',
  'ameli-attestation',
];

const choix = (liste: readonly { code: string; libelle: string }[]): Choix[] =>
  liste.map(({ code, libelle }) => ({ code, libelle }));
const champ = (liste: readonly { code: string; libelle: string }[]): Choix[] => choix([...liste, ...CHAMP]);

/** Every list of the entry screen. `orientee` waits for the orientation screen, which makes its object. */
export const LISTES_ACCUEIL: AccueilProps['listes'] = {
  modes: choix(LISTES.mode),
  appuis: choix(LISTES.appui),
  motifsPour: choix(LISTES.motifPour),
  actes: LISTES.acteMandat.map(({ code }) => ({ code, libelle: ACTES[code] })),
  issues: choix(LISTES.issue.filter(({ code }) => code !== 'orientee')),
  relances: choix(LISTES.natureRelance),
  blocages: choix(LISTES.blocage),
  plansB: choix(LISTES.planB),
  abandons: choix(LISTES.motifAbandon),
  ages: champ(
    PUCES_AGE.map((code) => LISTES.trancheAge.find((une) => une.code === code)).filter(
      (une) => une !== undefined,
    ),
  ),
  genres: champ(LISTES.genre),
  statuts: champ(LISTES.statut),
};

/** Whether the catalogue has it. */
export const isDemarche = (id: string): boolean => getDemarche(id) !== undefined;

/** One démarche as a choice of the screen. */
export function toProposee(demarche: Demarche): DemarcheProposee {
  const { id, nom, operateur, classe } = demarche;
  return { code: id, libelle: nom, aide: toSigle(operateur.nom), classe };
}

/** « Caisse d’allocations familiales (CAF) » is said « CAF »: letters that spell the name stand for it. */
function toSigle(nom: string): string {
  const [, mots = '', sigle = ''] = /^(.+) \(([A-Z]{3,})\)$/.exec(nom) ?? [];
  const initiales = [...mots.matchAll(/(?<!\p{L})\p{L}(?=\p{L}{3})/gu)].join('').toUpperCase();
  return sigle !== '' && sigle === initiales ? sigle : nom;
}

/** Démarches for what the person says, the chosen one always among them. */
export function findDemarches(mots: string, choisie: string | undefined): DemarcheProposee[] {
  const trouvees = search(mots, { limit: TOUCHES }).map(({ id }) => id);
  return toListe(trouvees, choisie);
}

/** The usual démarches of the organisation, most frequent first, completed with common ones. */
export function listFavoris(
  frequentes: readonly string[],
  choisie: string | undefined,
  nombre = TOUCHES,
): DemarcheProposee[] {
  return toListe([...frequentes, ...PREMIERES], choisie, nombre);
}

function toListe(ids: readonly string[], choisie: string | undefined, nombre = TOUCHES): DemarcheProposee[] {
  const uniques = [...new Set(ids)]
    .map((id) => getDemarche(id))
    .filter((une) => une !== undefined)
    .slice(0, nombre);
  const gardee = choisie === undefined ? undefined : getDemarche(choisie);
  if (gardee === undefined || uniques.some(({ id }) => id === gardee.id)) return uniques.map(toProposee);
  return [...uniques.slice(0, nombre - 1), gardee].map(toProposee);
}
