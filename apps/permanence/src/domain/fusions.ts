import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { fusionPersonne } from '../db/schema-personnes.ts';
import { personne } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';

/** One merge in force: `de` counts as `vers`. */
export interface Fusion {
  de: string;
  vers: string;
}

/** Merges of an organisation: who counts as whom, and the pairs that a writer told apart. */
export interface Fusions {
  enVigueur: readonly Fusion[];
  /** The person under whom somebody counts, merges followed; herself when she was never merged. */
  rootOf: (id: string) => string;
  /** Everyone who counts as the same person as `id`, herself first. */
  groupOf: (id: string) => string[];
  isDistinct: (a: string, b: string) => boolean;
}

const pairOf = (a: string, b: string): string => [a, b].sort().join(' ');

/** Replays the events of merging, in their order. */
export async function readFusions(tx: Tx, orgId: string): Promise<Fusions> {
  const rows = await tx
    .select({ type: fusionPersonne.type, de: fusionPersonne.de, vers: fusionPersonne.vers })
    .from(fusionPersonne)
    .where(eq(fusionPersonne.orgId, orgId))
    .orderBy(asc(fusionPersonne.rang));
  return replay(rows);
}

/** Pure part of {@link readFusions}. */
export function replay(rows: readonly { type: string; de: string; vers: string }[]): Fusions {
  const parents = new Map<string, string>();
  const distinctes = new Set<string>();
  for (const { type, de, vers } of rows) {
    if (type === 'fusion') parents.set(de, vers);
    else if (type === 'defusion') parents.delete(de);
    else distinctes.add(pairOf(de, vers));
  }
  const rootOf = (id: string): string => {
    let root = id;
    const seen = new Set<string>();
    for (let next = parents.get(root); next !== undefined && !seen.has(root); next = parents.get(root)) {
      seen.add(root);
      root = next;
    }
    return root;
  };
  return {
    enVigueur: [...parents].map(([de, vers]) => ({ de, vers })),
    rootOf,
    groupOf: (id) => {
      const root = rootOf(id);
      const tous = [...parents.keys()].filter((autre) => autre !== id && rootOf(autre) === root);
      return [...new Set([id, root, ...tous])];
    },
    isDistinct: (a, b) => distinctes.has(pairOf(a, b)),
  };
}

const REFUS = {
  inconnue: { code: 'personne_inconnue', phrase: 'Une de ces deux fiches n’existe plus.' },
  meme: { code: 'deja_fusionnees', phrase: 'Ces deux fiches n’en font déjà qu’une.' },
  separee: { code: 'pas_fusionnees', phrase: 'Ces deux fiches ne sont pas réunies.' },
} as const;

/**
 * Says that two files are one person, that they are two again, or that they were never one. Nothing of either file is
 * changed: the event alone says who counts as whom, so that undoing it gives everything back.
 * @throws {Refus} on an unknown or erased file, on a merge already done, on the undoing of none
 */
export async function changeFusion(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  { type, de, vers }: { type: 'fusion' | 'defusion' | 'distinction' } & Fusion,
): Promise<void> {
  await lockChaine(tx, orgId);
  const connues = await tx
    .select({ id: personne.id })
    .from(personne)
    .where(and(eq(personne.orgId, orgId), inArray(personne.id, [de, vers])));
  if (connues.length !== 2) throw new Refus([REFUS.inconnue]);
  const { rootOf, enVigueur } = await readFusions(tx, orgId);
  const reunies = rootOf(de) === rootOf(vers);
  if (type !== 'defusion' && reunies) throw new Refus([REFUS.meme]);
  if (type === 'defusion' && !enVigueur.some((une) => une.de === de && une.vers === vers))
    throw new Refus([REFUS.separee]);
  const [last] = await tx
    .select({ rang: fusionPersonne.rang })
    .from(fusionPersonne)
    .where(eq(fusionPersonne.orgId, orgId))
    .orderBy(desc(fusionPersonne.rang))
    .limit(1);
  const le = now(services);
  // The head of each group is what is merged: a chain of merges stays a tree.
  const paire = type === 'fusion' ? { de: rootOf(de), vers: rootOf(vers) } : { de, vers };
  await tx
    .insert(fusionPersonne)
    .values({ orgId, rang: (last?.rang ?? -1) + 1, type, ...paire, par: compteId, le });
  await appendJournal(tx, orgId, [{ type: `Personnes${LIBELLES[type]}`, compte: compteId, ...paire, le }]);
}

const LIBELLES = { fusion: 'Reunies', defusion: 'Separees', distinction: 'Distinguees' } as const;
