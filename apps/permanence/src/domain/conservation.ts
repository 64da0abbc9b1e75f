import {
  applyConservation,
  planConservation,
  REGLES_CONSERVATION,
  type Certificat,
  type LigneConservation,
  type Operation,
} from '@porte-plume/accompagnement/conservation';
import { and, desc, eq, like, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { passage } from '../db/schema-agenda.ts';
import { certificat, mandatArchive, statistiqueArchivee } from '../db/schema-personnes.ts';
import { clePersonne, coffre, mandat, mandatEvenement, personne } from '../db/schema.ts';
import { civilDate, newOp, now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';
import { dropCodes } from './codes.ts';
import { CLOS, readEtatDossiers } from './etat-dossiers.ts';
import { dropIndex } from './index-personnes.ts';
import { ordre, readMandat, runMandatAs } from './mandats.ts';
import { readTiers } from './tiers.ts';

/** Who runs the rules: the officer, or the clock of the server. */
export type Executant = Pick<Visiteur, 'orgId' | 'zone' | 'compteId'>;
/** Name of the clock in the journal. */
export const HORLOGE = 'conservation';

/** What is kept of a run: the certificate of the engine, and what its rules did here. */
export interface CertificatGarde extends Certificat {
  /** Lines done by rule. */
  parRegle: Record<string, number>;
  /** Identities kept under key because a mandate is still a proof; they go with it. */
  clesGardees: number;
}

/** The dry run over the real rows: what the rules end today. Nothing is removed. */
export async function readPlan(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
): Promise<LigneConservation[]> {
  const le = civilDate(services.clock(), zone);
  return planConservation(await readEtatDossiers(tx, { orgId, zone }, le), REGLES_CONSERVATION, le);
}

/**
 * Runs the rules in the transaction of the caller: plan and execution see the same rows. Run again the same day, it finds
 * nothing, and keeps no certificate.
 * @returns the id of the certificate, or null when there was nothing to do
 */
export async function executeConservation(
  tx: Tx,
  services: Services,
  executant: Executant,
): Promise<string | null> {
  const { orgId, compteId } = executant;
  await tx.execute(sql`select set_config('statement_timeout', '60000', true)`);
  await lockChaine(tx, orgId);
  const plan = await readPlan(tx, services, executant);
  const { operations, certificat: fait } = applyConservation(plan, {
    maintenant: now(services),
    zone: executant.zone,
  });
  if (operations.length === 0) return null;
  let clesGardees = 0;
  for (const operation of operations)
    if ((await run(tx, services, executant, operation)) === 'cle_gardee') clesGardees += 1;
  const parRegle: Record<string, number> = {};
  for (const { regle, action } of plan) if (action !== 'garder') parRegle[regle] = (parRegle[regle] ?? 0) + 1;
  const id = newOp(services);
  const donnees: CertificatGarde = { ...fait, parRegle, clesGardees };
  await tx.insert(certificat).values({ orgId, id, nature: 'conservation', donnees, le: fait.executeLe });
  await appendJournal(tx, orgId, [
    { type: 'ConservationExecutee', compte: compteId, certificat: id, le: fait.executeLe },
  ]);
  return id;
}

async function run(
  tx: Tx,
  services: Services,
  executant: Executant,
  operation: Operation,
): Promise<'cle_gardee' | 'fait'> {
  const { orgId } = executant;
  switch (operation.type) {
    case 'ajouter_statistiques':
      for (let debut = 0; debut < operation.lignes.length; debut += 1000)
        await tx.insert(statistiqueArchivee).values(
          operation.lignes.slice(debut, debut + 1000).map((donnees) => ({
            orgId,
            id: Buffer.from(services.alea(16)).toString('hex'),
            donnees,
          })),
        );
      return 'fait';
    case 'archiver_mandat':
      await tx
        .insert(mandatArchive)
        .values({ orgId, mandatId: operation.mandatId, le: now(services) })
        .onConflictDoNothing();
      return 'fait';
    case 'purger_mandat':
      await purgeMandat(tx, services, executant, operation);
      return 'fait';
    case 'supprimer':
      await remove(tx, orgId, operation.objet);
      return 'fait';
    case 'detruire_cle':
      return destroyKey(tx, orgId, operation.personne);
  }
}

type Objet = Extract<Operation, { type: 'supprimer' }>['objet'];

async function remove(tx: Tx, orgId: string, { nature, id }: Objet): Promise<void> {
  const dansLeCoffre = () => tx.delete(coffre).where(and(eq(coffre.orgId, orgId), eq(coffre.id, id)));
  switch (nature) {
    case 'note':
      await dansLeCoffre();
      return;
    case 'passage':
      await tx.delete(passage).where(and(eq(passage.orgId, orgId), eq(passage.id, id)));
      return;
    case 'dossier':
      await dropIndex(tx, { orgId }, id);
      await tx
        .update(personne)
        .set({ pseudonyme: `${CLOS}${id}` })
        .where(and(eq(personne.orgId, orgId), eq(personne.id, id)));
      return;
    case 'diagnostic':
      await dansLeCoffre();
      await tx.execute(sql`select oublier('diagnostic', ${id})`);
      return;
    default:
      await tx.execute(sql`select oublier(${nature}::text, ${id}::text)`);
  }
}

/** Mandates of a person that are still a proof: not purged yet. */
async function listPreuves(tx: Tx, orgId: string, personneId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: mandat.id })
    .from(mandat)
    .where(
      and(
        eq(mandat.orgId, orgId),
        eq(mandat.personneId, personneId),
        sql`not exists (select 1 from ${mandatEvenement} e where e.org_id = ${mandat.orgId}
          and e.mandat_id = ${mandat.id} and e.donnees->>'type' = 'DonneesEffacees')`,
      ),
    );
  return rows.map(({ id }) => id);
}

