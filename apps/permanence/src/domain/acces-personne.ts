import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { clePersonne, intervention, personne, seance } from '../db/schema.ts';
import { may } from '../server/acces.ts';
import { civilDate, type Services, type Visiteur } from '../server/contexte.ts';
import { ErreurHttp } from '../server/erreur-http.ts';
import { CLOS, EFFACE } from './etat-dossiers.ts';
import { readFusions, type Fusions } from './fusions.ts';

/** A file that an account may open: who counts as the person, and whether her identity is still there. */
export interface DossierOuvert {
  id: string;
  /** Everyone who counts as her, herself first. */
  groupe: readonly string[];
  /** The file that entries are recorded under. */
  racine: { id: string; pseudonyme: string };
  creeLe: string;
  effacee: boolean;
  fusions: Fusions;
}

/** Persons whom this account received in its séances of the day. */
export async function listRecues(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, compteId, zone }: Visiteur,
): Promise<string[]> {
  const rows = await tx
    .select({ id: sql<string | null>`${intervention.donnees}->'personne'->>'id'` })
    .from(intervention)
    .innerJoin(seance, and(eq(seance.orgId, intervention.orgId), eq(seance.id, intervention.seanceId)))
    .where(
      and(
        eq(intervention.orgId, orgId),
        eq(intervention.agentId, compteId),
        eq(intervention.date, civilDate(services.clock(), zone)),
        eq(seance.agentId, compteId),
      ),
    );
  return [...new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])))];
}

/** Whether this account reads the identities of the whole structure, or of its own day only. */
export function seesAll(visiteur: Visiteur): boolean {
  return may(visiteur, 'lire_identite');
}

/**
 * Opens a file for an account.
 * @throws {ErreurHttp} 404, the same for an unknown, a foreign and a forbidden file
 */
export async function openDossier(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  visiteur: Visiteur,
  id: string,
): Promise<DossierOuvert> {
  const { orgId, compteId } = visiteur;
  if (!(await hasDossier(tx, orgId, id))) throw new ErreurHttp(404);
  if (!seesAll(visiteur)) {
    const duJour = (await listRecues(tx, services, visiteur)).includes(id);
    if (!may(visiteur, 'lire_identite', { duJour, agentId: compteId })) throw new ErreurHttp(404);
  }
  return openGroupe(tx, orgId, id);
}

/** Whether a file of this number exists. */
export async function hasDossier(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: personne.id })
    .from(personne)
    .where(and(eq(personne.orgId, orgId), eq(personne.id, id)));
  return rows.length > 0;
}

/**
 * A file with everyone who counts as the same person, once the access is decided.
 * @throws {ErreurHttp} 404 when nothing has that number
 */
export async function openGroupe(tx: Tx, orgId: string, id: string): Promise<DossierOuvert> {
  const fusions = await readFusions(tx, orgId);
  const groupe = fusions.groupOf(id);
  const membres = await tx
    .select({
      id: personne.id,
      pseudonyme: personne.pseudonyme,
      creeLe: personne.creeLe,
      cle: clePersonne.personneId,
    })
    .from(personne)
    .leftJoin(
      clePersonne,
      and(eq(clePersonne.orgId, personne.orgId), eq(clePersonne.personneId, personne.id)),
    )
    .where(and(eq(personne.orgId, orgId), inArray(personne.id, groupe)));
  const row = membres.find((un) => un.id === id);
  if (row === undefined) throw new ErreurHttp(404);
  const racine = membres.find((un) => un.id === fusions.rootOf(id)) ?? row;
  const effacee = membres.every(
    ({ cle, pseudonyme }) => cle === null || pseudonyme.startsWith(EFFACE) || pseudonyme.startsWith(CLOS),
  );
  return { id, groupe, racine, creeLe: row.creeLe, effacee, fusions };
}
