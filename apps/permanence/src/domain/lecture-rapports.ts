import { parseFinancement, verifyRapport, type Financement } from '@porte-plume/accompagnement/indicateurs';
import { parseLedger, verifyLedger } from '@porte-plume/statistiques';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { asAnyone } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { financement, rapport } from '../db/schema-rapports.ts';
import { may } from '../server/acces.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { readContenu, type LigneRapport } from './rapports.ts';
import { readLignes } from './registre.ts';

/** Row of a list: no figure in it. */
export type RapportListe = Pick<
  LigneRapport,
  | 'id'
  | 'etat'
  | 'audience'
  | 'commun'
  | 'du'
  | 'au'
  | 'millesime'
  | 'structure'
  | 'hash'
  | 'calculeLe'
  | 'figeLe'
>;

/** True for an account that only pays: it reads what was frozen for funders or for everybody. */
export const isFinanceurSeul = (visiteur: Visiteur): boolean =>
  visiteur.roles.length > 0 && visiteur.roles.every((role) => role === 'financeur');

/** What an account may read: drafts are for who publishes, the internal ones for the organisation. */
function lisible(visiteur: Visiteur) {
  return and(
    eq(rapport.orgId, visiteur.orgId),
    may(visiteur, 'publier_rapport') ? undefined : eq(rapport.etat, 'fige'),
    isFinanceurSeul(visiteur) ? inArray(rapport.audience, ['funder', 'open']) : undefined,
  );
}

export async function listRapports(tx: Tx, visiteur: Visiteur): Promise<RapportListe[]> {
  return tx
    .select({
      id: rapport.id,
      etat: rapport.etat,
      audience: rapport.audience,
      commun: rapport.commun,
      du: rapport.du,
      au: rapport.au,
      millesime: rapport.millesime,
      structure: rapport.structure,
      hash: rapport.hash,
      calculeLe: rapport.calculeLe,
      figeLe: rapport.figeLe,
    })
    .from(rapport)
    .where(lisible(visiteur))
    .orderBy(desc(rapport.au), desc(rapport.calculeLe));
}

/** A report that this account may read; null for any other, existing or not. */
export async function findRapport(tx: Tx, visiteur: Visiteur, id: string): Promise<LigneRapport | null> {
  const [row] = await tx
    .select()
    .from(rapport)
    .where(and(lisible(visiteur), eq(rapport.id, id)));
  return row ?? null;
}

/** Frozen open reports of every organisation, newest first: what a visitor without account may read. */
export async function listOuverts(services: Services): Promise<LigneRapport[]> {
  return asAnyone(services.client.db, { donnees_ouvertes: 'oui' }, 'donnees_ouvertes.lister', (tx) =>
    tx.select().from(rapport).orderBy(desc(rapport.au), desc(rapport.figeLe), rapport.id),
  );
}

export async function findOuvert(services: Services, id: string): Promise<LigneRapport | null> {
  const rows = await asAnyone(
    services.client.db,
    { donnees_ouvertes: 'oui' },
    'donnees_ouvertes.lire',
    (tx) => tx.select().from(rapport).where(eq(rapport.id, id)),
  );
  return rows[0] ?? null;
}

export async function listFinancements(tx: Tx, orgId: string): Promise<Financement[]> {
  const rows = await tx
    .select({ donnees: financement.donnees })
    .from(financement)
    .where(eq(financement.orgId, orgId))
    .orderBy(desc(financement.saisiLe));
  return rows.flatMap(({ donnees }) => {
    const lu = parseFinancement(donnees);
    return lu.ok ? [lu.value] : [];
  });
}

/** Verdict on a stored report, in sentences. */
export interface VerdictRapport {
  ok: boolean;
  tableaux: number;
  /** Lines of the ledger that are those of this report. */
  lignes: number;
  motifs: readonly string[];
}

/** Checks a frozen report: its hash, each table against its certificate, and its lines in the ledger, chain included. */
export async function checkRapport(tx: Tx, row: LigneRapport): Promise<VerdictRapport> {
  const lu = readContenu(row);
  if (lu === null)
    return { ok: false, tableaux: 0, lignes: 0, motifs: ['Le contenu du rapport n’est plus lisible.'] };
  const motifs: string[] = [];
  if (lu.hash !== row.hash) motifs.push('L’empreinte du rapport n’est plus celle qui a été notée.');
  const verdict = await verifyRapport(lu);
  if (!verdict.ok) motifs.push(...verdict.motifs.map(({ phrase }) => phrase));
  const registre = await readLignes(tx, row.orgId);
  const ledger = parseLedger(registre.map(({ ligne }) => ligne).join('\n'));
  const chaine = ledger.ok ? verifyLedger(ledger.value) : ledger;
  if (!chaine.ok) motifs.push(...chaine.motifs.map(({ phrase }) => phrase));
  const siennes = registre.filter(({ rapportId }) => rapportId === row.id).map(({ ligne }) => ligne);
  if (lu.publications.some(({ ligne }, rang) => siennes[rang] !== ligne.trimEnd()))
    motifs.push('Le registre des publications ne tient pas ce rapport.');
  return {
    ok: motifs.length === 0,
    tableaux: lu.publications.length,
    lignes: siennes.length,
    motifs: [...new Set(motifs)],
  };
}
