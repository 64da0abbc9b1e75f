import { createHmac } from 'node:crypto';
import { createCode, parseCode, type KindDeCode } from '@porte-plume/mandat/codes';
import { commit } from '@porte-plume/mandat/ledger';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { asAnyone } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { codePublic, coffre } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { lockChaine } from './chaine.ts';
import { listClesValables } from './cle-retiree.ts';
import { openJson, sealJson } from './coffre.ts';
import { openPersonKey, saltOf } from './personnes.ts';

type Org = Pick<Visiteur, 'orgId'>;

/** Whose codes they are. */
export interface Porteur {
  mandatId: string;
  personneId: string;
}

export const CodesSchema = z.object({ mandat: z.string(), revocation: z.string() });
/** The two codes printed on a copy, in clear: the one that shows the mandate and the one that stops it. */
export type Codes = z.infer<typeof CodesSchema>;

export const NATURE_CODES = 'codes';
const rowId = (mandatId: string) => `codes:${mandatId}`;

const digest = (cle: Uint8Array, canonical: string): string =>
  createHmac('sha256', cle).update(canonical).digest('hex');

/** Under which key a code is looked for; the same whatever the organisation, which the public does not know. */
function cleOf({ coffre: cles }: Pick<Services, 'coffre'>, canonical: string): string {
  return digest(cles.derive('code-public'), canonical);
}

/** The same before the rotation in progress; null out of one. */
function formerCleOf({ coffre: cles }: Pick<Services, 'coffre'>, canonical: string): string | null {
  const former = cles.deriveFormer('code-public');
  return former === null ? null : digest(former, canonical);
}

function engagementOf(dek: Uint8Array, canonical: string): string {
  const engagement = commit(saltOf(dek), canonical);
  if (!engagement.ok) throw new Error('a code is plain text');
  return engagement.value;
}

/** The codes of a mandate out of the vault; null when none was made yet, or once the person was erased. */
export async function readCodes(
  tx: Tx,
  services: Services,
  { orgId }: Org,
  { mandatId, personneId }: Porteur,
): Promise<Codes | null> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) return null;
  const [row] = await tx
    .select({ boite: coffre.boite })
    .from(coffre)
    .where(and(eq(coffre.orgId, orgId), eq(coffre.id, rowId(mandatId))));
  return row === undefined ? null : CodesSchema.parse(openJson(dek, row.boite, rowId(mandatId)));
}

/**
 * The codes of a mandate, made the first time they are asked for: the sheet that the person signs already bears them.
 * In clear they live in the vault only, under her key; null once she was erased.
 */
export async function ensureCodes(
  tx: Tx,
  services: Services,
  org: Org,
  porteur: Porteur,
): Promise<Codes | null> {
  const { orgId } = org;
  const { mandatId, personneId } = porteur;
  await lockChaine(tx, orgId);
  const deja = await readCodes(tx, services, org, porteur);
  if (deja !== null) return deja;
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) return null;
  const codes = { mandat: createCode('M', services.alea), revocation: createCode('R', services.alea) };
  await tx.insert(coffre).values({
    orgId,
    id: rowId(mandatId),
    personneId,
    nature: NATURE_CODES,
    version: 1,
    boite: sealJson(dek, codes, rowId(mandatId), services.alea),
    deposeLe: now(services),
  });
  await publish(tx, services, orgId, mandatId, dek, [codes.mandat, codes.revocation]);
  return codes;
}

async function publish(
  tx: Tx,
  services: Services,
  orgId: string,
  mandatId: string,
  dek: Uint8Array,
  codes: readonly string[],
): Promise<void> {
  await tx.insert(codePublic).values(
    codes.map((canonical) => ({
      orgId,
      cle: cleOf(services, canonical),
      mandatId,
      kind: canonical.charAt(0),
      engagement: engagementOf(dek, canonical),
      creeLe: now(services),
    })),
  );
}

/** Commitment of the revocation code, for `RemettreExemplaire`; null once the person was erased. */
export async function commitRevocation(
  tx: Tx,
  services: Services,
  org: Org,
  porteur: Porteur,
): Promise<string | null> {
  const codes = await ensureCodes(tx, services, org, porteur);
  const dek = await openPersonKey(tx, services, org.orgId, porteur.personneId);
  return codes === null || dek === null ? null : engagementOf(dek, codes.revocation);
}

