import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { codePersonnel } from '../db/schema-personnel.ts';
import { now, type Services } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { deriveCle, readCleOrganisation } from './cle-organisation.ts';
import type { Titulaire } from './codes-acces.ts';
import type { Alea } from './identifiant.ts';

/** Six digits drawn by us, as on a bank card: nobody’s birthday, nothing used elsewhere. */
const LONGUEUR = 6;
/** scrypt as the OWASP sheet on passwords asks: 16 MiB, five times. */
export const ETIREMENT = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 2 ** 20 } as const;
/** Wrong ones in a row that close this way in, until another code is drawn. */
export const ECHECS_MAX = 10;

/** What the screen says of it. */
export type EtatPersonnel = 'aucun' | 'bon' | 'ferme';

/** Digits as they were typed; null when they cannot be such a code. */
export function readCodePersonnel(texte: string): string | null {
  const net = texte.replaceAll(/\s/g, '');
  return /^[0-9]{6}$/.test(net) ? net : null;
}

/** Six digits, each as likely as another; those that anybody would try first are drawn again. */
export function createCodePersonnel(alea: Alea): string {
  for (;;) {
    let code = '';
    while (code.length < LONGUEUR)
      // 250 = 25 × 10: above it some digits would come more often.
      for (const octet of alea(LONGUEUR))
        if (octet < 250 && code.length < LONGUEUR) code += String(octet % 10);
    if (!isObvious(code)) return code;
  }
}

/** One digit again and again, or a run up or down. */
function isObvious(code: string): boolean {
  const pas = new Set(
    Array.from({ length: LONGUEUR - 1 }, (_, rang) => Number(code[rang + 1]) - Number(code[rang])),
  );
  return pas.size === 1 && [-1, 0, 1].some((un) => pas.has(un));
}

const stretch = (code: string, sel: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, sel, 32, ETIREMENT, (error, cle) => {
      if (error === null) resolve(cle);
      else reject(error);
    });
  });

/** A million codes are soon tried, however slowly: the table alone must not be enough, hence a key outside of it. */
async function fingerprint(cle: Uint8Array, { compteId }: Titulaire, code: string, sel: Uint8Array) {
  return createHmac('sha256', deriveCle(cle, 'code-personnel'))
    .update(`${compteId}:`)
    .update(await stretch(code, sel))
    .digest();
}

/** Draws another code; the former one opens nothing any more. It is in clear in this answer, and nowhere else. */
export async function drawCodePersonnel(tx: Tx, services: Services, titulaire: Titulaire): Promise<string> {
  const { orgId, compteId } = titulaire;
  const cle = await readCleOrganisation(tx, services, titulaire);
  const code = createCodePersonnel(services.alea);
  const sel = Buffer.from(services.alea(16));
  const ligne = {
    sel,
    empreinte: await fingerprint(cle, titulaire, code, sel),
    echecs: 0,
    creeLe: now(services),
  };
  await tx
    .insert(codePersonnel)
    .values({ orgId, compteId, ...ligne })
    .onConflictDoUpdate({ target: [codePersonnel.orgId, codePersonnel.compteId], set: ligne });
  await appendJournal(tx, orgId, [
    { type: 'CodePersonnelTire', par: compteId, compte: compteId, le: now(services) },
  ]);
  return code;
}

/** What a typed code is compared with; null when the account has none. */
export interface Serrure {
  cle: Uint8Array;
  sel: Uint8Array;
  empreinte: Uint8Array;
}

/** Called once a printed code or six digits were right: nobody else learns anything, nor makes us stretch. */
export async function readSerrure(
  tx: Tx,
  cle: Uint8Array,
  { orgId, compteId }: Titulaire,
): Promise<Serrure | null> {
  const [row] = await tx
    .select({ sel: codePersonnel.sel, empreinte: codePersonnel.empreinte })
    .from(codePersonnel)
    .where(and(eq(codePersonnel.orgId, orgId), eq(codePersonnel.compteId, compteId)));
  return row === undefined ? null : { cle, ...row };
}

/** Whether it is the code behind the lock. Slow on purpose, hence outside of any transaction. */
export async function fits(
  serrure: Serrure | null,
  titulaire: Titulaire,
  code: string | null,
): Promise<boolean> {
  if (serrure === null || code === null) return false;
  const { cle, sel, empreinte } = serrure;
  return timingSafeEqual(await fingerprint(cle, titulaire, code, sel), empreinte);
}

/**
 * Writes the outcome of a guess, and says whether it opens: not when the code was drawn again meanwhile, nor once ten
 * wrong ones in a row closed it. One statement: guesses sent together are all counted.
 */
export async function settle(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Titulaire,
  serrure: Serrure | null,
  bon: boolean,
): Promise<boolean> {
  const touchees = await tx
    .update(codePersonnel)
    .set({ echecs: bon ? 0 : sql`${codePersonnel.echecs} + 1` })
    .where(
      and(
        eq(codePersonnel.orgId, orgId),
        eq(codePersonnel.compteId, compteId),
        lt(codePersonnel.echecs, ECHECS_MAX),
        ...(serrure === null ? [] : [eq(codePersonnel.empreinte, Buffer.from(serrure.empreinte))]),
      ),
    )
    .returning({ compteId: codePersonnel.compteId });
  if (!bon)
    await appendJournal(tx, orgId, [{ type: 'CodePersonnelFaux', compte: compteId, le: now(services) }]);
  return bon && touchees.length === 1;
}

export async function readEtatPersonnel(tx: Tx, { orgId, compteId }: Titulaire): Promise<EtatPersonnel> {
  const [row] = await tx
    .select({ echecs: codePersonnel.echecs })
    .from(codePersonnel)
    .where(and(eq(codePersonnel.orgId, orgId), eq(codePersonnel.compteId, compteId)));
  return row === undefined ? 'aucun' : row.echecs < ECHECS_MAX ? 'bon' : 'ferme';
}