/**
 * Destroys the key of a dossier that is over. While one of her mandates is a proof, the key stays for it alone: nobody
 * finds the person any more, and the key goes with the last mandate.
 */
async function destroyKey(tx: Tx, orgId: string, personneId: string): Promise<'cle_gardee' | 'fait'> {
  if ((await listPreuves(tx, orgId, personneId)).length > 0) return 'cle_gardee';
  await tx.delete(coffre).where(and(eq(coffre.orgId, orgId), eq(coffre.personneId, personneId)));
  await tx
    .delete(clePersonne)
    .where(and(eq(clePersonne.orgId, orgId), eq(clePersonne.personneId, personneId)));
  return 'fait';
}

async function purgeMandat(
  tx: Tx,
  services: Services,
  { orgId, zone, compteId }: Executant,
  { op, mandatId }: Extract<Operation, { type: 'purger_mandat' }>,
): Promise<void> {
  const lu = await readMandat(tx, orgId, mandatId);
  if (lu === null) return;
  const auteur = { orgId, zone, acteur: { kind: 'coordinateur' as const, ref: compteId }, habilitations: [] };
  await runMandatAs(tx, services, auteur, { mandatId, personneId: lu.personneId, op }, [
    ordre('EffacerDonnees', 'purger', { portee: 'vault_et_sel', base: 'conservation' }),
  ]);
  await dropCodes(tx, { orgId }, [mandatId]);
  const tiers = await readTiers(tx, services, { orgId }, lu.personneId, mandatId);
  for (const id of [`codes:${mandatId}`, ...tiers.map(({ ref }) => ref)])
    await tx.delete(coffre).where(and(eq(coffre.orgId, orgId), eq(coffre.id, id)));
  const [qui] = await tx
    .select({ id: personne.id })
    .from(personne)
    .where(
      and(eq(personne.orgId, orgId), eq(personne.id, lu.personneId), like(personne.pseudonyme, `${CLOS}%`)),
    );
  if (qui !== undefined) await destroyKey(tx, orgId, lu.personneId);
}

/** Certificates, latest first. */
export async function listCertificats(tx: Tx, orgId: string): Promise<(typeof certificat.$inferSelect)[]> {
  return tx
    .select()
    .from(certificat)
    .where(eq(certificat.orgId, orgId))
    .orderBy(desc(certificat.le))
    .limit(50);
}

/** One certificate, or null. */
export async function readCertificat(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<typeof certificat.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(certificat)
    .where(and(eq(certificat.orgId, orgId), eq(certificat.id, id)));
  return row ?? null;
}
