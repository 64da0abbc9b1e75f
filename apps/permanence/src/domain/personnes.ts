import { createHash, createHmac } from 'node:crypto';
import { computePseudonyme } from '@porte-plume/accompagnement/personne';
import { commit } from '@porte-plume/mandat/ledger';
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { clePersonne, coffre, personne } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { readCleOrganisation } from './cle-organisation.ts';
import { open, openJson, seal, sealJson } from './coffre.ts';
import { createId } from './identifiant.ts';
import { IdentiteSchema, type Identite } from './identite.ts';
import { indexPersonnes } from './index-personnes.ts';

/** A followed person as the rest of the application knows her. */
export interface PersonneSuivie {
  id: string;
  pseudonyme: string;
}

type Org = Pick<Visiteur, 'orgId'>;

/**
 * The person of this name and year in the organisation, met again or met for the first time.
 * @param discriminant - raised by one each time the writer said that it is not the same person
 */
export async function findOrCreatePersonne(
  tx: Tx,
  services: Services,
  org: Org,
  identite: Identite,
  discriminant = 0,
): Promise<PersonneSuivie> {
  const { orgId } = org;
  const cle = await readCleOrganisation(tx, services, org);
  const pseudonyme = computePseudonyme({ cle, organisationId: orgId, ...identite, discriminant });
  const id = createId(services.clock().getTime(), services.alea);
  const creeLe = now(services);
  const created = await tx
    .insert(personne)
    .values({ orgId, id, pseudonyme, creeLe })
    .onConflictDoNothing()
    .returning({ id: personne.id });
  if (created.length === 0) {
    const [connue] = await tx
      .select()
      .from(personne)
      .where(and(eq(personne.orgId, orgId), eq(personne.pseudonyme, pseudonyme)));
    if (connue === undefined) throw new Error('personne vanished between two statements');
    return { id: connue.id, pseudonyme };
  }
  const { dek, enveloppe } = services.coffre.createDek(id, services.alea);
  await tx.insert(clePersonne).values({ orgId, personneId: id, kid: services.coffre.kid, enveloppe });
  await tx.insert(coffre).values({
    orgId,
    id: createId(services.clock().getTime(), services.alea),
    personneId: id,
    nature: 'identite',
    version: 1,
    boite: sealJson(dek, identite, `person:${id}`, services.alea),
    deposeLe: creeLe,
  });
  await indexPersonnes(tx, services, org, [{ id, identite }]);
  return { id, pseudonyme };
}

/** A person by her id, or null: foreign and unknown ids look the same. */
export async function findPersonne(tx: Tx, orgId: string, id: string): Promise<PersonneSuivie | null> {
  const [row] = await tx
    .select({ id: personne.id, pseudonyme: personne.pseudonyme })
    .from(personne)
    .where(and(eq(personne.orgId, orgId), eq(personne.id, id)));
  return row ?? null;
}

/** More people of one name and one year in one structure have not been seen. */
const HOMONYMES_MAX = 6;

/** Persons of the same name and year, and the first discriminant that nobody bears. */
export async function findHomonymes(
  tx: Tx,
  services: Services,
  org: Org,
  identite: Identite,
): Promise<{ connues: string[]; libre: number }> {
  const cle = await readCleOrganisation(tx, services, org);
  const connues: string[] = [];
  const libres: number[] = [];
  // One who was erased leaves her rank free: those after her are still looked for.
  for (let discriminant = 0; discriminant < HOMONYMES_MAX || libres.length === 0; discriminant += 1) {
    const pseudonyme = computePseudonyme({ cle, organisationId: org.orgId, ...identite, discriminant });
    const [row] = await tx
      .select({ id: personne.id })
      .from(personne)
      .where(and(eq(personne.orgId, org.orgId), eq(personne.pseudonyme, pseudonyme)));
    if (row === undefined) libres.push(discriminant);
    else connues.push(row.id);
  }
  return { connues, libre: libres[0] ?? 0 };
}

