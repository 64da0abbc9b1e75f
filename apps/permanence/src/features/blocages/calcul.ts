import type { Intervention } from '@porte-plume/accompagnement';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche, reportBlocages, type Blocage } from '@porte-plume/demarches';
import { buildCube, norms, protect, releaseSpec, type Protection } from '@porte-plume/statistiques';
import type { Alea } from '../../domain/identifiant.ts';

const NORME = 'FR_SOCIAL_5';
export const SEUIL = norms[NORME].threshold;
const TEMPS_MAX = 8000;
const TOTAL = 'Total';

type BlocageLu = NonNullable<Intervention['actes'][number]['blocage']>['blocage'];

/** One blocked acte, without anything about a person. */
export interface Constat {
  blocage: BlocageLu;
  planB: string;
}

/** The blocked actes of the interventions of one month, or of several. */
export function listConstats(
  interventions: readonly Pick<Intervention, 'date' | 'annulee' | 'actes'>[],
  mois: readonly string[],
): Constat[] {
  const gardes = new Set(mois);
  return interventions
    .filter(({ annulee, date }) => annulee === null && gardes.has(date.slice(0, 7)))
    .flatMap(({ actes }) => actes.flatMap(({ blocage }) => (blocage === undefined ? [] : [blocage])))
    .map(({ blocage, planB }) => ({ blocage, planB }));
}

/** One line of the report; `null` is not published. */
export interface LigneBlocage {
  code: string;
  libelle: string;
  valeur: number | null;
  /** An operator, whose téléservices follow. */
  operateur?: boolean;
}

/** Everything that the page, its CSV and its letter may show. */
export interface BlocagesPublies {
  /** Null when nothing could be published. */
  total: number | null;
  services: readonly LigneBlocage[];
  raisons: readonly LigneBlocage[];
  plans: readonly LigneBlocage[];
  masquees: number;
}

/** What was counted, month by month, by `reportBlocages`; one record a blockage, for `protect`. */
function toColonnes(constats: readonly Constat[], mois: readonly string[]) {
  const blocages = constats.map(({ blocage }) => blocage as Blocage);
  const lignes = mois.flatMap((un) => reportBlocages(blocages, un).lignes);
  const repete = <T>(valeur: T, nombre: number): T[] => Array.from({ length: nombre }, () => valeur);
  return {
    service: lignes.flatMap(({ demarcheId, nombre }) => repete(demarcheId, nombre)),
    raison: lignes.flatMap(({ code, nombre }) => repete(code, nombre)),
  };
}

/**
 * The report of blockages, per téléservice under its operator, per reason and per plan B, after `protect`: small counts
 * and what would give them back are not published.
 */
export async function publishBlocages(
  constats: readonly Constat[],
  mois: readonly string[],
  secret: { cle: Uint8Array; alea: Alea },
): Promise<BlocagesPublies> {
  const { service, raison } = toColonnes(constats, mois);
  if (service.length === 0) return { total: 0, services: [], raisons: [], plans: [], masquees: 0 };
  const ids = [...new Set(service)].sort();
  const operateurOf = (id: string): string => getDemarche(id)?.operateur.id ?? 'inconnu';
  const operateurs = [...new Set(ids.map(operateurOf))].sort();
  const arbre = Object.fromEntries([
    [TOTAL, operateurs.map((id) => `operateur:${id}`)],
    ...operateurs.map((id) => [`operateur:${id}`, ids.filter((un) => operateurOf(un) === id)]),
  ]) as Record<string, string[]>;
  const univers = { id: 'blocages', period: { from: mois.at(-1), to: mois[0] }, vintage: mois[0] };
  const principal = await protectOne(
    [
      { code: 'service', hierarchies: [arbre] },
      { code: 'raison', codes: LISTES.blocage.map(({ code }) => code) },
    ],
    [['service'], ['raison']],
    { service, raison },
    univers,
    secret,
  );
  const plans = await protectOne(
    [{ code: 'plan_b', codes: LISTES.planB.map(({ code }) => code) }],
    [['plan_b']],
    { plan_b: constats.map(({ planB }) => planB) },
    { ...univers, id: 'blocages-plan-b' },
    secret,
  );
  const un = (dim: string, code: string): number | null => cellOf(principal, dim, code);
  const nomOf = (id: string): string => getDemarche(id)?.nom ?? id;
  const nomOperateur = (id: string): string =>
    ids.map((demarche) => getDemarche(demarche)?.operateur).find((o) => o?.id === id)?.nom ?? id;
  const tri = (a: LigneBlocage, b: LigneBlocage): number =>
    (b.valeur ?? -1) - (a.valeur ?? -1) || (a.libelle < b.libelle ? -1 : 1);
  return {
    total: cellOf(principal, 'service', TOTAL),
    services: operateurs
      .map((id) => ({
        ligne: {
          code: `operateur:${id}`,
          libelle: nomOperateur(id),
          valeur: un('service', `operateur:${id}`),
          operateur: true,
        },
        id,
      }))
      .sort((a, b) => tri(a.ligne, b.ligne))
      .flatMap(({ ligne, id }) => [
        ligne,
        ...ids
          .filter((code) => operateurOf(code) === id)
          .map((code) => ({ code, libelle: nomOf(code), valeur: un('service', code) }))
          .sort(tri),
      ]),
    raisons: LISTES.blocage
      .map(({ code, libelle }) => ({ code, libelle, valeur: un('raison', code) }))
      .filter(({ valeur }) => valeur !== 0)
      .sort(tri),
    plans: LISTES.planB.map(({ code }) => ({
      code,
      libelle: getLibelle('planB', code),
      valeur: cellOf(plans, 'plan_b', code),
    })),
    masquees: (principal?.table.cells ?? []).filter(({ statut }) => statut === 'masque').length,
  };
}

function cellOf(protection: Protection | null, dim: string, code: string): number | null {
  const cell = protection?.table.cells.find((une) =>
    protection.table.dims.every((d) => (une.key[d] ?? TOTAL) === (d === dim ? code : TOTAL)),
  );
  return cell?.valeur ?? null;
}

async function protectOne(
  dimensions: unknown,
  tables: string[][],
  columns: Record<string, string[]>,
  universe: unknown,
  { cle, alea }: { cle: Uint8Array; alea: Alea },
): Promise<Protection | null> {
  const spec = releaseSpec({
    version: 1,
    id: (universe as { id: string }).id,
    unit: 'demarche',
    measure: { type: 'records' },
    dimensions,
    tables,
    rules: NORME,
    universe,
  });
  if (!spec.ok)
    throw new Error(`release specification refused: ${spec.motifs.map(({ code }) => code).join(' ')}`);
  const cube = buildCube(spec.value, columns);
  if (!cube.ok) throw new Error(`cube refused: ${cube.motifs.map(({ code }) => code).join(' ')}`);
  const protection = await protect(cube.value, {
    level: 'interval',
    bounds: { masked: [1, null] },
    alea,
    key: cle,
    audience: 'internal',
    timeLimitMs: TEMPS_MAX,
    now: () => performance.now(),
  });
  // Too few records, no solver or no time: nothing is published, the page says so.
  return protection.ok ? protection.value : null;
}
