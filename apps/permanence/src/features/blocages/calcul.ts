import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import type {
  BlocagesPublies,
  CompteBlocages,
  VueBlocages,
} from '@porte-plume/accompagnement/tableau-de-bord';
import { getDemarche } from '@porte-plume/demarches';

/** One line of the report; `null` is not published. */
export interface LigneBlocage {
  code: string;
  libelle: string;
  valeur: number | null;
  /** An operator, whose téléservices follow. */
  operateur?: boolean;
}

/** Everything that the page, its CSV and its letter may show of a year or of a month. */
export interface BlocagesLus {
  /** Null when nothing could be published. */
  total: number | null;
  /** Months of the year, with their totals; none in a month. */
  mois: readonly LigneBlocage[];
  /** Null = told of the year, not of this month. */
  services: readonly LigneBlocage[] | null;
  raisons: readonly LigneBlocage[] | null;
  plans: readonly LigneBlocage[] | null;
  masquees: number;
}

/** `2026-11` → « novembre 2026 ». */
type MoisEnMots = (mois: string) => string;

/** Lines of a year, or of one of its months, out of what was published and of nothing else. */
export function readBlocages(
  publies: BlocagesPublies,
  mois: string | undefined,
  moisEnMots: MoisEnMots,
): BlocagesLus {
  const vue: VueBlocages = (mois === undefined ? undefined : publies.mois[mois]) ?? publies.annee;
  const lignes = (liste: readonly CompteBlocages[], nomOf: (code: string) => string): LigneBlocage[] =>
    liste
      .filter(({ valeur }) => valeur !== 0)
      .map(({ code, valeur }) => ({ code, libelle: nomOf(code), valeur }))
      .sort(compare);
  const nomOf = (id: string): string => getDemarche(id)?.nom ?? 'Démarche qui n’est plus au catalogue';
  const operateurs = vue.operateurs
    ?.filter(({ valeur }) => valeur !== 0)
    .map(({ code, valeur, services }) => ({
      ligne: { code: `operateur:${code}`, libelle: nomOperateur(services), valeur, operateur: true },
      services: lignes(services, nomOf),
    }))
    .sort((a, b) => compare(a.ligne, b.ligne));
  const services = operateurs?.flatMap(({ ligne, services: siens }) => [ligne, ...siens]) ?? null;
  const raisons = vue.raisons && lignes(vue.raisons, (code) => getLibelle('blocage', code));
  const plans =
    vue.plans?.map(({ code, valeur }) => ({ code, libelle: getLibelle('planB', code), valeur })) ?? null;
  const parMois =
    vue === publies.annee
      ? Object.entries(publies.mois).map(([code, { total }]) => ({
          code,
          libelle: moisEnMots(code),
          valeur: total,
        }))
      : [];
  const montrees = [
    { valeur: vue.total },
    ...(services ?? []),
    ...(raisons ?? []),
    ...(plans ?? []),
    ...parMois,
  ];
  return {
    ...{ total: vue.total, mois: parMois, services, raisons, plans },
    masquees: montrees.filter(({ valeur }) => valeur === null).length,
  };
}

const compare = (a: LigneBlocage, b: LigneBlocage): number =>
  (b.valeur ?? -1) - (a.valeur ?? -1) || (a.libelle < b.libelle ? -1 : 1);

const nomOperateur = (services: readonly CompteBlocages[]): string =>
  services.map(({ code }) => getDemarche(code)?.operateur.nom).find((nom) => nom !== undefined) ??
  'Autre opérateur';
