import { etatA, type VueMandat } from '@porte-plume/mandat';
import { eq } from 'drizzle-orm';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { organisation } from '../db/schema.ts';
import { newOp, now, type Services } from '../server/contexte.ts';
import type { CodeTrouve } from './codes.ts';
import { ordre, readMandat, runMandatAs, type Auteur, type MandatLu, type Ordre } from './mandats.ts';

/** How the public reaches a structure: nothing about a person. */
export interface Contact {
  nom: string;
  telephone: string | null;
  courriel: string | null;
  zone: string;
  fictive: boolean;
}

/** A mandate as whoever holds one of its codes may act on it. */
export interface MandatOuvert {
  lu: MandatLu;
  vue: VueMandat;
  contact: Contact;
}

/** Opens the mandate of a code inside its organisation. Null when its history holds nothing. */
export async function openByCode(
  tx: Tx,
  services: Services,
  trouve: Pick<CodeTrouve, 'orgId' | 'mandatId'>,
): Promise<MandatOuvert | null> {
  const [contact] = await tx
    .select({
      nom: organisation.nom,
      telephone: organisation.telephone,
      courriel: organisation.courriel,
      zone: organisation.zone,
      fictive: organisation.fictive,
    })
    .from(organisation)
    .where(eq(organisation.orgId, trouve.orgId));
  const lu = await readMandat(tx, trouve.orgId, trouve.mandatId);
  const vue = lu === null ? null : etatA(lu.evenements, now(services));
  return lu === null || vue === null || contact === undefined ? null : { lu, vue, contact };
}

/** Who acts when somebody shows a code: the person for her own code, a third party otherwise. No name is known. */
export function toAuteurPublic(orgId: string, zone: string, acteur: Auteur['acteur']): Auteur {
  return { orgId, zone, acteur, habilitations: [] };
}

/** Commands given with a code, recorded on its mandate. Each has an operation of its own: the domain is idempotent. */
export async function runByCode(
  tx: Tx,
  services: Services,
  { lu, contact }: MandatOuvert,
  trouve: CodeTrouve,
  acteur: Auteur['acteur'],
  ordres: readonly Ordre[],
): Promise<void> {
  await runMandatAs(
    tx,
    services,
    toAuteurPublic(trouve.orgId, contact.zone, acteur),
    { mandatId: lu.id, personneId: lu.personneId, op: newOp(services) },
    ordres,
  );
}

/** What a revocation code met: nothing done yet, just stopped, stopped before, or over for another reason. */
export type Arret =
  | { nature: 'possible' | 'fini'; contact: Contact }
  | { nature: 'fait' | 'deja'; contact: Contact; le: string };

/**
 * Stops a mandate with the person's revocation code, or only looks whether it could be stopped. Doing it twice changes
 * nothing the second time.
 */
export async function stopByCode(
  services: Services,
  trouve: CodeTrouve,
  { maintenant }: { maintenant: boolean },
): Promise<Arret | null> {
  return asOrg(services.client.db, trouve.orgId, 'code.arreter', async (tx) => {
    const ouvert = await openByCode(tx, services, trouve);
    if (ouvert === null) return null;
    const avant = toArret(ouvert);
    if (avant.nature !== 'possible' || !maintenant) return avant;
    const acteur = { kind: 'mandant' as const, ref: ouvert.lu.etat.mandant.ref };
    try {
      await runByCode(tx, services, ouvert, trouve, acteur, [
        ordre('RevoquerMandat', 'revoquer', { demandePar: 'mandant', canal: 'code' }),
      ]);
    } catch (error) {
      // It ended between the two reads: what is true now is what the person is told.
      if (!(error instanceof Refus)) throw error;
    }
    const apres = await openByCode(tx, services, trouve);
    if (apres === null) return null;
    const arret = toArret(apres);
    return arret.nature === 'deja' ? { ...arret, nature: 'fait' } : arret;
  });
}

function toArret({ vue, contact }: MandatOuvert): Arret {
  switch (vue.statut) {
    case 'brouillon':
    case 'presente':
    case 'actif':
    case 'suspendu':
      return { nature: 'possible', contact };
    case 'revoque':
    case 'annule':
      return { nature: 'deja', contact, le: lastEndOf(vue) };
    default:
      return { nature: 'fini', contact };
  }
}

/** When it was stopped: as a whole, or by its last part. */
function lastEndOf({ fin, items, instant }: VueMandat): string {
  if (fin !== undefined) return fin.faitLe;
  const fins = items.flatMap(({ retraits }) => retraits.map((retrait) => retrait.fin.faitLe));
  return fins.sort().at(-1) ?? instant;
}
