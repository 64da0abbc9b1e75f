import { hashOf, type Certificat } from './certificat.ts';
import { civilDateOf, demandInstant, type Id } from './date-civile.ts';
import { isEnVigueur, keyOf, type ObjetConserve } from './gel.ts';
import type { LigneStatistique } from './ligne-statistique-schema.ts';
import type { Effacement, LigneConservation } from './plan-conservation.ts';
import type { Contexte } from './ports-seance.ts';

/**
 * What the application does, in this order and in one transaction. `op` is the same for the same plan, so that an operation
 * sent twice is done once.
 */
export type Operation = { readonly op: Id } & (
  | { readonly type: 'ajouter_statistiques'; readonly lignes: readonly LigneStatistique[] }
  | { readonly type: 'archiver_mandat'; readonly mandatId: Id }
  /** `EffacerDonnees` of mandat, on the ground of retention. */
  | { readonly type: 'purger_mandat'; readonly mandatId: Id }
  | { readonly type: 'supprimer'; readonly objet: ObjetConserve }
  /** Destroys the key of the identity of a dossier: no copy of it can be read any more. */
  | { readonly type: 'detruire_cle'; readonly personne: Id }
);
/** `Omit` on each member of the union. */
type SansOp<T> = T extends unknown ? Omit<T, 'op'> : never;

/** What points at others goes before them. */
const ORDRE: readonly ObjetConserve['nature'][] = [
  'orientation',
  'suivi',
  'note',
  'diagnostic',
  'adressage',
  'passage',
  'intervention',
  'dossier',
];

/**
 * Turns a plan into operations and the certificate of their execution. The rows of statistics come first, without any link
 * to whom they come from and in an order that tells nothing. A line is done only if its last day has passed on the civil day
 * of `ctx.maintenant` and no hold that it names is in force then: a plan made for a later day removes nothing early. A hold
 * set after the plan needs a new plan: make both in one transaction. `can(acteur, 'executer_effacement', …)` is asked before.
 *
 * @param plan - from `planConservation`
 */
export function applyConservation(
  plan: readonly LigneConservation[],
  ctx: Pick<Contexte, 'maintenant' | 'zone'>,
): { operations: Operation[]; certificat: Certificat } {
  const today = civilDateOf(demandInstant(ctx.maintenant), ctx.zone);
  const isDue = ({ dernierJour }: LigneConservation) => dernierJour !== null && dernierJour < today;
  const isHeld = ({ action, gels }: LigneConservation) =>
    action === 'garder' || (action !== 'archiver' && gels.some((g) => isEnVigueur(g, today)));
  const done = plan.filter((ligne) => isDue(ligne) && !isHeld(ligne));

  // An object may fall under two rules: it goes once.
  const effaces = new Map<string, Effacement>();
  for (const { efface } of done) for (const e of efface) effaces.set(keyOf(e.objet), e);
  const removed = [...effaces.keys()].sort();
  const objets = [...effaces.values()].map(({ objet }) => objet).sort(byOrder);
  const lignes = [...effaces.values()].flatMap(({ statistique }) => (statistique ? [statistique] : []));
  const mandats = objets.filter(({ nature }) => nature === 'mandat');
  const archives = done.filter(({ action, objet }) => action === 'archiver' && !effaces.has(keyOf(objet)));

  const operations: Operation[] = [
    ...(lignes.length > 0
      ? [toOperation({ type: 'ajouter_statistiques', lignes: sortRows(lignes) }, removed)]
      : []),
    ...archives.map(({ objet }) => toOperation({ type: 'archiver_mandat', mandatId: objet.id })),
    ...mandats.map(({ id }) => toOperation({ type: 'purger_mandat', mandatId: id })),
    ...objets
      .filter(({ nature }) => nature !== 'mandat')
      .map((objet) => toOperation({ type: 'supprimer', objet })),
    ...objets
      .filter(({ nature }) => nature === 'dossier')
      .map(({ id }) => toOperation({ type: 'detruire_cle', personne: id })),
  ];

  const nombres: Record<string, number> = {};
  const count = (name: string, n: number) => {
    if (n > 0) nombres[name] = (nombres[name] ?? 0) + n;
  };
  for (const { nature } of objets) count(nature, 1);
  count('mandat_archive', archives.length);
  count('statistique', lignes.length);
  count('garde', plan.filter(isHeld).length);
  count('reporte', plan.filter((ligne) => !isHeld(ligne) && !isDue(ligne)).length);
  const avant = new Set(
    plan.flatMap(({ objet, efface }) => [objet, ...efface.map((e) => e.objet)]).map(keyOf),
  );
  const versions = [...new Set(plan.map(({ version }) => version))].sort();
  return {
    operations,
    certificat: {
      executeLe: ctx.maintenant,
      regleVersion: versions.length > 0 ? versions.join('+') : 'aucune',
      nombres,
      hashAvant: hashOf([...avant].sort()),
      hashApres: hashOf([...avant].filter((key) => !effaces.has(key)).sort()),
    },
  };
}

/** @param named - what tells the operation from any other, when it is not in the operation itself */
function toOperation(operation: SansOp<Operation>, named: unknown = operation): Operation {
  const op = hashOf({ type: operation.type, named }).slice('sha256:'.length, 'sha256:'.length + 32);
  return { ...operation, op };
}

function byOrder(a: ObjetConserve, b: ObjetConserve): number {
  return ORDRE.indexOf(a.nature) - ORDRE.indexOf(b.nature) || (a.id < b.id ? -1 : 1);
}

/** By what they say: two rows of one person do not stand together. */
function sortRows(lignes: readonly LigneStatistique[]): LigneStatistique[] {
  const keyed = lignes.map((ligne) => [JSON.stringify(ligne), ligne] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, ligne]) => ligne);
}
