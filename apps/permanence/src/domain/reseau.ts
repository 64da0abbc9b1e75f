import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { reseau, reseauMembre } from '../db/schema-reseau.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { createId } from './identifiant.ts';

/** A structure that said yes to the réseau that another leads. */
interface Membre {
  structure: string;
  accordLe: string;
}

/** What a structure is in réseaux: it leads one, it is in one, both or neither. */
export interface EtatReseau {
  mene: { nom: string; code: string; membres: readonly Membre[] } | null;
  accord: { reseau: string; accordLe: string; sien: boolean } | null;
}

const jour = (instant: string): string => new Date(instant).toISOString();

export async function readReseau(tx: Tx, orgId: string): Promise<EtatReseau> {
  const [mene] = await tx.select().from(reseau).where(eq(reseau.orgId, orgId));
  const membres = await tx
    .select({ structure: reseauMembre.structure, accordLe: reseauMembre.accordLe })
    .from(reseauMembre)
    .where(and(eq(reseauMembre.meneurId, orgId), isNull(reseauMembre.revoqueLe)))
    .orderBy(asc(reseauMembre.accordLe), asc(reseauMembre.structure));
  const [accord] = await tx
    .select({
      reseau: reseauMembre.reseau,
      accordLe: reseauMembre.accordLe,
      meneurId: reseauMembre.meneurId,
    })
    .from(reseauMembre)
    .where(and(eq(reseauMembre.orgId, orgId), isNull(reseauMembre.revoqueLe)))
    .orderBy(desc(reseauMembre.accordLe));
  return {
    mene:
      mene === undefined
        ? null
        : {
            nom: mene.nom,
            code: mene.code,
            membres: membres.map((un) => ({ ...un, accordLe: jour(un.accordLe) })),
          },
    accord:
      accord === undefined
        ? null
        : {
            reseau: accord.reseau,
            accordLe: jour(accord.accordLe),
            sien: accord.meneurId === orgId,
          },
  };
}

const refuse = (code: string, phrase: string, champ: string): never => {
  throw new Refus([{ code, phrase, path: [champ] }]);
};

/** Letters and digits that are not taken for one another when read aloud. */
const SIGNES = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Opens the réseau that this structure leads, and gives the code to hand to the others. @throws {Refus} */
export async function openReseau(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Visiteur,
  nom: string,
): Promise<void> {
  if (nom === '' || nom.length > 80)
    refuse('nom_manquant', 'Donnez un nom au réseau, en 80 signes au plus.', 'nom');
  const code = Array.from(services.alea(12), (octet) => SIGNES[octet % SIGNES.length]).join('');
  const ouverts = await tx
    .insert(reseau)
    .values({ orgId, nom, code, ouvertLe: now(services), par: compteId })
    .onConflictDoNothing()
    .returning({ code: reseau.code });
  if (ouverts.length === 0) refuse('reseau_deja_ouvert', 'Votre structure mène déjà un réseau.', 'nom');
  await appendJournal(tx, orgId, [{ type: 'ReseauOuvert', par: compteId, le: now(services) }]);
}

/** The réseau of a code; null when there is none. */
export async function findReseau(tx: Tx, code: string): Promise<{ orgId: string; nom: string } | null> {
  const net = code.toUpperCase().replaceAll(/[^A-Z0-9]/gu, '');
  if (net === '') return null;
  await tx.execute(sql`select set_config('app.reseau_code', ${net}, true)`);
  const [lu] = await tx
    .select({ orgId: reseau.orgId, nom: reseau.nom })
    .from(reseau)
    .where(eq(reseau.code, net));
  await tx.execute(sql`select set_config('app.reseau_code', '', true)`);
  return lu ?? null;
}

/** Says yes for a structure, in its own name. @throws {Refus} */
export async function joinReseau(
  tx: Tx,
  services: Services,
  { orgId, compteId, organisation }: Visiteur,
  code: string,
): Promise<void> {
  const lu = await findReseau(tx, code);
  if (lu === null) return refuse('code_inconnu', 'Aucun réseau n’a ce code. Relisez-le.', 'code');
  if (lu.orgId === orgId) refuse('reseau_sien', 'Ce réseau est le vôtre\u00a0: vous y êtes déjà.', 'code');
  const dits = await tx
    .insert(reseauMembre)
    .values({
      orgId,
      id: createId(services.clock().getTime(), services.alea),
      meneurId: lu.orgId,
      reseau: lu.nom,
      structure: organisation,
      accordLe: now(services),
      accordPar: compteId,
    })
    .onConflictDoNothing()
    .returning({ id: reseauMembre.id });
  if (dits.length === 0)
    refuse(
      'reseau_deja_rejoint',
      'Votre structure est déjà dans un réseau. Retirez d’abord son accord.',
      'code',
    );
  await appendJournal(tx, orgId, [{ type: 'ReseauAccord', par: compteId, le: now(services) }]);
}

/** Takes the yes back: nothing of this structure is counted from then on. @throws {Refus} */
export async function leaveReseau(tx: Tx, services: Services, { orgId, compteId }: Visiteur): Promise<void> {
  const retires = await tx
    .update(reseauMembre)
    .set({ revoqueLe: now(services), revoquePar: compteId })
    .where(and(eq(reseauMembre.orgId, orgId), isNull(reseauMembre.revoqueLe)))
    .returning({ id: reseauMembre.id });
  if (retires.length === 0) refuse('reseau_absent', 'Votre structure n’est dans aucun réseau.', '');
  await appendJournal(tx, orgId, [{ type: 'ReseauRetrait', par: compteId, le: now(services) }]);
}

/** Ids of the structures of the réseau that this one leads, itself first. */
export async function listStructures(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: reseauMembre.orgId })
    .from(reseauMembre)
    .where(and(eq(reseauMembre.meneurId, orgId), isNull(reseauMembre.revoqueLe)));
  return [orgId, ...rows.map(({ id }) => id).filter((id) => id !== orgId)];
}

/** Head of a code of a réseau, for the page: groups of four read better. */
export const enGroupes = (code: string): string => code.replaceAll(/(.{4})(?=.)/gu, '$1 ');
