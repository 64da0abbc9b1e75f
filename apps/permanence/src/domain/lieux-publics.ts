import { createHash } from 'node:crypto';
import { parseLieux, type LieuPublic } from '@porte-plume/accompagnement/lieux';
import { createIndex, listLieuxEnDouble, type LieuxIndex } from '@porte-plume/accompagnement/orientation';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { lieuPublic } from '../db/schema-orientations.ts';
import { now, type Services } from '../server/contexte.ts';

/** A commune that holds a known place, and the middle of its places: near enough to measure from. */
export interface Commune {
  /** Folded name: the same for « Saint-Etienne » and « SAINT ETIENNE ». */
  code: string;
  nom: string;
  latitude: number;
  longitude: number;
}

/** The places of an organisation, ready for the search. */
export interface LieuxConnus {
  index: LieuxIndex;
  communes: ReadonlyMap<string, Commune>;
  parId: ReadonlyMap<string, LieuPublic>;
}

const LOT = 500;
/** One index an organisation, made again when an import changes its rows. */
const prets = new Map<string, { cle: string; connus: LieuxConnus }>();

/** Name of a commune without accents, case nor signs. */
export function foldCommune(nom: string): string {
  return nom
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replace(/^st /, 'saint ')
    .replace(/^ste /, 'sainte ')
    .trim();
}

/** The places of the organisation that may still be proposed. */
export async function readLieuxConnus(tx: Tx, orgId: string): Promise<LieuxConnus> {
  const enVigueur = and(eq(lieuPublic.orgId, orgId), isNull(lieuPublic.retireLe));
  const [etat] = await tx
    .select({ cle: sql<string>`count(*) || ' ' || coalesce(max(importe_le)::text, '')` })
    .from(lieuPublic)
    .where(enVigueur);
  const cle = etat?.cle ?? '';
  const pret = prets.get(orgId);
  if (pret?.cle === cle) return pret.connus;
  const rows = await tx.select({ donnees: lieuPublic.donnees }).from(lieuPublic).where(enVigueur);
  const lieux = rows.map(({ donnees }) => donnees as LieuPublic);
  const connus: LieuxConnus = {
    index: createIndex(lieux),
    communes: toCommunes(lieux),
    parId: new Map(lieux.map((un) => [un.id, un])),
  };
  prets.set(orgId, { cle, connus });
  return connus;
}

function toCommunes(lieux: readonly LieuPublic[]): Map<string, Commune> {
  const points = new Map<string, { noms: string[]; latitudes: number[]; longitudes: number[] }>();
  for (const { commune, latitude, longitude } of lieux) {
    if (latitude === null || longitude === null) continue;
    const code = foldCommune(commune);
    const un = points.get(code) ?? { noms: [], latitudes: [], longitudes: [] };
    un.noms.push(commune);
    un.latitudes.push(latitude);
    un.longitudes.push(longitude);
    points.set(code, un);
  }
  const moyenne = (valeurs: readonly number[]): number =>
    valeurs.reduce((somme, une) => somme + une, 0) / valeurs.length;
  return new Map(
    [...points].map(([code, { noms, latitudes, longitudes }]) => [
      code,
      { code, nom: bestName(noms), latitude: moyenne(latitudes), longitude: moyenne(longitudes) },
    ]),
  );
}

/** Of the spellings of one commune, the one in mixed case with the most signs: « Saint-Étienne ». */
function bestName(noms: readonly string[]): string {
  const rang = (nom: string): number =>
    (nom === nom.toUpperCase() ? 0 : 1000) +
    (nom.normalize('NFD').length - nom.length) * 10 +
    nom.split('-').length;
  return [...noms].sort((a, b) => rang(b) - rang(a) || (a < b ? -1 : 1))[0] ?? '';
}

/** One place, even withdrawn from the file since. */
export async function readLieuPublic(tx: Tx, orgId: string, id: string): Promise<LieuPublic | null> {
  const [row] = await tx
    .select({ donnees: lieuPublic.donnees })
    .from(lieuPublic)
    .where(and(eq(lieuPublic.orgId, orgId), eq(lieuPublic.id, id)));
  return row === undefined ? null : (row.donnees as LieuPublic);
}

/** What a file of places would bring, row by row. Nothing is written. */
export interface ApercuLieux {
  /** SHA-256 of the text. */
  version: string;
  lieux: readonly LieuPublic[];
  ecartees: number;
  issues: ReturnType<typeof parseLieux>['issues'];
  repairs: ReturnType<typeof parseLieux>['repairs'];
  doublons: number;
  sources: readonly string[];
}

/** Reads a file of open data (CSV or JSON of the « lieux de médiation » standard), every issue of every row at once. */
export function readFichierLieux(texte: string): ApercuLieux {
  const { lieux, issues, repairs } = parseLieux(texte.replace(/^\uFEFF/, ''));
  const fautives = new Set(issues.filter(({ niveau }) => niveau === 'erreur').map(({ row }) => row));
  return {
    version: createHash('sha256').update(texte).digest('hex'),
    lieux: lieux.map((un) => ({ ...un, id: toId(un.id) })),
    ecartees: fautives.size,
    issues,
    repairs,
    doublons: listLieuxEnDouble(lieux).length,
    sources: [
      ...new Set(
        lieux.map(
          ({ source, licence }) =>
            `${source ?? 'source non communiquée'}, ${licence ?? 'licence non communiquée'}`,
        ),
      ),
    ].sort(),
  };
}

/** An id that every package accepts: those of some files hold accents or spaces. */
function toId(id: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(id)) return id;
  return `lieu-${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}

/** Puts the places of a file in force; those that it no longer holds are withdrawn. Importing twice changes nothing. */
export async function importLieux(
  tx: Tx,
  services: Services,
  orgId: string,
  { lieux, version }: Pick<ApercuLieux, 'lieux' | 'version'>,
): Promise<{ gardes: number; retires: number }> {
  const importeLe = now(services);
  for (let debut = 0; debut < lieux.length; debut += LOT) {
    await tx
      .insert(lieuPublic)
      .values(
        lieux
          .slice(debut, debut + LOT)
          .map((un) => ({ orgId, id: un.id, donnees: un, version, importeLe, retireLe: null })),
      )
      .onConflictDoUpdate({
        target: [lieuPublic.orgId, lieuPublic.id],
        set: { donnees: sql`excluded.donnees`, version, importeLe, retireLe: null },
      });
  }
  const presents = new Set(lieux.map(({ id }) => id));
  const anciens = await tx
    .select({ id: lieuPublic.id })
    .from(lieuPublic)
    .where(and(eq(lieuPublic.orgId, orgId), isNull(lieuPublic.retireLe)));
  const partis = anciens.map(({ id }) => id).filter((id) => !presents.has(id));
  for (let debut = 0; debut < partis.length; debut += LOT) {
    await tx
      .update(lieuPublic)
      .set({ retireLe: importeLe })
      .where(and(eq(lieuPublic.orgId, orgId), inArray(lieuPublic.id, partis.slice(debut, debut + LOT))));
  }
  return { gardes: lieux.length, retires: partis.length };
}
