import type { Intervention } from './intervention.ts';
import type { Periode } from './socle.ts';
import { listCodes } from './tableau-questions.ts';
import { createProtecteur, type CaseTableau, type Protecteur, type SecretTableau } from './tableau-tables.ts';

/** A count that may be shown; null = not published. */
export interface CompteBlocages {
  code: string;
  valeur: number | null;
}

/** What may be said of the blockages of a year, or of one of its months. */
export interface VueBlocages {
  total: number | null;
  /** Operators that were met, each with its téléservices (ids of démarches); null = not told by month. */
  operateurs: readonly (CompteBlocages & { services: readonly CompteBlocages[] })[] | null;
  /** Null = not told by month. */
  raisons: readonly CompteBlocages[] | null;
  /** What was done instead; null in a month: told of the year alone. */
  plans: readonly CompteBlocages[] | null;
}

/** All that may be said of the blockages of a period, its months included: protected together. */
export interface BlocagesPublies {
  periode: Periode;
  annee: VueBlocages;
  /** By month (`YYYY-MM`), every month of the period. */
  mois: Readonly<Record<string, VueBlocages>>;
}

type Source = Pick<Intervention, 'date' | 'annulee' | 'actes'>;

const TOTAL = 'Total';
const SEUL = [['mois'], ['service'], ['raison'], ['plan_b']];
/** From all that is asked to the least. */
const DETAILS = [
  [['mois', 'service'], ['mois', 'raison'], ['plan_b']],
  [['mois', 'raison'], ['service'], ['plan_b']],
];
/** Months may silence so many counts of the year besides, out of a hundred: the year is what one writes to an operator. */
const PERTE_POUR_CENT = 10;

/**
 * Blockages of a civil year by téléservice under its operator, by reason and by plan B, and month by month: one release, so
 * that the year less its months gives nothing back. Where months would silence the year, they are told by reason only, then
 * by their total only.
 * @param operateurOf - id of the operator of a démarche
 */
export async function publishBlocages(
  interventions: readonly Source[],
  { du, au }: Periode,
  secret: SecretTableau,
  operateurOf: (demarcheId: string) => string | undefined,
): Promise<BlocagesPublies> {
  const mois = listMois(du, au);
  const constats = interventions
    .filter(({ annulee, date }) => annulee === null && date >= du && date <= au)
    .flatMap(({ date, actes }) =>
      actes.flatMap(({ blocage }) =>
        blocage === undefined
          ? []
          : [[date.slice(0, 7), blocage.blocage.demarcheId, blocage.blocage.code, blocage.planB] as const],
      ),
    );
  const codes: Codes = {
    mois,
    operateurs: new Map(),
    raison: listCodes(
      'blocage',
      constats.map(([, , raison]) => raison),
    ),
    plan_b: listCodes(
      'planB',
      constats.map(([, , , plan]) => plan),
    ),
  };
  for (const service of [...new Set(constats.map(([, id]) => id))].sort()) {
    const operateur = operateurOf(service) ?? '';
    codes.operateurs.set(operateur, [...(codes.operateurs.get(operateur) ?? []), service]);
  }
  const cases = constats.length === 0 ? RIEN : await choose(constats, codes, createProtecteur(secret));
  const vueOf = (un: string): VueBlocages => {
    const dit = (dim: string): boolean =>
      un === TOTAL || cases.tables.some((table) => table.length === 2 && table.includes(dim));
    const lire = (dim: string, code: string): number | null => {
      if (constats.length === 0) return 0;
      return cases.lues.get(cleOf({ mois: un, [dim]: code })) ?? null;
    };
    const comptes = (dim: string, liste: readonly string[]): CompteBlocages[] =>
      liste.map((code) => ({ code, valeur: lire(dim, code) }));
    return {
      total: lire('mois', un),
      operateurs: dit('service')
        ? [...codes.operateurs].map(([code, services]) => ({
            code,
            valeur: lire('service', operateurCode(code)),
            services: comptes('service', services),
          }))
        : null,
      raisons: dit('raison') ? comptes('raison', codes.raison) : null,
      plans: un === TOTAL ? comptes('plan_b', codes.plan_b) : null,
    };
  };
  return {
    periode: { du, au },
    annee: vueOf(TOTAL),
    mois: Object.fromEntries(mois.map((un) => [un, vueOf(un)])),
  };
}

