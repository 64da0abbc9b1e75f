import type { CommandeDe } from '@porte-plume/mandat';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { brouillon, clePersonne, coffre, mandat, personne } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';
import { dropCodes } from './codes.ts';
import { ordre, runMandat } from './mandats.ts';

/** Whom to erase, how far, and on what ground. */
export interface Effacement extends Pick<CommandeDe<'EffacerDonnees'>['donnees'], 'portee' | 'base'> {
  personneId: string;
  op: string;
}

/**
 * Erases a person: what names her leaves the vault, and with `vault_et_sel` her key is destroyed, so that no
 * commitment leads to her any more. The chains stay as they are, with one event a mandate. A mandate in force is ended
 * first. If she comes back, she is met for the first time.
 * @throws {Refus} when one of her mandates is still in force; nothing is then erased
 */
export async function erasePersonne(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { personneId, op, portee, base }: Effacement,
): Promise<void> {
  const { orgId } = visiteur;
  await lockChaine(tx, orgId);
  const mandats = await tx
    .select({ id: mandat.id })
    .from(mandat)
    .where(and(eq(mandat.orgId, orgId), eq(mandat.personneId, personneId)));
  for (const { id } of mandats)
    await runMandat(tx, services, visiteur, { mandatId: id, personneId, op }, [
      ordre('EffacerDonnees', `effacer-${id}`, { portee, base }),
    ]);
  const ids = mandats.map(({ id }) => id);
  await dropCodes(tx, visiteur, ids);
  // The draft of a preparation bears the id of its mandate, and holds the name that was typed.
  if (ids.length > 0)
    await tx.delete(brouillon).where(and(eq(brouillon.orgId, orgId), inArray(brouillon.id, ids)));
  await tx.delete(coffre).where(and(eq(coffre.orgId, orgId), eq(coffre.personneId, personneId)));
  if (portee === 'vault_et_sel')
    await tx
      .delete(clePersonne)
      .where(and(eq(clePersonne.orgId, orgId), eq(clePersonne.personneId, personneId)));
  await tx
    .update(personne)
    .set({ pseudonyme: `efface:${personneId}` })
    .where(and(eq(personne.orgId, orgId), eq(personne.id, personneId)));
  await appendJournal(tx, orgId, [
    {
      type: 'PersonneEffacee',
      compte: visiteur.compteId,
      personne: personneId,
      portee,
      base,
      le: now(services),
    },
  ]);
}
