import { and, eq, gte, isNull, or, type SQL } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus, type MotifRefus } from '../db/operation.ts';
import { lieu } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { createId } from './identifiant.ts';

export type Lieu = typeof lieu.$inferSelect;
export type SaisieLieu = Pick<Lieu, 'nom' | 'nature' | 'commune' | 'codeInsee' | 'territoireId'>;

/** Lieux of an organisation by name, the closed ones last. */
export async function listLieux(tx: Tx, orgId: string, aujourdhui: string): Promise<Lieu[]> {
  const rows = await tx.select().from(lieu).where(eq(lieu.orgId, orgId));
  const ordre = new Intl.Collator('fr');
  return rows.sort(
    (a, b) => Number(isFerme(a, aujourdhui)) - Number(isFerme(b, aujourdhui)) || ordre.compare(a.nom, b.nom),
  );
}

/** A lieu is open on its last day, and closed after it. */
export function isFerme({ fermeLe }: Pick<Lieu, 'fermeLe'>, aujourdhui: string): boolean {
  return fermeLe !== null && fermeLe < aujourdhui;
}

/** The same said to the database: lieux of an organisation that are open on a day. */
export function ouvertsLe(orgId: string, aujourdhui: string): SQL | undefined {
  return and(eq(lieu.orgId, orgId), or(isNull(lieu.fermeLe), gte(lieu.fermeLe, aujourdhui)));
}

/** Creates a lieu, or changes what is said of it; its id and its past stay. */
export async function saveLieu(
  tx: Tx,
  services: Services,
  { orgId }: Visiteur,
  id: string | null,
  saisie: SaisieLieu,
): Promise<string> {
  if (id !== null) {
    await tx
      .update(lieu)
      .set(saisie)
      .where(and(eq(lieu.orgId, orgId), eq(lieu.id, id)));
    return id;
  }
  const nouveau = createId(services.clock().getTime(), services.alea);
  await tx.insert(lieu).values({ orgId, id: nouveau, ...saisie });
  return nouveau;
}

/**
 * Closes a lieu after a day, perhaps in favour of another; `null` opens it again. No row is deleted.
 * @throws {Refus} `fermeture_passee_invalide`, `remplacant_inconnu`
 */
export async function closeLieu(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  id: string,
  fermeture: { fermeLe: string; remplacePar: string | null } | null,
): Promise<void> {
  const { orgId, compteId, zone } = visiteur;
  const tous = await listLieux(tx, orgId, civilDate(services.clock(), zone));
  const motifs: MotifRefus[] = [];
  if (fermeture !== null) {
    const { fermeLe, remplacePar } = fermeture;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(fermeLe) || Number.isNaN(Date.parse(fermeLe)))
      motifs.push({ code: 'date_invalide', phrase: 'Donnez le dernier jour du lieu.', path: ['fermeLe'] });
    const remplacant = tous.find((un) => un.id === remplacePar);
    if (
      remplacePar !== null &&
      (remplacant === undefined || remplacant.id === id || remplacant.fermeLe !== null)
    )
      motifs.push({
        code: 'remplacant_inconnu',
        phrase: 'Choisissez un autre lieu, encore ouvert.',
        path: ['remplacePar'],
      });
  }
  if (motifs.length > 0) throw new Refus(motifs);
  await tx
    .update(lieu)
    .set(fermeture ?? { fermeLe: null, remplacePar: null })
    .where(and(eq(lieu.orgId, orgId), eq(lieu.id, id)));
  await appendJournal(tx, orgId, [
    {
      type: fermeture === null ? 'LieuRouvert' : 'LieuFerme',
      par: compteId,
      lieu: id,
      ...(fermeture === null ? {} : { fermeLe: fermeture.fermeLe }),
      le: now(services),
    },
  ]);
}