interface Codes {
  mois: readonly string[];
  operateurs: Map<string, string[]>;
  raison: readonly string[];
  plan_b: readonly string[];
}

interface Choisies {
  tables: readonly (readonly string[])[];
  lues: ReadonlyMap<string, number | null>;
}

const RIEN: Choisies = { tables: SEUL, lues: new Map() };

const operateurCode = (id: string): string => `operateur:${id}`;
const DIMENSIONS = ['mois', 'service', 'raison', 'plan_b'] as const;
const cleOf = (key: Readonly<Record<string, string>>): string =>
  DIMENSIONS.map((dim) => key[dim] ?? TOTAL).join(' ');

/** The most detailed release that leaves the year its figures. Only one is ever shown. */
async function choose(
  constats: readonly (readonly [mois: string, service: string, raison: string, plan: string])[],
  codes: Codes,
  proteger: Protecteur,
): Promise<Choisies> {
  const effectifs = new Map<string, number>();
  for (const constat of constats) {
    const cle = JSON.stringify(constat);
    effectifs.set(cle, (effectifs.get(cle) ?? 0) + 1);
  }
  const lignes = [...effectifs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cle, n]) => ({ codes: JSON.parse(cle) as string[], n }));
  const services = {
    [TOTAL]: [...codes.operateurs.keys()].map(operateurCode),
    ...Object.fromEntries([...codes.operateurs].map(([id, siens]) => [operateurCode(id), siens])),
  };
  const publish = (
    tables: readonly (readonly string[])[],
    garder: readonly Readonly<Record<string, string>>[],
  ): Promise<readonly CaseTableau[] | null> =>
    proteger({
      unit: 'demarche',
      dimensions: [
        { code: 'mois', codes: codes.mois },
        { code: 'service', hierarchies: [services] },
        { code: 'raison', codes: codes.raison },
        { code: 'plan_b', codes: codes.plan_b },
      ],
      tables,
      colonnes: {
        ...Object.fromEntries(
          DIMENSIONS.map((dim, rang) => [dim, lignes.map((une) => une.codes[rang] ?? '')]),
        ),
        n: lignes.map(({ n }) => n),
      },
      garder,
    });
  // The number of blockages is told first: others are masked in its place.
  const seul = (await publish(SEUL, [{}])) ?? (await publish(SEUL, []));
  if (seul === null) return RIEN;
  const permis = countTus(seul) + (seul.length * PERTE_POUR_CENT) / 100;
  for (const tables of DETAILS) {
    const cases = await publish(tables, isDit(seul) ? [{}] : []);
    if (cases !== null && countTus(cases) <= permis) return { tables, lues: toLues(cases) };
  }
  return { tables: SEUL, lues: toLues(seul) };
}

const toLues = (cases: readonly CaseTableau[]): ReadonlyMap<string, number | null> =>
  new Map(cases.map(({ key, valeur }) => [cleOf(key), valeur]));

const isDit = (cases: readonly CaseTableau[]): boolean => toLues(cases).get(cleOf({})) !== null;

/** Counts that are silent, of the year and of the whole months: those that every release holds. */
const countTus = (cases: readonly CaseTableau[]): number =>
  cases.filter(
    ({ key, valeur }) =>
      valeur === null && DIMENSIONS.filter((dim) => (key[dim] ?? TOTAL) !== TOTAL).length <= 1,
  ).length;

function listMois(du: string, au: string): string[] {
  const mois: string[] = [];
  for (let un = du.slice(0, 7); un <= au.slice(0, 7); un = nextMois(un)) mois.push(un);
  return mois;
}

function nextMois(mois: string): string {
  const rang = Number(mois.slice(0, 4)) * 12 + Number(mois.slice(5, 7));
  return `${Math.floor(rang / 12)}-${String((rang % 12) + 1).padStart(2, '0')}`;
}
