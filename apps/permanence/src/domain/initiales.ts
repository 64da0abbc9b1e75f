import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { clePersonne, coffre } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { openJson } from './coffre.ts';
import { IdentiteSchema, type Identite } from './identite.ts';

/** « Z. C. »: enough to recognise one's own case, or a person who stands there. */
export function toInitiales({ prenom, nom }: Pick<Identite, 'prenom' | 'nom'>): string {
  return `${prenom.charAt(0)}. ${nom.charAt(0)}.`;
}

/** Names of several persons at once, each read written in the audit log; who was erased is left out. */
export async function readIdentites(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  personneIds: readonly string[],
  pourquoi: string,
): Promise<Map<string, Identite>> {
  const ids = [...new Set(personneIds)];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      personneId: coffre.personneId,
      boite: coffre.boite,
      kid: clePersonne.kid,
      enveloppe: clePersonne.enveloppe,
    })
    .from(coffre)
    .innerJoin(
      clePersonne,
      and(eq(clePersonne.orgId, coffre.orgId), eq(clePersonne.personneId, coffre.personneId)),
    )
    .where(and(eq(coffre.orgId, orgId), eq(coffre.nature, 'identite'), inArray(coffre.personneId, ids)))
    .orderBy(desc(coffre.version));
  const lues = new Map<string, Identite>();
  for (const { personneId, boite, kid, enveloppe } of rows) {
    if (lues.has(personneId)) continue;
    const dek = services.coffre.openDek(personneId, kid, enveloppe);
    lues.set(personneId, IdentiteSchema.parse(openJson(dek, boite, `person:${personneId}`)));
  }
  const le = now(services);
  if (lues.size > 0)
    await appendJournal(
      tx,
      orgId,
      [...lues.keys()].map((personne) => ({ type: 'IdentiteLue', compte: compteId, personne, pourquoi, le })),
    );
  return lues;
}
