import {
  freezeRapport,
  unionFaits,
  verifyRapport,
  type Financement,
  type Rapport,
} from '@porte-plume/accompagnement/indicateurs';
import {
  emptyLedger,
  parseLedger,
  verifyLedger,
  type Audience,
  type Ledger,
} from '@porte-plume/statistiques';
import { and, eq } from 'drizzle-orm';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { allowLong } from '../db/duree.ts';
import { Refus, type MotifRefus } from '../db/operation.ts';
import { rapport, registrePublication } from '../db/schema-rapports.ts';
import { organisation } from '../db/schema.ts';
import { toActeur } from '../server/acces.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { processorTime } from './chrono.ts';
import { readCleStable } from './cle-stable.ts';
import { readFaitsReseau, readPublieReseau } from './faits-reseau.ts';
import { readFaits } from './faits.ts';
import { readRegistre, teteOf } from './registre.ts';
import { listStructures, readReseau } from './reseau.ts';

/** What is asked of a report: whole civil months, its readers, maybe a line of funding. */
export interface DemandeRapport {
  periode: Rapport['periode'];
  audience: Audience;
  financement?: Financement;
  /** Counts the structures of the réseau that this one leads. */
  reseau?: boolean;
}

/** A report computed and not published: the row of a draft without its id. */
export type Brouillon = Omit<typeof rapport.$inferInsert, 'id' | 'orgId' | 'commun'> & { commun: boolean };

export type LigneRapport = typeof rapport.$inferSelect;

const SET = 'indicateurs@2026.1';
/** Of processor, for each set of tables; what is not proven safe by then is not published. */
const TEMPS_MAX = 4000;

export const REGISTRE_AVANCE: MotifRefus = {
  code: 'registre_avance',
  phrase:
    'Un autre rapport a été figé depuis ce projet. Il a été recalculé avec lui\u00a0: relisez-le, puis figez.',
};
const DEJA_FIGE: MotifRefus = {
  code: 'rapport_deja_fige',
  phrase: 'Ce rapport est déjà figé aujourd’hui, pour les mêmes mois et les mêmes lecteurs.',
};

/** A draft, or why there is none. */
export type Calcul = { ok: true; value: Brouillon } | { ok: false; motifs: readonly MotifRefus[] };

/** Computes a report where it is called; a page has {@link computeAvec} do it in a thread. */
export async function computeBrouillon(
  services: Services,
  visiteur: Visiteur,
  demande: DemandeRapport,
): Promise<Calcul> {
  const cle = await asOrg(services.client.db, visiteur.orgId, 'rapport.cle', (tx) =>
    readCleStable(tx, services, visiteur, 'protection'),
  );
  return computeAvec(services, visiteur, demande, cle);
}

/**
 * Computes a report, protected beside all that was published before. Reads, then computes outside any transaction.
 * @param cle - the stable key that masks the tables of the organisation
 */
export async function computeAvec(
  services: Pick<Services, 'client' | 'alea' | 'clock'>,
  visiteur: Visiteur,
  demande: DemandeRapport,
  cle: Uint8Array,
): Promise<Calcul> {
  const { siens, membres, ledger, reseau, publie, nom } = await asOrg(
    services.client.db,
    visiteur.orgId,
    'rapport.faits',
    async (tx) => {
      await allowLong(tx);
      return readTout(tx, visiteur.orgId, demande);
    },
  );
  // Outside of the transaction: so many facts take the processor for a while.
  const union = membres === null ? null : unionFaits([{ id: 'meneur', faits: siens }, ...membres]);
  if (union?.ok === false) return union;
  const maintenant = now(services);
  const calcule = await freezeRapport(SET, union?.value.faits ?? siens, demande.periode, {
    maintenant,
    zone: visiteur.zone,
    alea: services.alea,
    acteur: toActeur(visiteur),
    audience: demande.audience,
    ledger,
    ...(demande.financement === undefined ? {} : { financement: demande.financement }),
    ...(reseau === null ? { communes: publie.communes } : { reseau }),
    cle,
    horloge: processorTime,
    tempsMs: TEMPS_MAX,
  });
  if (!calcule.ok) return calcule;
  const { hash, periode, audience, millesime } = calcule.value;
  return {
    ok: true,
    value: {
      etat: 'brouillon',
      audience,
      ...periode,
      millesime,
      structure: nom ?? visiteur.organisation,
      fictive: visiteur.fictive,
      commun: demande.reseau === true,
      tete: teteOf(ledger),
      hash,
      contenu: JSON.stringify(calcule.value),
      auteurId: visiteur.compteId,
      calculeLe: maintenant,
      figeLe: null,
    },
  };
}

