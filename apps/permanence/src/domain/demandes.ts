import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { demandeDroit } from '../db/schema-personnes.ts';
import { civilDate, newOp, type Services, type Visiteur } from '../server/contexte.ts';

/** What a person may ask (RGPD, art. 15 to 18 and 21). */
export const NATURES_DEMANDE = ['acces', 'effacement', 'rectification', 'limitation', 'opposition'] as const;
export type NatureDemande = (typeof NATURES_DEMANDE)[number];
/** How a request ended. */
export const REPONSES_DEMANDE = ['satisfaite', 'en_partie', 'refusee'] as const;
export type ReponseDemande = (typeof REPONSES_DEMANDE)[number];

/** A request of the register: nobody is named. */
export type Demande = typeof demandeDroit.$inferSelect;

/** Writes a request in the register; answered at once when `reponse` is given. */
export async function addDemande(
  tx: Tx,
  services: Services,
  { orgId, compteId, zone }: Pick<Visiteur, 'orgId' | 'compteId' | 'zone'>,
  demande: { nature: NatureDemande; recueLe?: string; personneId?: string; reponse?: ReponseDemande },
): Promise<string> {
  const id = newOp(services);
  const aujourdhui = civilDate(services.clock(), zone);
  const { nature, recueLe = aujourdhui, personneId, reponse } = demande;
  await tx.insert(demandeDroit).values({
    orgId,
    id,
    nature,
    recueLe,
    ...(reponse === undefined
      ? { personneId: personneId ?? null }
      : { reponse, repondueLe: aujourdhui, par: compteId }),
  });
  return id;
}

/** The answer to a request; whom it was about is then forgotten. */
export async function answerDemande(
  tx: Tx,
  services: Services,
  { orgId, compteId, zone }: Pick<Visiteur, 'orgId' | 'compteId' | 'zone'>,
  id: string,
  reponse: ReponseDemande,
  certificatId?: string,
): Promise<void> {
  await tx
    .update(demandeDroit)
    .set({
      reponse,
      repondueLe: civilDate(services.clock(), zone),
      par: compteId,
      personneId: null,
      ...(certificatId === undefined ? {} : { certificatId }),
    })
    .where(and(eq(demandeDroit.orgId, orgId), eq(demandeDroit.id, id), isNull(demandeDroit.reponse)));
}

/** The register, latest first. */
export async function listDemandes(tx: Tx, orgId: string): Promise<Demande[]> {
  return tx
    .select()
    .from(demandeDroit)
    .where(eq(demandeDroit.orgId, orgId))
    .orderBy(desc(demandeDroit.recueLe), desc(demandeDroit.id));
}

/** One request that waits for its answer, or null. */
export async function findDemandeOuverte(tx: Tx, orgId: string, id: string): Promise<Demande | null> {
  const [row] = await tx
    .select()
    .from(demandeDroit)
    .where(and(eq(demandeDroit.orgId, orgId), eq(demandeDroit.id, id), isNull(demandeDroit.reponse)));
  return row ?? null;
}

/** Whether an erasure was asked for one of these files and is not done yet. */
export async function hasDemandeEnCours(
  tx: Tx,
  orgId: string,
  personneIds: readonly string[],
): Promise<boolean> {
  const rows = await tx
    .select({ id: demandeDroit.id })
    .from(demandeDroit)
    .where(
      and(
        eq(demandeDroit.orgId, orgId),
        eq(demandeDroit.nature, 'effacement'),
        isNull(demandeDroit.reponse),
        inArray(demandeDroit.personneId, [...personneIds]),
      ),
    );
  return rows.length > 0;
}