/**
 * A code for a third party, shown once and never kept in clear: the same operation gives the same code, so that a form
 * sent twice shows one. Null once the person was erased.
 */
export async function createCodeTiers(
  tx: Tx,
  services: Services,
  { orgId }: Org,
  { mandatId, personneId }: Porteur,
  op: string,
): Promise<{ canonical: string; engagement: string } | null> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) return null;
  const canonical = createCode('T', drawFrom(services.coffre.derive('code-tiers'), `${mandatId} ${op}`));
  return { canonical, engagement: engagementOf(dek, canonical) };
}

/** Makes a third-party code findable, with its event in the same transaction. */
export async function publishCodeTiers(
  tx: Tx,
  services: Services,
  { orgId }: Org,
  { mandatId, personneId }: Porteur,
  canonical: string,
): Promise<void> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  if (dek === null) throw new Error('a code was made for an erased person');
  await publish(tx, services, orgId, mandatId, dek, [canonical]);
}

/** Octets that nobody can foresee without the key, and always the same for the same seed. */
function drawFrom(cle: Uint8Array, graine: string): (octets: number) => Uint8Array {
  let tirage = 0;
  return (octets) => {
    tirage += 1;
    return new Uint8Array(
      createHmac('sha256', cle).update(`${graine} ${tirage}`).digest().subarray(0, octets),
    );
  };
}

/** What a code opens. */
export interface CodeTrouve {
  orgId: string;
  mandatId: string;
  kind: KindDeCode;
  engagement: string;
  /** Of the copies printed with it. */
  empreintes: readonly string[];
}

/**
 * What this text opens as a code, with nobody signed in. Null when it is no code, a code that was never given, or one
 * of another kind: the search is done in every case, so that the three take the same time.
 */
export async function findCode(
  services: Services,
  texte: string,
  kinds: readonly KindDeCode[],
): Promise<CodeTrouve | null> {
  const lu = parseCode(texte);
  const canonical = lu.ok ? lu.value.canonical : texte;
  const find = (code: string) =>
    asAnyone(services.client.db, { code }, 'code.chercher', async (tx) => ({
      rows: await tx.select().from(codePublic).where(eq(codePublic.cle, code)),
      cles: await listClesValables(tx, services, 'code-public'),
    }));
  const { rows, cles } = await find(cleOf(services, canonical));
  for (const cle of cles.slice(1)) rows.push(...(await find(digest(cle, canonical))).rows);
  const [row] = rows;
  const kind = kinds.find((un) => un === row?.kind);
  if (!lu.ok || row === undefined || kind === undefined) return null;
  const { orgId, mandatId, engagement, empreintes } = row;
  return { orgId, mandatId, kind, engagement, empreintes };
}

/**
 * Makes the two codes of a copy findable under the KEK in force; once it is done, doing it again changes nothing. A code
 * of a third party is kept nowhere in clear: the retired key finds it until it expires (`cle-retiree.ts`).
 */
export async function republishCodes(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  orgId: string,
  codes: Codes,
): Promise<number> {
  let faits = 0;
  for (const canonical of [codes.mandat, codes.revocation]) {
    const former = formerCleOf(services, canonical);
    if (former === null) continue;
    const rows = await tx
      .update(codePublic)
      .set({ cle: cleOf(services, canonical) })
      .where(and(eq(codePublic.orgId, orgId), eq(codePublic.cle, former)))
      .returning({ cle: codePublic.cle });
    faits += rows.length;
  }
  return faits;
}

/** Remembers that a copy of this fingerprint was printed, so that its paper can be told from another. */
export async function recordEmpreinte(
  tx: Tx,
  { orgId }: Org,
  mandatId: string,
  empreinte: string,
): Promise<void> {
  await tx
    .update(codePublic)
    .set({ empreintes: sql`array_append(${codePublic.empreintes}, ${empreinte})` })
    .where(
      and(
        eq(codePublic.orgId, orgId),
        eq(codePublic.mandatId, mandatId),
        eq(codePublic.kind, 'M'),
        sql`not ${codePublic.empreintes} @> array[${empreinte}]`,
      ),
    );
}

/** Forgets every code of a person's mandates: nothing opens them any more. */
export async function dropCodes(tx: Tx, { orgId }: Org, mandatIds: readonly string[]): Promise<void> {
  for (const mandatId of mandatIds)
    await tx.delete(codePublic).where(and(eq(codePublic.orgId, orgId), eq(codePublic.mandatId, mandatId)));
}
