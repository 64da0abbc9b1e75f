import { parseAdressage, type Adressage, type RetourAdressage } from '@porte-plume/accompagnement';
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus, type MotifRefus } from '../db/operation.ts';
import { adressage } from '../db/schema-suivis.ts';
import { service } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { appendJournal } from './chaine.ts';
import { sealJson } from './coffre.ts';
import { aadOf, unseal, type Contenu } from './adressages-contenu.ts';
import { addPassage, markPassage } from './passages.ts';

/** A referral is forgotten ninety days after its last move (accompagnement §3, steps 0 and 14). */
export const ADRESSAGE_JOURS = 90;

/** `recu`: nobody took it; `accepte`: taken, no slot yet; `attendu`: expected on a day; `repondu`: the service was told. */
export type EtatAdressage = 'recu' | 'accepte' | 'attendu' | 'repondu';

/** A referral without what names the person, see {@link openAdressage}. */
export interface AdressageLu {
  id: string;
  serviceId: string;
  service: string;
  auteurId: string;
  perimetre: Adressage['perimetre'];
  urgence: boolean;
  echeance: string | null;
  langue: string;
  recuLe: string;
  accepteParId: string | null;
  creneau: { lieuId: string; date: string; heure: string | null } | null;
  personneId: string | null;
  interventionId: string | null;
  retour: RetourAdressage | null;
  /** Who answered, for the writers; null before, and for answers older than this column. */
  retourParId: string | null;
  etat: EtatAdressage;
}

const COLONNES = { ligne: adressage, service: service.nom };

function toLu({
  ligne: l,
  service: nom,
}: {
  ligne: typeof adressage.$inferSelect;
  service: string;
}): AdressageLu {
  const { id, serviceId, auteurId, urgence, echeance, langue, accepteParId, personneId, interventionId } = l;
  const retour =
    l.retourCode === null || l.retourLe === null
      ? null
      : { code: l.retourCode as RetourAdressage['code'], le: new Date(l.retourLe).toISOString() };
  const creneau =
    l.lieuId === null || l.creneauLe === null
      ? null
      : { lieuId: l.lieuId, date: l.creneauLe, heure: l.creneauHeure };
  return {
    id,
    serviceId,
    service: nom,
    auteurId,
    perimetre: l.perimetre as Adressage['perimetre'],
    urgence,
    echeance,
    langue,
    recuLe: new Date(l.recuLe).toISOString(),
    accepteParId,
    creneau,
    personneId,
    interventionId,
    retour,
    retourParId: l.retourParId,
    etat:
      retour !== null ? 'repondu' : creneau !== null ? 'attendu' : l.accepteLe !== null ? 'accepte' : 'recu',
  };
}

/** First instant that is still kept, by the day of the structure. */
function limite(services: Pick<Services, 'clock'>, zone: string): string {
  return addDays(civilDate(services.clock(), zone), -ADRESSAGE_JOURS);
}

/** Day of the last move of a referral, in the zone of the structure. */
const dernierJour = (zone: string) => sql`greatest(
  (${adressage.recuLe} at time zone ${zone})::date,
  (${adressage.accepteLe} at time zone ${zone})::date,
  ${adressage.creneauLe},
  (${adressage.retourLe} at time zone ${zone})::date)`;

/** The referrals still kept, of the structure or of one service: urgent first, then by what falls due, then the oldest. */
export async function listAdressages(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  { serviceId }: { serviceId?: string } = {},
): Promise<AdressageLu[]> {
  const rows = await tx
    .select(COLONNES)
    .from(adressage)
    .innerJoin(service, and(eq(service.orgId, adressage.orgId), eq(service.id, adressage.serviceId)))
    .where(
      and(
        eq(adressage.orgId, orgId),
        gte(dernierJour(zone), limite(services, zone)),
        ...(serviceId === undefined ? [] : [eq(adressage.serviceId, serviceId)]),
      ),
    )
    .orderBy(
      sql`${adressage.urgence} desc`,
      sql`${adressage.echeance} nulls last`,
      asc(adressage.recuLe),
      asc(adressage.id),
    );
  return rows.map(toLu);
}

/** One referral still kept, locked until the end of the transaction, or null. */
export async function findAdressage(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  id: string,
): Promise<AdressageLu | null> {
  const [row] = await tx
    .select(COLONNES)
    .from(adressage)
    .innerJoin(service, and(eq(service.orgId, adressage.orgId), eq(service.id, adressage.serviceId)))
    .where(
      and(eq(adressage.orgId, orgId), eq(adressage.id, id), gte(dernierJour(zone), limite(services, zone))),
    )
    .for('update', { of: adressage });
  return row === undefined ? null : toLu(row);
}

