import { createHmac } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { codeAcces } from '../db/schema-acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { deriveCle, readCleOrganisation } from './cle-organisation.ts';
import { createId, type Alea } from './identifiant.ts';

/** Whose codes they are. */
export type Titulaire = Pick<Visiteur, 'orgId' | 'compteId'>;

/** No sign that is read as another one, on paper or aloud: neither 0, O, 1, I nor L. */
const SIGNES = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 31⁸, nearly 2⁴⁰ for each code: twenty tries an hour would take millions of years. */
const LONGUEUR = 8;
export const NOMBRE = 10;
const FORME = new RegExp(`^[${SIGNES}]{${LONGUEUR}}$`);

/** A printed code as it was typed, spaces and hyphens out; null when it cannot be one. */
export function readCodeImprime(texte: string): string | null {
  const net = texte.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase();
  return FORME.test(net) ? net : null;
}

/** `ABCD-EFGH`: two groups are copied with fewer faults than one. */
const show = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

function createCode(alea: Alea): string {
  let code = '';
  while (code.length < LONGUEUR) {
    for (const octet of alea(LONGUEUR)) {
      // 248 = 8 × 31: above it some signs would come more often.
      if (octet < 248 && code.length < LONGUEUR) code += SIGNES[octet % SIGNES.length] ?? '';
    }
  }
  return code;
}

const fingerprint = (cle: Uint8Array, { compteId }: Titulaire, code: string): string =>
  createHmac('sha256', deriveCle(cle, 'code-acces')).update(`${compteId}:${code}`).digest('hex');

/** Ten new codes; the former ones open nothing any more. They are in clear in this answer, and nowhere else. */
export async function createCodesAcces(
  tx: Tx,
  services: Services,
  titulaire: Titulaire,
): Promise<readonly string[]> {
  const { orgId, compteId } = titulaire;
  const cle = await readCleOrganisation(tx, services, titulaire);
  const codes = new Set<string>();
  while (codes.size < NOMBRE) codes.add(createCode(services.alea));
  await tx.delete(codeAcces).where(and(eq(codeAcces.orgId, orgId), eq(codeAcces.compteId, compteId)));
  await tx.insert(codeAcces).values(
    [...codes].map((code) => ({
      orgId,
      id: createId(services.clock().getTime(), services.alea),
      compteId,
      empreinte: fingerprint(cle, titulaire, code),
      creeLe: now(services),
    })),
  );
  await appendJournal(tx, orgId, [
    { type: 'CodesAccesCrees', par: compteId, compte: compteId, le: now(services) },
  ]);
  return [...codes].map(show);
}

/**
 * Uses a code up, if it is one of those left.
 * @param cle - secret of the organisation; any other bytes when the account is unknown, for the same work to be done
 */
export async function consumeCode(
  tx: Tx,
  services: Services,
  cle: Uint8Array,
  titulaire: Titulaire,
  code: string,
): Promise<boolean> {
  const uses = await tx
    .update(codeAcces)
    .set({ utiliseLe: now(services) })
    .where(
      and(
        eq(codeAcces.orgId, titulaire.orgId),
        eq(codeAcces.compteId, titulaire.compteId),
        eq(codeAcces.empreinte, fingerprint(cle, titulaire, code)),
        isNull(codeAcces.utiliseLe),
      ),
    )
    .returning({ id: codeAcces.id });
  return uses.length === 1;
}

/** How many codes are left; null when none was ever made. */
export async function countCodes(tx: Tx, { orgId, compteId }: Titulaire): Promise<number | null> {
  const rows = await tx
    .select({ utiliseLe: codeAcces.utiliseLe })
    .from(codeAcces)
    .where(and(eq(codeAcces.orgId, orgId), eq(codeAcces.compteId, compteId)));
  return rows.length === 0 ? null : rows.filter(({ utiliseLe }) => utiliseLe === null).length;
}
