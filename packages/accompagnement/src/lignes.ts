import { convert } from './correspondance.ts';
import { derive, encode, gather, listRows, mapCodes, regroup, translate, type Colonne } from './colonne.ts';
import { champsLieu, type Socle } from './socle.ts';
import type { Faits, GrilleDensite } from './faits.ts';
import { PERSONNE_ANONYME } from './histoire.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';
import type { Profil } from './profil.ts';
import { createTable, derived, once, type Champ, type Table } from './table-lignes.ts';

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

/** The interventions of the period, and where they are in the whole history. */
export interface Visitees {
  readonly lignes: readonly Intervention[];
  readonly places: Int32Array;
}

export function listInterventions({ periode, histoire, inPeriode }: Socle): Visitees {
  const { interventions } = histoire;
  const all = listRows(interventions.length);
  if (periode === null) return { lignes: interventions, places: all };
  const { dict, codes } = histoire.dates();
  const inside = dict.map(inPeriode);
  const isInside = (_: unknown, row: number): boolean => inside[codes[row] ?? 0] === true;
  return { lignes: interventions.filter(isInside), places: all.filter(isInside) };
}

/** @param actes - their own actes, one table further: what those say is a multi-choice answer of the intervention */
export function createTableInterventions(socle: Socle, visitees: Visitees, actes: () => Table): Table {
  const { lignes, places } = visitees;
  const profilOf = readProfils(lignes);
  const firsts = once(() => listFirsts(lignes));
  return createTable(
    lignes,
    new Map<string, Champ<Intervention>>([
      ...champsVisite(socle, visitees),
      ...champsProfil(profilOf),
      ['renoncement', (i) => i.renoncement],
      ['motif_venue', (i) => distinctCodes(i.motifsVenue)],
      ...champsReferences(socle.faits, profilOf),
      ...(socle.periode === null ? [] : [champNouvelle(socle, places)]),
      ...['mode', 'perimetre'].map((field): [string, Champ<Intervention>] => [
        field,
        { make: () => regroup(actes().column(field), firsts(undefined)) },
      ]),
    ]),
  );
}

/** A multi-choice answer ticked twice is one answer; in the order of the codes. */
const distinctCodes = (codes: readonly string[]): readonly string[] =>
  codes.length < 2 ? codes : [...new Set(codes)].sort();

/** Where the actes of each intervention begin. */
export function listFirsts(lignes: readonly Intervention[]): Int32Array {
  const firsts = new Int32Array(lignes.length + 1);
  for (let row = 0; row < lignes.length; row++)
    firsts[row + 1] = (firsts[row] ?? 0) + (lignes[row]?.actes.length ?? 0);
  return firsts;
}

function champsVisite(socle: Socle, { places }: Visitees): [string, Champ<Intervention>][] {
  const { histoire, faits } = socle;
  const lieuOf = new Map(faits.seances.map((s) => [s.id, s.lieuId]));
  const dates = (): Colonne => gather(histoire.dates(), places);
  const dureeOf = (i: Intervention) => String(i.dureeMin);
  return [
    ['date', { make: dates }],
    ['mois', { make: () => derive(dates(), (date) => date.slice(0, 7)) }],
    ...champsLieu<Intervention>(socle, (i) => lieuOf.get(i.seanceId)),
    ['canal', (i) => i.canal],
    ['nature', (i) => i.personne.nature],
    ['personne', { make: () => gather(histoire.personnes(), places) }],
    ['duree', derived(dureeOf, bandOf)],
    ['duree_min', dureeOf],
  ];
}

const PROFIL: Readonly<Record<string, (profil: Profil) => string>> = {
  age_detail: (p) => p.trancheAge,
  genre: (p) => p.genre,
  statut: (p) => p.statut,
  commune: (p) => p.communeInsee,
  langue_lecture: (p) => p.langueLecture,
  equipement: (p) => p.equipement,
  connexion: (p) => p.connexion,
  faibles_revenus: (p) => p.faiblesRevenus,
  profil_numerique: (p) => p.profilNumerique,
  adressage: (p) => p.adressage,
  service_social: (p) => p.suiviServiceSocial,
};

/** The column of a field of the profile of each visit. */
type Profils = (field: string) => Colonne;

function readProfils(lignes: readonly Intervention[]): Profils {
  // Listed once: each further field then has half as far to go.
  let profils: readonly Profil[] | undefined;
  return once((field) => {
    profils ??= lignes.map(({ personne }) => personne.profil);
    return encode(profils, PROFIL[field] ?? (() => 'non_demande'));
  });
}

function champsProfil(profilOf: Profils): [string, Champ<Intervention>][] {
  return [
    ['age', { make: () => derive(profilOf('age_detail'), (age) => INSEE_AGES.get(age) ?? age) }],
    ['age70', { make: () => derive(profilOf('age_detail'), age70Of) }],
    ...Object.keys(PROFIL).map((field): [string, Champ<Intervention>] => [
      field,
      { make: () => profilOf(field) },
    ]),
  ];
}

/** Fields that need data of INSEE, or the list of communes of the territory: there only when these were given. */
function champsReferences({ densite, communes }: Faits, profilOf: Profils): [string, Champ<Intervention>][] {
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
function champNouvelle({ histoire, inPeriode }: Socle, places: Int32Array): [string, Champ<Intervention>] {
  return [
    'nouvelle',
    {
      make() {
        const { dict, codes } = histoire.personnes();
        const dates = histoire.dates();
        const { rows, starts } = histoire.visites();
        const dansPeriode = dates.dict.map(inPeriode);
        const answers = mapCodes(dict, (_, personne) => {
          if (personne === PERSONNE_ANONYME) return 2;
          return dansPeriode[dates.codes[rows[starts[personne] ?? 0] ?? 0] ?? 0] === true ? 0 : 1;
        });
        return gather(
          { dict: ['oui', 'non', 'non_demande'], codes: translate(codes, answers), starts: null },
          places,
        );
      },
    },
  ];
}
