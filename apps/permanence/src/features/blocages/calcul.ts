import type { Intervention } from '@porte-plume/accompagnement';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche, reportBlocages, type Blocage } from '@porte-plume/demarches';
import { cellOf, TOTAL } from '../tableau/case.ts';
import { protectTable, type Secret } from '../tableau/protege.ts';

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
  secret: Secret,
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
  const universe = { id: 'blocages', period: { from: mois.at(-1), to: mois[0] }, vintage: mois[0] };
  const principal = await protectTable(
    'blocages',
    {
      dimensions: [
        { code: 'service', hierarchies: [arbre] },
        { code: 'raison', codes: LISTES.blocage.map(({ code }) => code) },
      ],
      tables: [['service'], ['raison']],
      universe,
    },
    { service, raison },
    secret,
  );
  const plans = await protectTable(
    'blocages-plan-b',
    {
      dimensions: [{ code: 'plan_b', codes: LISTES.planB.map(({ code }) => code) }],
      tables: [['plan_b']],
      universe: { ...universe, id: 'blocages-plan-b' },
    },
    { plan_b: constats.map(({ planB }) => planB) },
    secret,
  );
  const un = (dim: string, code: string): number | null => cellOf(principal, { [dim]: code });
  const nomOf = (id: string): string => getDemarche(id)?.nom ?? id;
  const nomOperateur = (id: string): string =>
    ids.map((demarche) => getDemarche(demarche)?.operateur).find((o) => o?.id === id)?.nom ?? id;
  const tri = (a: LigneBlocage, b: LigneBlocage): number =>
    (b.valeur ?? -1) - (a.valeur ?? -1) || (a.libelle < b.libelle ? -1 : 1);
  return {
    total: cellOf(principal, {}),
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
      valeur: cellOf(plans, { plan_b: code }),
    })),
    masquees: (principal?.table.cells ?? []).filter(({ statut }) => statut === 'masque').length,
  };
}
