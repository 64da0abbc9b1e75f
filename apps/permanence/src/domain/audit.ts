import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { signHead, verifyChain, verifyHead, GENESE, type Head, type Link } from '@porte-plume/mandat/ledger';
import { and, asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { teteSignee } from '../db/schema-personnes.ts';
import { journal, mandatEvenement } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { deriveCle, readCleOrganisation } from './cle-organisation.ts';

/** The two chains of an organisation. */
export const REGISTRES = ['journal', 'mandats'] as const;
export type Registre = (typeof REGISTRES)[number];

const TABLES = { journal, mandats: mandatEvenement } as const;
type Org = Pick<Visiteur, 'orgId' | 'zone'>;

/** Every link of a chain, in its order. */
export async function readChaine(tx: Tx, orgId: string, registre: Registre): Promise<Link[]> {
  const table = TABLES[registre];
  const rows = await tx
    .select({ prevHash: table.prevHash, hash: table.hash, evenement: table.donnees })
    .from(table)
    .where(eq(table.orgId, orgId))
    .orderBy(asc(table.rang));
  return rows;
}

/** PKCS#8 of an Ed25519 private key, but for its 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Key that signs the heads of an organisation: it needs the key file, which whoever edits the database does not have. */
async function readCleDeTete(tx: Tx, services: Pick<Services, 'coffre'>, org: Org): Promise<KeyObject> {
  const graine = deriveCle(await readCleOrganisation(tx, services, org), 'tete-signee');
  return createPrivateKey({ key: Buffer.concat([PKCS8, graine]), format: 'der', type: 'pkcs8' });
}

const FichierSchema = z.object({
  format: z.literal('porte-plume-tetes-1'),
  structure: z.string(),
  cle: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
  tetes: z.array(z.object({ registre: z.enum(REGISTRES), jour: z.string(), jws: z.string() })).max(1000),
});
/** What the officer keeps elsewhere: the heads of the day, and the key that checks them. */
export type FichierDeTetes = z.infer<typeof FichierSchema>;

/** Signs the head of each chain as it stands; a day keeps its first, and the file always holds the present one. */
export async function signTetes(tx: Tx, services: Services, org: Org): Promise<FichierDeTetes> {
  const { orgId, zone } = org;
  const cle = await readCleDeTete(tx, services, org);
  const at = now(services);
  const jour = civilDate(services.clock(), zone);
  const tetes: FichierDeTetes['tetes'] = [];
  for (const registre of REGISTRES) {
    const links = await readChaine(tx, orgId, registre);
    const head: Head = { structureId: orgId, count: links.length, hash: links.at(-1)?.hash ?? GENESE, at };
    const jws = await signHead(head, cle);
    await tx.insert(teteSignee).values({ orgId, registre, jour, jws }).onConflictDoNothing();
    tetes.push({ registre, jour, jws });
  }
  const { kty, crv, x } = createPublicKey(cle).export({ format: 'jwk' });
  return FichierSchema.parse({
    format: 'porte-plume-tetes-1',
    structure: orgId,
    cle: { kty, crv, x },
    tetes,
  });
}

/** Reads a file of heads; null when it is none. */
export function parseTetes(texte: string): FichierDeTetes | null {
  try {
    const lu = FichierSchema.safeParse(JSON.parse(texte));
    return lu.success ? lu.data : null;
  } catch {
    return null;
  }
}

/** What the recomputation of a chain says. */
export interface Verdict {
  registre: Registre;
  nombre: number;
  /** Hash of the last link. */
  tete: string;
  /** Rank of the first row that is wrong, from 0; null when all hold. */
  rang: number | null;
  phrases: readonly string[];
  /** Heads that were checked against it. */
  tetes: number;
}

/**
 * Recomputes a chain from its first row, and against the heads that were signed of it: those of the table, and those of
 * the officer's file, which alone show what was cut off the end together with the table.
 */
export async function verifyRegistre(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  org: Org,
  registre: Registre,
  fichier: FichierDeTetes | null,
): Promise<Verdict> {
  const links = await readChaine(tx, org.orgId, registre);
  const publique = createPublicKey(await readCleDeTete(tx, services, org));
  const gardees = await tx
    .select({ jws: teteSignee.jws })
    .from(teteSignee)
    .where(and(eq(teteSignee.orgId, org.orgId), eq(teteSignee.registre, registre)))
    .orderBy(desc(teteSignee.jour))
    .limit(31);
  const duFichier = fichier?.tetes.filter((une) => une.registre === registre) ?? [];
  const heads: Head[] = [];
  const phrases: string[] = [];
  for (const [jws, cle] of [
    ...gardees.map((une) => [une.jws, publique] as const),
    ...duFichier.map((une) => [une.jws, fichier?.cle ?? publique] as const),
  ]) {
    const lue = await verifyHead(jws, cle);
    if (lue.ok && lue.value.structureId === org.orgId) heads.push(lue.value);
    else phrases.push('Une tête signée n’est pas authentique.');
  }
  let rang: number | null = null;
  for (const head of [undefined, ...heads]) {
    const resultat = verifyChain(links, head === undefined ? {} : { head });
    if (resultat.ok) continue;
    for (const motif of resultat.motifs) {
      const index = 'index' in motif && typeof motif.index === 'number' ? motif.index : 0;
      rang = rang === null ? index : Math.min(rang, index);
      phrases.push(motif.phrase);
    }
  }
  return {
    registre,
    nombre: links.length,
    tete: links.at(-1)?.hash ?? GENESE,
    rang,
    phrases: [...new Set(phrases)],
    tetes: heads.length,
  };
}
