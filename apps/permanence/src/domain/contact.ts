import { eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { organisation } from '../db/schema.ts';

/** Whom to call: a structure, never a person. */
export interface ContactStructure {
  nom: string;
  telephone: string | null;
  courriel: string | null;
}

/** How the structure of an account is reached. */
export async function readContact(tx: Tx, orgId: string): Promise<ContactStructure | null> {
  const [row] = await tx.select().from(organisation).where(eq(organisation.orgId, orgId));
  return row === undefined ? null : { nom: row.nom, telephone: row.telephone, courriel: row.courriel };
}