/** What a report is computed from: the facts of the structure, or of those of its réseau without anybody in them. */
async function readTout(tx: Tx, orgId: string, { periode, reseau }: DemandeRapport) {
  const siens = await readFaits(tx, orgId);
  const ledger = await readRegistre(tx, orgId);
  const publie = await readPublieReseau(tx, orgId);
  if (reseau !== true) return { siens, membres: null, ledger, publie, reseau: null, nom: null };
  const membres = await readFaitsReseau(tx, periode);
  const ids = await listStructures(tx, orgId);
  return {
    siens,
    membres,
    ledger,
    publie,
    nom: (await readReseau(tx, orgId)).mene?.nom ?? null,
    reseau: {
      structures: ids.map((id) => ({ id, ledger: publie.ledgers.get(id) ?? emptyLedger() })),
    },
  };
}

/** Keeps a draft, in place of the one for the same months and readers. @throws {Refus} when it is already frozen today */
export async function insertBrouillon(
  tx: Tx,
  orgId: string,
  id: string,
  brouillon: Brouillon,
): Promise<void> {
  const { audience, du, au, millesime, commun } = brouillon;
  const pareil = and(
    eq(rapport.orgId, orgId),
    eq(rapport.commun, commun),
    eq(rapport.audience, audience),
    eq(rapport.du, du),
    eq(rapport.au, au),
  );
  const [deja] = await tx
    .select({ id: rapport.id })
    .from(rapport)
    .where(and(pareil, eq(rapport.etat, 'fige'), eq(rapport.millesime, millesime)));
  if (deja !== undefined) throw new Refus([DEJA_FIGE]);
  await tx.delete(rapport).where(and(pareil, eq(rapport.etat, 'brouillon')));
  await tx.insert(rapport).values({ orgId, id, ...brouillon });
}

/** Puts a fresh computation in the place of a draft. */
export async function replaceBrouillon(
  tx: Tx,
  orgId: string,
  id: string,
  brouillon: Brouillon,
): Promise<void> {
  await tx
    .update(rapport)
    .set(brouillon)
    .where(and(eq(rapport.orgId, orgId), eq(rapport.id, id), eq(rapport.etat, 'brouillon')));
}

export async function deleteBrouillon(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx
    .delete(rapport)
    .where(and(eq(rapport.orgId, orgId), eq(rapport.id, id), eq(rapport.etat, 'brouillon')));
}

const alteration = (): never => {
  throw new Refus([
    {
      code: 'rapport_altere',
      phrase: 'Ce projet n’est plus celui qui a été calculé. Abandonnez-le, puis préparez-le de nouveau.',
    },
  ]);
};

/** The ledger with the lines of a report behind it, if they follow it; null otherwise. */
function suivi(ledger: Ledger, lu: Rapport): Ledger | null {
  const suite = parseLedger(
    [
      ...ledger.entries.map((entree) => JSON.stringify(entree)),
      ...lu.publications.map(({ ligne }) => ligne),
    ].join('\n'),
  );
  return suite.ok && verifyLedger(suite.value).ok ? suite.value : null;
}

/**
 * Publishes a draft as it is: appends its lines to the ledger, and closes the row for ever.
 * @throws {Refus} `registre_avance` when something was published since it was computed; `rapport_altere`
 */
export async function freezeBrouillon(tx: Tx, services: Services, row: LigneRapport): Promise<void> {
  const { orgId, id } = row;
  // One at a time for an organisation: two reports computed on the same ledger would not protect each other.
  await tx
    .select({ id: organisation.orgId })
    .from(organisation)
    .where(eq(organisation.orgId, orgId))
    .for('update');
  const ledger = await readRegistre(tx, orgId);
  if (teteOf(ledger) !== row.tete) throw new Refus([REGISTRE_AVANCE]);
  const lu = (await readIntact(row)) ?? alteration();
  const suite = suivi(ledger, lu) ?? alteration();
  await tx.insert(registrePublication).values(
    lu.publications.map(({ ligne }, rang) => {
      const entree = suite.entries[ledger.entries.length + rang];
      return {
        orgId,
        seq: entree?.seq ?? -1,
        rapportId: id,
        hash: entree?.hash ?? '',
        ligne: ligne.trimEnd(),
      };
    }),
  );
  await tx
    .update(rapport)
    .set({ etat: 'fige', figeLe: now(services) })
    .where(and(eq(rapport.orgId, orgId), eq(rapport.id, id), eq(rapport.etat, 'brouillon')));
}

/** The report of a row; null when its bytes are no longer one. */
export function readContenu(row: Pick<LigneRapport, 'contenu'>): Rapport | null {
  try {
    return JSON.parse(row.contenu) as Rapport;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The report of a row, if its hash and its certificates still hold; null when it was altered. Nothing else is shown. */
export async function readIntact(row: Pick<LigneRapport, 'contenu' | 'hash'>): Promise<Rapport | null> {
  const lu = readContenu(row);
  if (lu?.hash !== row.hash) return null;
  return (await verifyRapport(lu)).ok ? lu : null;
}
