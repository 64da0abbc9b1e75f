import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { charte, charteSignature } from '../db/schema-administration.ts';
import { compte } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal, lockChaine } from './chaine.ts';

/** The text that a structure starts with: the duties that the rules of this application already hold. */
const TEXTE_INITIAL = [
  'J’écris pour la personne, avec elle, et jamais contre son avis.',
  'Je lui dis ce que je fais avant de le faire. Elle peut dire non, et changer d’avis.',
  'Je ne fais à sa place que ce qu’un mandat permet, et je lui relis avant d’envoyer.',
  'Je ne note, ne garde et ne demande aucun mot de passe. Elle tape ses codes elle-même.',
  'Je garde le secret. Je n’ouvre un dossier que pour aider cette personne-là.',
  'Je ne note ni opinion, ni religion, ni origine, ni santé, sauf ce que la démarche exige.',
  'Je ne reçois ni argent, ni cadeau, ni service en échange.',
  'Quand une démarche dépasse mon rôle, j’oriente vers qui sait faire, avec son accord.',
  'Si je connais la personne de près, je passe la main à un collègue.',
  'Si je me trompe, je le dis, je répare ce qui peut l’être, et je préviens ma structure.',
].join('\n');

export interface Charte {
  version: number;
  texte: string;
  /** Null for the text that everybody starts with. */
  publieeLe: string | null;
}

/** The charter in force. */
export async function readCharte(tx: Tx, orgId: string): Promise<Charte> {
  const [row] = await tx
    .select()
    .from(charte)
    .where(eq(charte.orgId, orgId))
    .orderBy(desc(charte.version))
    .limit(1);
  return row ?? { version: 1, texte: TEXTE_INITIAL, publieeLe: null };
}

/** Signs the charter in force. Signing the same version again only moves the date of the account. */
export async function signCharte(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  version: number,
): Promise<void> {
  const { orgId, compteId, zone } = visiteur;
  const signeeLe = now(services);
  await tx.insert(charteSignature).values({ orgId, compteId, version, signeeLe }).onConflictDoNothing();
  await tx
    .update(compte)
    .set({ charteSigneeLe: civilDate(services.clock(), zone) })
    .where(and(eq(compte.orgId, orgId), eq(compte.id, compteId)));
  await appendJournal(tx, orgId, [
    { type: 'CharteSignee', compte: compteId, version: String(version), le: signeeLe },
  ]);
}

/** Publishes another text: every account reads and signs it before its next page. */
export async function publishCharte(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Visiteur,
  texte: string,
): Promise<number> {
  await lockChaine(tx, orgId);
  const version = (await readCharte(tx, orgId)).version + 1;
  await tx.insert(charte).values({ orgId, version, texte, publieeLe: now(services) });
  await tx.update(compte).set({ charteSigneeLe: null }).where(eq(compte.orgId, orgId));
  await appendJournal(tx, orgId, [
    { type: 'ChartePubliee', par: compteId, version: String(version), le: now(services) },
  ]);
  return version;
}
