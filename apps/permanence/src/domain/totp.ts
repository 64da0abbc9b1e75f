import { and, eq, lt } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../db/client.ts';
import { totp } from '../db/schema-acces.ts';
import { now, type Services } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { deriveCle, readCleOrganisation } from './cle-organisation.ts';
import { open, seal } from './coffre.ts';
import type { Titulaire } from './codes-acces.ts';

/** 160 bits, as RFC 4226 §4 recommends. */
const OCTETS = 20;
const REGLAGE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

const aadOf = ({ orgId, compteId }: Titulaire): string => `totp:${orgId}:${compteId}`;

/** Six digits as they were typed; null when it cannot be such a code. */
export function readCodeTotp(texte: string): string | null {
  const net = texte.replaceAll(/\s/g, '');
  return /^[0-9]{6}$/.test(net) ? net : null;
}

/** A fresh secret in base 32, as applications of codes ask for it. */
export function createSecret({ alea }: Pick<Services, 'alea'>): string {
  return new Secret({ buffer: new Uint8Array(alea(OCTETS)).buffer }).base32;
}

/** Address that an application reads in the QR code. The label is the identifier that its holder types to sign in. */
export function toUri(secret: string, identifiant: string): string {
  return new TOTP({ issuer: 'Porte-plume', label: identifiant, secret, ...REGLAGE }).toString();
}

/** The step that a code belongs to, at most one before or after the present one; null when it is wrong. */
export function findPas(services: Pick<Services, 'clock'>, secret: Secret, code: string): number | null {
  const timestamp = services.clock().getTime();
  const ecart = TOTP.validate({ token: code, secret, ...REGLAGE, window: 1, timestamp });
  return ecart === null ? null : TOTP.counter({ period: REGLAGE.period, timestamp }) + ecart;
}

/** Keeps a secret once a first code proved that the application has it. That code opens nothing more. */
export async function keepTotp(
  tx: Tx,
  services: Services,
  titulaire: Titulaire,
  { secret, code }: { secret: string; code: string },
): Promise<boolean> {
  const { orgId, compteId } = titulaire;
  const clair = Secret.fromBase32(secret);
  const pas = findPas(services, clair, code);
  if (pas === null) return false;
  const cle = deriveCle(await readCleOrganisation(tx, services, titulaire), 'totp');
  const ligne = {
    secret: seal(cle, clair.bytes, aadOf(titulaire), services.alea),
    dernierPas: pas,
    creeLe: now(services),
  };
  await tx
    .insert(totp)
    .values({ orgId, compteId, ...ligne })
    .onConflictDoUpdate({ target: [totp.orgId, totp.compteId], set: ligne });
  await appendJournal(tx, orgId, [
    { type: 'ApplicationCodesLiee', par: compteId, compte: compteId, le: now(services) },
  ]);
  return true;
}

/**
 * Whether a code opens: right, and of a step later than the last one that opened.
 * @param cle - as in `consumeCode`
 */
export async function consumeTotp(
  tx: Tx,
  services: Services,
  cle: Uint8Array,
  titulaire: Titulaire,
  code: string,
): Promise<boolean> {
  const { orgId, compteId } = titulaire;
  const siens = and(eq(totp.orgId, orgId), eq(totp.compteId, compteId));
  const [row] = await tx.select().from(totp).where(siens);
  const secret =
    row === undefined
      ? services.alea(OCTETS)
      : new Uint8Array(open(deriveCle(cle, 'totp'), row.secret, aadOf(titulaire)));
  const pas = findPas(services, new Secret({ buffer: new Uint8Array(secret).buffer }), code);
  // The same statement whatever the answer: -1 is later than no step.
  const uses = await tx
    .update(totp)
    .set({ dernierPas: pas ?? -1 })
    .where(and(siens, lt(totp.dernierPas, pas ?? -1)))
    .returning({ compteId: totp.compteId });
  return uses.length === 1;
}

export async function hasTotp(tx: Tx, { orgId, compteId }: Titulaire): Promise<boolean> {
  const rows = await tx
    .select({ compteId: totp.compteId })
    .from(totp)
    .where(and(eq(totp.orgId, orgId), eq(totp.compteId, compteId)));
  return rows.length === 1;
}

/** Forgets the application of codes of an account. */
export async function dropTotp(tx: Tx, services: Services, { orgId, compteId }: Titulaire): Promise<boolean> {
  const otes = await tx
    .delete(totp)
    .where(and(eq(totp.orgId, orgId), eq(totp.compteId, compteId)))
    .returning({ compteId: totp.compteId });
  if (otes.length === 0) return false;
  await appendJournal(tx, orgId, [
    { type: 'ApplicationCodesOtee', par: compteId, compte: compteId, le: now(services) },
  ]);
  return true;
}
