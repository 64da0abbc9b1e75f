import { planConservation, REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import type { CommandeDe } from '@porte-plume/mandat';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { certificat } from '../db/schema-personnes.ts';
import { brouillon, clePersonne, coffre, mandat, personne } from '../db/schema.ts';
import { civilDate, newOp, now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';
import { dropCodes } from './codes.ts';
import { EFFACE, readEtatDossiers } from './etat-dossiers.ts';
import { dropIndex } from './index-personnes.ts';
import { ordre, runMandat } from './mandats.ts';

/** Whom to erase, how far, and on what ground. */
export interface Effacement extends Pick<CommandeDe<'EffacerDonnees'>['donnees'], 'portee' | 'base'> {
  personneId: string;
  op: string;
}

/**
 * Erases a person: what names her leaves the vault, and with `vault_et_sel` her key is destroyed, so that no
 * commitment leads to her any more. The chains stay as they are, with one event a mandate; her visits stay as visits of
 * nobody. A mandate in force is ended
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
  await dropIndex(tx, visiteur, personneId);
  await tx.execute(sql`select detacher(${personneId})`);
  await tx
    .update(personne)
    .set({ pseudonyme: `${EFFACE}${personneId}` })
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

/** How long the backups of the keys are kept: the erasure is complete after that. */
const SAUVEGARDE_JOURS = 30;

/** What a person keeps of her erasure: numbers and dates. */
export interface CertificatEffacement {
  executeLe: string;
  base: 'demande';
  /** Files erased; more than one when they were merged. */
  dossiers: number;
  /** Mandates whose history stays as proof, without a name. */
  mandats: number;
  /** When the last backup of her key is gone. */
  completLe: string;
}

/**
 * Erases a person at her request, with every file that counts as her, and keeps a certificate.
 * @throws {Refus} `gel_en_cours`; or when one of her mandates is still in force. Nothing is then erased
 * @returns the id of the certificate
 */
export async function eraseOnDemand(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { groupe, op }: { groupe: readonly string[]; op: string },
): Promise<string> {
  const { orgId } = visiteur;
  if (await isGele(tx, services, visiteur, groupe))
    throw new Refus([
      {
        code: 'gel_en_cours',
        phrase: 'Un gel protège ce dossier : levez-le d’abord, ou expliquez le refus.',
      },
    ]);
  const preuves = await tx
    .select({ id: mandat.id })
    .from(mandat)
    .where(and(eq(mandat.orgId, orgId), inArray(mandat.personneId, [...groupe])));
  for (const personneId of groupe)
    await erasePersonne(tx, services, visiteur, { personneId, op, portee: 'vault_et_sel', base: 'demande' });
  const executeLe = now(services);
  const id = newOp(services);
  const donnees: CertificatEffacement = {
    executeLe,
    base: 'demande',
    dossiers: groupe.length,
    mandats: preuves.length,
    completLe: new Date(Date.parse(executeLe) + SAUVEGARDE_JOURS * 86_400_000).toISOString(),
  };
  await tx.insert(certificat).values({ orgId, id, nature: 'effacement', donnees, le: executeLe });
  return id;
}

/** Whether a hold in force reaches one of these files: asked of the engine, which follows visits, mandates and séances. */
async function isGele(
  tx: Tx,
  services: Services,
  { orgId, zone }: Visiteur,
  groupe: readonly string[],
): Promise<boolean> {
  const le = civilDate(services.clock(), zone);
  const etat = await readEtatDossiers(tx, { orgId, zone }, le);
  if ((etat.gels ?? []).length === 0) return false;
  // Far ahead everything is due: what a hold of today protects is what the plan of that day keeps.
  const tard = `${String(Number(le.slice(0, 4)) + 100)}${le.slice(4)}`;
  return planConservation(etat, REGLES_CONSERVATION, tard).some(
    ({ objet, gels }) => objet.nature === 'dossier' && groupe.includes(objet.id) && gels.length > 0,
  );
}
