import type { Acte } from './acte.ts';
import { createDossiers } from './dossiers.ts';
import { convert } from './correspondance.ts';
import type { Faits } from './indicateur.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';

/** What is counted: an intervention, one acte of it, or a person seen at her last visit. */
export interface Ligne {
  readonly intervention: Intervention;
  readonly acte?: Acte;
  /** Visits of the person in the period. */
  readonly visites?: number;
}

/** Reads one field: its code, or several for a multi-choice one. `non_demande` = nobody asked. */
export type Lecteur = (ligne: Ligne) => string | readonly string[];

/** Readers by field: only what an indicator names is ever computed. */
export type Lecteurs = ReadonlyMap<string, Lecteur>;

/** Bands of duration of A1 and A6. */
function bandOf(minutes: number | 'non_demande'): string {
  if (minutes === 'non_demande') return minutes;
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

/**
 * The interventions that count: a cancelled one counts nowhere, and one that was given twice counts once, by its latest
 * version.
 */
export function toLignes(faits: Faits): Ligne[] {
  const latest = new Map<string, Intervention>();
  for (const i of faits.interventions) {
    const known = latest.get(i.id);
    if (known === undefined || known.version < i.version) latest.set(i.id, i);
  }
  const lignes: Ligne[] = [];
  for (const intervention of latest.values())
    if (intervention.annulee === null) lignes.push({ intervention });
  return lignes;
}

/** The actes of these interventions. */
export function toLignesActes(lignes: readonly Ligne[]): Ligne[] {
  return lignes.flatMap(({ intervention }) => intervention.actes.map((acte) => ({ intervention, acte })));
}

const PROFIL = {
  age_detail: 'trancheAge',
  genre: 'genre',
  statut: 'statut',
  commune: 'communeInsee',
  langue_lecture: 'langueLecture',
  equipement: 'equipement',
  connexion: 'connexion',
  faibles_revenus: 'faiblesRevenus',
  profil_numerique: 'profilNumerique',
  adressage: 'adressage',
  service_social: 'suiviServiceSocial',
} as const;

/** Every field of a unit, by the name that indicators and columns give it. */
export function createLecteurs(faits: Faits, unit: 'intervention' | 'acte' | 'personne'): Lecteurs {
  const lieux = new Map(faits.lieux.map((l) => [l.id, l]));
  const lieuOf = new Map(faits.seances.map((s) => [s.id, lieux.get(s.lieuId)]));
  const place = ({ intervention: i }: Ligne) => lieuOf.get(i.seanceId);
  const dossierOf = createDossiers(faits);
  const lecteurs: [string, Lecteur][] = [
    ['date', ({ intervention: i }) => i.date],
    ['mois', ({ intervention: i }) => i.date.slice(0, 7)],
    ['lieu', (l) => place(l)?.id ?? 'non_communique'],
    ['territoire', (l) => place(l)?.territoireId ?? 'non_communique'],
    ['nature_lieu', (l) => place(l)?.nature ?? 'non_communique'],
    ['canal', ({ intervention: i }) => i.canal],
    ['nature', ({ intervention: i }) => i.personne.nature],
    ['personne', ({ intervention: i }) => dossierOf(i.personne)],
    ['duree', ({ intervention: i }) => bandOf(i.dureeMin)],
    ['duree_min', ({ intervention: i }) => String(i.dureeMin)],
    [
      'age',
      ({ intervention: { personne: p } }) => INSEE_AGES.get(p.profil.trancheAge) ?? p.profil.trancheAge,
    ],
    ...Object.entries(PROFIL).map(([field, key]): [string, Lecteur] => [
      field,
      ({ intervention: i }) => i.personne.profil[key],
    ]),
    ['renoncement', ({ intervention: i }) => i.renoncement],
    ['motif_venue', ({ intervention: i }) => distinct(i.motifsVenue)],
  ];
  if (unit === 'personne') lecteurs.push(['visites', ({ visites }) => bandOfVisites(visites ?? 1)]);
  return new Map([...lecteurs, ...(unit === 'acte' ? ofActe(faits) : ofActes(faits))]);
}

function bandOfVisites(n: number): string {
  return n === 1 ? '1' : n <= 3 ? '2_3' : '4_plus';
}

/** Multi-choice fields of an intervention: what its actes are about. */
function ofActes(faits: Faits): [string, Lecteur][] {
  const entreeOf = createCatalogue(faits);
  return [
    ['mode', ({ intervention: i }) => distinct(i.actes.map((a) => a.mode))],
    [
      'perimetre',
      ({ intervention: i }) => distinct(i.actes.map((a) => entreeOf(a)?.perimetre ?? SANS_PERIMETRE)),
    ],
  ];
}

function ofActe(faits: Faits): [string, Lecteur][] {
  const entreeOf = createCatalogue(faits);
  const read =
    (of: (a: Acte) => string): Lecteur =>
    ({ acte }) =>
      acte === undefined ? 'non_communique' : of(acte);
  return [
    ['objet', read((a) => a.objet.nature)],
    ['demarche', read((a) => (a.objet.nature === 'demarche' ? a.objet.demarcheId : 'sans_demarche'))],
    ['theme', read((a) => (a.objet.nature === 'theme' ? a.objet.theme : 'sans_theme'))],
    ['mode', read((a) => a.mode)],
    ['issue', read((a) => a.issue.code)],
    ['perimetre', read((a) => entreeOf(a)?.perimetre ?? SANS_PERIMETRE)],
    ['operateur', read((a) => entreeOf(a)?.operateur.id ?? 'sans_operateur')],
  ];
}

/** A theme has none: it stays in the denominator, for a share divides by interventions. */
const SANS_PERIMETRE = 'sans_perimetre';

type Entree = ReturnType<NonNullable<Faits['getDemarche']>>;

/** Asks the catalogue once for each démarche. */
function createCatalogue({ getDemarche }: Faits): (acte: Acte) => Entree {
  const known = new Map<string, Entree>();
  return ({ objet }) => {
    if (objet.nature !== 'demarche') return undefined;
    if (!known.has(objet.demarcheId)) known.set(objet.demarcheId, getDemarche?.(objet.demarcheId));
    return known.get(objet.demarcheId);
  };
}

function distinct(codes: readonly string[]): readonly string[] {
  return codes.length < 2 ? codes : [...new Set(codes)].sort();
}
