import { eq } from 'drizzle-orm';
import { asOrg, ErreurBase } from '../db/asOrg.ts';
import { once } from '../db/operation.ts';
import type { Tx } from '../db/client.ts';
import { pagePublique } from '../db/schema-agenda.ts';
import { organisation } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';

/** What a structure shows to everybody. */
export interface PagePublique {
  slug: string;
  ouverte: boolean;
  nom: string;
  telephone: string | null;
}

export const SLUG = /^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/;

/** « Département de démonstration (Loire) » → `departement-de-demonstration-loire`. */
export function toSlug(nom: string): string {
  return nom
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
}

/** The page of an organisation; one that was never written is closed, and proposes what the organisation is called. */
export async function readPagePublique(tx: Tx, orgId: string): Promise<PagePublique> {
  const [page] = await tx.select().from(pagePublique).where(eq(pagePublique.orgId, orgId));
  if (page !== undefined) return page;
  const [org] = await tx
    .select({ nom: organisation.nom, telephone: organisation.telephone })
    .from(organisation)
    .where(eq(organisation.orgId, orgId));
  const nom = org?.nom ?? '';
  return { slug: toSlug(nom), ouverte: false, nom, telephone: org?.telephone ?? null };
}

/** Writes the page of an organisation. */
export async function putPagePublique(
  tx: Tx,
  { orgId, zone, fictive }: Pick<Visiteur, 'orgId' | 'zone' | 'fictive'>,
  { slug, ouverte, nom, telephone }: PagePublique,
): Promise<void> {
  await tx
    .insert(pagePublique)
    .values({ orgId, slug, ouverte, nom, telephone, zone, fictive })
    .onConflictDoUpdate({ target: [pagePublique.orgId], set: { slug, ouverte, nom, telephone } });
}

/** The same as one command. @returns false when another structure has this address */
export async function savePagePublique(
  services: Services,
  visiteur: Visiteur,
  op: string,
  page: PagePublique,
): Promise<boolean> {
  const { orgId, compteId } = visiteur;
  const maintenant = now(services);
  try {
    await asOrg(services.client.db, orgId, 'planning.page', (tx) =>
      once(tx, { orgId, op, type: 'planning.page', compteId, maintenant }, async () => {
        await putPagePublique(tx, visiteur, page);
        return { fait: page.ouverte ? 'La page publique est ouverte.' : 'La page publique est fermée.' };
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ErreurBase && error.sqlstate === '23505') return false;
    throw error;
  }
}
