import { convert } from './correspondance.ts';
import { derive, gather, mapCodes, regroup, translate, type Colonne } from './colonne.ts';
import { indexLieux, isInside, listWithin, type Periode, type Socle } from './socle.ts';
import type { Faits, GrilleDensite } from './faits.ts';
import { PERSONNE_ANONYME } from './histoire.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';
import { listFirsts, readActes, type ActesLus } from './lecture-actes.ts';
import { PROFIL, readProfils, readVisites, type ChampProfil, type VisitesLues } from './lecture-visites.ts';
import type { Rangs } from './selection.ts';
import { createTable, lazy, restrict, type Champ, type Table } from './table-lignes.ts';

/** Bands of duration of A1 and A6. */
function bandOf(duree: string): string {
  if (duree === 'non_demande') return duree;
  const minutes = Number(duree);
  if (minutes < 30) return 'moins_30';
  if (minutes < 60) return '30_59';
  return minutes < 120 ? '60_119' : '120_plus';
}

/** Six INSEE bands; an age outside them, or a chip that does not nest, is “non communiqué” there. */
const INSEE_AGES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  LISTES.trancheAge.map(({ code }) => {
    const band = convert('insee', 'trancheAge', code, 'vers');
    return [code, band.ok ? (band.value[0] ?? 'non_communique') : 'non_communique'];
  }),
);

/** A band of V1 that holds both sides of 70 does not say on which one the person is. */
const CHEVAUCHE_70 = 'v1_60_plus';
const SEPTUAGENAIRES: readonly string[] = ['70_74', '75_plus'];

function age70Of(age: string): string {
  if (age === 'non_demande' || age === 'non_communique') return age;
  if (age === CHEVAUCHE_70) return 'non_communique';
  return SEPTUAGENAIRES.includes(age) ? '70_plus' : 'moins_70';
}

/** All the visits that count, read once: what each says of itself, of its person, and of its actes. */
export interface VisitesEntieres {
  readonly table: Table;
  readonly lignes: readonly Intervention[];
  readonly lues: () => VisitesLues;
  readonly actes: () => ActesLus;
  /** Where the actes of each begin. */
  readonly firsts: () => Int32Array;
}

/** @param actes - their own actes, one table further: what those say is a multi-choice answer of the intervention */
export function createTableInterventions(socle: Socle, actes: () => Table): VisitesEntieres {
  const lignes = socle.histoire.interventions;
  const firsts = lazy(() => listFirsts(lignes));
  const lues = lazy(() => readVisites(lignes));
  const profils = lazy(() => readProfils(lignes));
  const profilOf = (field: ChampProfil): Colonne => profils()[field];
  const table = createTable(
    lignes,
    new Map<string, Champ<Intervention>>([
      ...champsVisite(socle, lues),
      ...champsProfil(profilOf),
      ['renoncement', { make: () => lues().renoncement }],
      ['motif_venue', { make: () => lues().motif_venue }],
      ...champsReferences(socle.faits, profilOf),
      ...['mode', 'perimetre'].map((field): [string, Champ<Intervention>] => [
        field,
        { make: () => regroup(actes().column(field), firsts()) },
      ]),
    ]),
  );
  return { table, lignes, lues, firsts, actes: lazy(() => readActes(lignes, firsts())) };
}

/** The interventions of a period. */
export interface VisitesPeriode {
  readonly table: Table;
  /** Where each is in the whole history. */
  readonly places: Rangs;
  /** Row here of each visit of the history, −1 for one that is not of the period. */
  readonly own: Int32Array;
}

export function restrictInterventions(
  socle: Socle,
  { table }: VisitesEntieres,
  periode: Periode | null,
): VisitesPeriode {
  const places = listWithin(socle.histoire.dates(), periode);
  const own = new Int32Array(table.size).fill(-1);
  for (let row = 0; row < places.length; row++) own[places[row] ?? 0] = row;
  const nouvelle = () => gather(nouvellesOf(socle, periode), places);
  const champs = new Map(periode === null ? [] : [['nouvelle', nouvelle]]);
  return { table: restrict(table, places, { champs, avant: 'mode' }), places, own };
}

function champsVisite({ histoire, faits }: Socle, lues: () => VisitesLues): [string, Champ<Intervention>][] {
  const made = (make: () => Colonne): Champ<Intervention> => ({ make });
  const lieuOf = new Map(faits.seances.map((s) => [s.id, s.lieuId]));
  const lieux = Object.entries(indexLieux(faits)).map(([field, of]): [string, Champ<Intervention>] => [
    field,
    made(() => derive(lues().seance, (id) => of(lieuOf.get(id) ?? ''))),
  ]);
  return [
    ['date', made(histoire.dates)],
    ['mois', made(() => derive(histoire.dates(), (date) => date.slice(0, 7)))],
    ...lieux,
    ['canal', made(() => lues().canal)],
    ['nature', made(() => lues().nature)],
    ['personne', made(histoire.personnes)],
    ['duree', made(() => derive(lues().duree_min, bandOf))],
    ['duree_min', made(() => lues().duree_min)],
  ];
}

function champsProfil(profilOf: (field: ChampProfil) => Colonne): [string, Champ<Intervention>][] {
  return [
    ['age', { make: () => derive(profilOf('age_detail'), (age) => INSEE_AGES.get(age) ?? age) }],
    ['age70', { make: () => derive(profilOf('age_detail'), age70Of) }],
    ...(Object.keys(PROFIL) as ChampProfil[]).map((field): [string, Champ<Intervention>] => [
      field,
      { make: () => profilOf(field) },
    ]),
  ];
}

/** Fields that need data of INSEE, or the list of communes of the territory: there only when these were given. */
function champsReferences(
  { densite, communes }: Faits,
  profilOf: (field: ChampProfil) => Colonne,
): [string, Champ<Intervention>][] {
  const known = new Set(communes);
  const champs: [string, Champ<Intervention>][] = [];
  const add = (field: string, of: (commune: string) => string) => {
    const answer = (commune: string) => (commune.startsWith('non_') ? commune : of(commune));
    champs.push([field, { make: () => derive(profilOf('commune'), answer) }]);
  };
  if (densite !== undefined) add('rural', (commune) => ruralOf(densite, commune));
  if (communes !== undefined) add('du_territoire', (commune) => (known.has(commune) ? 'oui' : 'non'));
  return champs;
}

function ruralOf({ niveaux }: GrilleDensite, commune: string): string {
  const niveau = Object.hasOwn(niveaux, commune) ? niveaux[commune] : undefined;
  return niveau === undefined ? 'non_communique' : niveau >= 5 ? 'oui' : 'non';
}

/** Whether the person never came before the period, anywhere in the organisation. */
function nouvellesOf({ histoire }: Socle, periode: Periode | null): Colonne {
  const { dict, codes } = histoire.personnes();
  const dates = histoire.dates();
  const { rows, starts } = histoire.visites();
  const dansPeriode = dates.dict.map((date) => isInside(periode, date));
  const answers = mapCodes(dict, (_, personne) => {
    if (personne === PERSONNE_ANONYME) return 2;
    return dansPeriode[dates.codes[rows[starts[personne] ?? 0] ?? 0] ?? 0] === true ? 0 : 1;
  });
  return { dict: ['oui', 'non', 'non_demande'], codes: translate(codes, answers), starts: null };
}
