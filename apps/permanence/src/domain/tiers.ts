import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { coffre } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { openJson, sealJson } from './coffre.ts';
import { createId } from './identifiant.ts';
import { openPersonKey } from './personnes.ts';

/**
 * People named beside the person in one mandate: who grants for her, witnesses, an interpreter. Their names live in her
 * vault, under her key; the events hold the id of the row.
 */
const TiersSchema = z.object({
  role: z.enum(['constituant', 'temoin', 'interprete']),
  nom: z.string(),
  mandatId: z.string(),
});

/** One of them; `ref` is what the events call them. */
export interface Tiers extends z.infer<typeof TiersSchema> {
  ref: string;
}

const NATURE = 'tiers';

/** A reference for somebody who is not an account of the structure. */
export function createRef(services: Pick<Services, 'clock' | 'alea'>): string {
  return createId(services.clock().getTime(), services.alea);
}

/** Puts their names in the vault of the person. */
export async function depositTiers(
  tx: Tx,
  services: Services,
  { orgId }: Pick<Visiteur, 'orgId'>,
  personneId: string,
  tiers: readonly Tiers[],
): Promise<void> {
  if (tiers.length === 0) return;
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) throw new Error('a mandate was signed for an erased person');
  await tx.insert(coffre).values(
    tiers.map(({ ref, ...contenu }) => ({
      orgId,
      id: ref,
      personneId,
      nature: NATURE,
      version: 1,
      boite: sealJson(dek, contenu, `tiers:${ref}`, services.alea),
      deposeLe: now(services),
    })),
  );
}

/** Those of one mandate; none once the person was erased. Whoever calls has logged that an identity is read. */
export async function readTiers(
  tx: Tx,
  services: Services,
  { orgId }: Pick<Visiteur, 'orgId'>,
  personneId: string,
  mandatId: string,
): Promise<Tiers[]> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) return [];
  const rows = await tx
    .select()
    .from(coffre)
    .where(and(eq(coffre.orgId, orgId), eq(coffre.personneId, personneId), eq(coffre.nature, NATURE)))
    .orderBy(asc(coffre.id));
  return rows
    .map(({ id, boite }) => ({ ref: id, ...TiersSchema.parse(openJson(dek, boite, `tiers:${id}`)) }))
    .filter((un) => un.mandatId === mandatId);
}

/** Two spellings of one name: accents, case, hyphens and the order of the words do not matter. */
export function foldNom(nom: string): string {
  return nom
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((mot) => mot !== '')
    .sort()
    .join(' ');
}