/** What a service wrote of the persons it sent, opened on demand: the audit log says who asked, and why. */
export async function openAdressages(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  ids: readonly string[],
  pourquoi: string,
): Promise<Map<string, Contenu>> {
  const contenus = await unseal(tx, services, orgId, ids);
  const le = now(services);
  if (contenus.size > 0)
    await appendJournal(
      tx,
      orgId,
      [...contenus.keys()].map((id) => ({
        type: 'AdressageLu',
        compte: compteId,
        adressage: id,
        pourquoi,
        le,
      })),
    );
  return contenus;
}

/** What a form says of a person to send, unchecked: {@link createAdressage} tells all that is wrong with it. */
export type SaisieAdressage = Readonly<Record<string, unknown>>;

/**
 * Sends a person: read by the package, sealed, put in the inbox. What it warns about (a word of health, a day gone by) is
 * refused once, so that the one who writes sees it, and passes when `vu`.
 * @returns the warnings that were passed
 * @throws {Refus} with every motif
 */
export async function createAdressage(
  tx: Tx,
  services: Services,
  { orgId, compteId, zone }: Pick<Visiteur, 'orgId' | 'compteId' | 'zone'>,
  { id, serviceId, saisie, vu }: { id: string; serviceId: string; saisie: SaisieAdressage; vu: boolean },
): Promise<void> {
  const recuLe = now(services);
  const lu = parseAdressage({ ...saisie, id, serviceId, recuLe, retour: null }, zone);
  if (!lu.ok) throw new Refus(lu.motifs);
  if (lu.avertissements.length > 0 && !vu) throw new Avertissement(lu.avertissements);
  const { contact, note, perimetre, urgence, echeance, langue } = lu.value;
  const contenu: Contenu = note === undefined ? { contact } : { contact, note };
  await tx.insert(adressage).values({
    orgId,
    id,
    serviceId,
    auteurId: compteId,
    perimetre,
    urgence,
    echeance: echeance ?? null,
    langue,
    recuLe,
    boite: sealJson(services.coffre.derive('adressage'), contenu, aadOf(orgId, id), services.alea),
  });
}

/** What the package warns about: seen once, then the form passes as it is. */
export class Avertissement extends Refus {
  override name = 'Avertissement';
  declare readonly motifs: readonly MotifRefus[];
}

/** Takes a referral and proposes a slot: the person is expected in that queue. */
export async function proposeCreneau(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  lu: AdressageLu,
  creneau: { lieuId: string; permanenceId: string; date: string; heure?: string },
): Promise<void> {
  const { orgId, compteId } = visiteur;
  const [avant] = await tx
    .select({ passageId: adressage.passageId })
    .from(adressage)
    .where(and(eq(adressage.orgId, orgId), eq(adressage.id, lu.id)));
  // Another slot takes the place of the first: nobody is expected twice.
  if (avant !== undefined && avant.passageId !== null)
    await markPassage(tx, orgId, avant.passageId, 'annule');
  const contenu = (await openAdressages(tx, services, visiteur, [lu.id], 'creneau')).get(lu.id);
  const contact = contenu?.contact;
  const prenom =
    contact === undefined ? undefined : 'fiche' in contact ? `Fiche ${contact.fiche}` : contact.prenom;
  const passageId = await addPassage(tx, services, visiteur, {
    ...creneau,
    adressageId: lu.id,
    ...(lu.langue.startsWith('non_') || lu.langue === 'und' ? {} : { langue: lu.langue }),
    ...(prenom === undefined ? {} : { prenom }),
  });
  await tx
    .update(adressage)
    .set({
      accepteLe: now(services),
      accepteParId: compteId,
      lieuId: creneau.lieuId,
      creneauLe: creneau.date,
      creneauHeure: creneau.heure ?? null,
      passageId,
    })
    .where(and(eq(adressage.orgId, orgId), eq(adressage.id, lu.id)));
}

/** Takes a referral without a slot yet: the person will be called. */
export async function acceptAdressage(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  id: string,
): Promise<void> {
  await tx
    .update(adressage)
    .set({ accepteLe: now(services), accepteParId: compteId })
    .where(and(eq(adressage.orgId, orgId), eq(adressage.id, id), isNull(adressage.accepteLe)));
}

/** Forgets the referrals of which nothing moved for ninety days: called by the retention job. @returns how many went */
export async function dropOldAdressages(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
): Promise<number> {
  const partis = await tx
    .delete(adressage)
    .where(and(eq(adressage.orgId, orgId), sql`${dernierJour(zone)} < ${limite(services, zone)}`))
    .returning({ id: adressage.id });
  return partis.length;
}

/** The services that send people here. */
export async function listServices(tx: Tx, orgId: string): Promise<{ id: string; nom: string }[]> {
  const rows = await tx
    .select({ id: service.id, nom: service.nom })
    .from(service)
    .where(eq(service.orgId, orgId));
  return rows.sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
}