/** The data key of a person, or null once it was destroyed. Opens nothing by itself: no name is read. */
export async function openPersonKey(
  tx: Tx,
  services: Services,
  orgId: string,
  personneId: string,
): Promise<Uint8Array | null> {
  const [cle] = await tx
    .select()
    .from(clePersonne)
    .where(and(eq(clePersonne.orgId, orgId), eq(clePersonne.personneId, personneId)));
  return cle === undefined ? null : services.coffre.openDek(personneId, cle.kid, cle.enveloppe);
}

/** Salt of the commitments of a person: it goes when her key is destroyed. */
export function saltOf(dek: Uint8Array): Uint8Array {
  return createHmac('sha256', dek).update('sel').digest();
}

/** Commitment of a value under the salt of a person: what an event may hold of it. */
export async function commitFor(
  tx: Tx,
  services: Services,
  { orgId }: Org,
  personneId: string,
  valeur: string,
): Promise<string> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  const engagement = dek === null ? null : commit(saltOf(dek), valeur);
  if (engagement?.ok !== true) throw new Error('a value cannot be committed for an erased person');
  return engagement.value;
}

/** An identity out of the vault, with the salt that commits to it in documents; both go when her key is destroyed. */
export interface IdentiteOuverte extends Identite {
  sel: Uint8Array;
}

/** Opens the identity of a person, and writes in the audit log who read it and why. Null once it was erased. */
export async function readIdentite(
  tx: Tx,
  services: Services,
  lecteur: Pick<Visiteur, 'orgId' | 'compteId'>,
  personneId: string,
  pourquoi: string,
): Promise<IdentiteOuverte | null> {
  const { orgId } = lecteur;
  const dek = await openPersonKey(tx, services, orgId, personneId);
  const [row] = await tx
    .select()
    .from(coffre)
    .where(and(eq(coffre.orgId, orgId), eq(coffre.personneId, personneId), eq(coffre.nature, 'identite')))
    .orderBy(desc(coffre.version))
    .limit(1);
  if (dek === null || row === undefined) return null;
  await appendJournal(tx, orgId, [
    { type: 'IdentiteLue', compte: lecteur.compteId, personne: personneId, pourquoi, le: now(services) },
  ]);
  const identite = IdentiteSchema.parse(openJson(dek, row.boite, `person:${personneId}`));
  return { ...identite, sel: saltOf(dek) };
}

/** The piece of a person whose fingerprint is `sha256`, or null: events hold fingerprints, the vault holds pieces. */
export async function readPiece(
  tx: Tx,
  services: Services,
  org: Org,
  personneId: string,
  sha256: string,
): Promise<Uint8Array | null> {
  const dek = await openPersonKey(tx, services, org.orgId, personneId);
  if (dek === null) return null;
  const rows = await tx
    .select()
    .from(coffre)
    .where(
      and(eq(coffre.orgId, org.orgId), eq(coffre.personneId, personneId), eq(coffre.nature, 'signature')),
    );
  for (const { id, boite } of rows) {
    const octets = open(dek, boite, `piece:${id}`);
    if (createHash('sha256').update(octets).digest('hex') === sha256) return new Uint8Array(octets);
  }
  return null;
}

/** What the vault keeps of a signature: the drawing, the written name, the scan, where the paper is, a minor's birth date. */
export type NaturePiece = 'signature' | 'nom_ecrit' | 'scan' | 'reference_papier' | 'naissance';

/** Puts bytes that belong to a person (a signature) in the vault, under her key. */
export async function depositPiece(
  tx: Tx,
  services: Services,
  org: Org,
  piece: { personneId: string; nature: NaturePiece; octets: Uint8Array },
): Promise<void> {
  const dek = await openPersonKey(tx, services, org.orgId, piece.personneId);
  if (dek === null) throw new Error('a mandate was signed for an erased person');
  const id = createId(services.clock().getTime(), services.alea);
  await tx.insert(coffre).values({
    orgId: org.orgId,
    id,
    personneId: piece.personneId,
    nature: piece.nature,
    version: 1,
    boite: seal(dek, piece.octets, `piece:${id}`, services.alea),
    deposeLe: now(services),
  });
}
