import type { Acte } from './acte.ts';
import { isALaPlace } from './acte.ts';
import { convert } from './correspondance.ts';
import type { DateCivile, Id } from './date-civile.ts';
import { createExigences } from './exigences-acte.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';
import { distinctCodes, lecteursLieu, type Socle } from './socle.ts';
import { createTable, type Lecteur, type Table } from './table-lignes.ts';

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

/** A band of V1 that holds both sides of 70 does not say on which one the person is. */
const CHEVAUCHE_70 = 'v1_60_plus';
const SEPTUAGENAIRES: readonly string[] = ['70_74', '75_plus'];

function age70Of(age: string): string {
  if (age === 'non_demande' || age === 'non_communique') return age;
  if (age === CHEVAUCHE_70) return 'non_communique';
  return SEPTUAGENAIRES.includes(age) ? '70_plus' : 'moins_70';
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

type Ligne = Intervention;
interface LigneActe {
  readonly intervention: Intervention;
  readonly acte: Acte;
}

/** The interventions of the period. */
export function listInterventions(socle: Socle): readonly Intervention[] {
  return socle.periode === null
    ? socle.interventions
    : socle.interventions.filter(({ date }) => socle.inPeriode(date));
}

export function createTableInterventions(socle: Socle, lignes: readonly Ligne[]): Table {
  return createTable(lignes, new Map([...lecteursIntervention(socle), ...ofActes(socle)]));
}

/** The actes of these interventions, with the fields of each one's own; their place, person and day are those of its row. */
export function createTableActes(socle: Socle, interventions: readonly Ligne[], table: Table): Table {
  const lignes: LigneActe[] = [];
  const rows: number[] = [];
  for (const [row, intervention] of interventions.entries())
    for (const acte of intervention.actes) {
      lignes.push({ intervention, acte });
      rows.push(row);
    }
  return createTable(lignes, new Map(ofActe(socle)), { table, rows: Int32Array.from(rows) });
}

function lecteursIntervention(socle: Socle): [string, Lecteur<Ligne>][] {
  const { faits } = socle;
  const lieuOf = new Map(faits.seances.map((s) => [s.id, s.lieuId]));
  return [
    ['date', (i) => i.date],
    ['mois', (i) => i.date.slice(0, 7)],
    ...lecteursLieu<Ligne>(socle, (i) => lieuOf.get(i.seanceId)),
    ['canal', (i) => i.canal],
    ['nature', (i) => i.personne.nature],
    ['personne', (i) => socle.dossierOf(i.personne)],
    ['duree', (i) => bandOf(i.dureeMin)],
    ['duree_min', (i) => String(i.dureeMin)],
    ['age', ({ personne: { profil: p } }) => INSEE_AGES.get(p.trancheAge) ?? p.trancheAge],
    ['age70', (i) => age70Of(i.personne.profil.trancheAge)],
    ...Object.entries(PROFIL).map(([field, key]): [string, Lecteur<Ligne>] => [
      field,
      (i) => i.personne.profil[key],
    ]),
    ['renoncement', (i) => i.renoncement],
    ['motif_venue', (i) => distinctCodes(i.motifsVenue)],
    ...ofReferences(socle),
    ...(socle.periode === null ? [] : [ofNouvelles(socle)]),
  ];
}

/** Fields that need data of INSEE, or the list of communes of the territory: there only when these were given. */
function ofReferences({ faits: { densite, communes } }: Socle): [string, Lecteur<Ligne>][] {
  const known = new Set(communes);
  const byCommune = (of: (commune: string) => string): Lecteur<Ligne> => {
    return ({ personne: { profil: p } }) =>
      p.communeInsee.startsWith('non_') ? p.communeInsee : of(p.communeInsee);
  };
  const niveauOf = (commune: string) =>
    densite !== undefined && Object.hasOwn(densite.niveaux, commune) ? densite.niveaux[commune] : undefined;
  return [
    ...(densite === undefined
      ? []
      : [
          [
            'rural',
            byCommune((commune) => {
              const niveau = niveauOf(commune);
              return niveau === undefined ? 'non_communique' : niveau >= 5 ? 'oui' : 'non';
            }),
          ] as [string, Lecteur<Ligne>],
        ]),
    ...(communes === undefined
      ? []
      : [['du_territoire', byCommune((c) => (known.has(c) ? 'oui' : 'non'))] as [string, Lecteur<Ligne>]]),
  ];
}

/** Whether the person never came before the period, anywhere in the organisation. */
function ofNouvelles(socle: Socle): [string, Lecteur<Ligne>] {
  let premieres: Map<Id, DateCivile> | undefined;
  return [
    'nouvelle',
    ({ personne }) => {
      if (premieres === undefined) {
        premieres = new Map();
        for (const { personne: p, date } of socle.interventions) {
          const known = premieres.get(socle.dossierOf(p));
          if (known === undefined || date < known) premieres.set(socle.dossierOf(p), date);
        }
      }
      if (personne.nature === 'anonyme') return 'non_demande';
      return socle.inPeriode(premieres.get(socle.dossierOf(personne)) ?? '') ? 'oui' : 'non';
    },
  ];
}

/** Multi-choice fields of an intervention: what its actes are about. */
function ofActes({ entreeOf }: Socle): [string, Lecteur<Ligne>][] {
  return [
    ['mode', (i) => distinctCodes(i.actes.map((a) => a.mode))],
    ['perimetre', (i) => distinctCodes(i.actes.map((a) => perimetreOf(a, entreeOf)))],
  ];
}

/** A theme has none: it stays in the denominator, for a share divides by interventions. */
const SANS_PERIMETRE = 'sans_perimetre';

function perimetreOf({ objet }: Acte, entreeOf: Socle['entreeOf']): string {
  return objet.nature === 'demarche'
    ? (entreeOf(objet.demarcheId)?.perimetre ?? SANS_PERIMETRE)
    : SANS_PERIMETRE;
}

function ofActe(socle: Socle): [string, Lecteur<LigneActe>][] {
  const { entreeOf, faits } = socle;
  const exigenceOf = createExigences(socle);
  const valide = faits.mandatValide ?? (() => true);
  return [
    ['intervention', ({ intervention: i }) => i.id],
    ['objet', ({ acte: a }) => a.objet.nature],
    ['demarche', ({ acte: a }) => (a.objet.nature === 'demarche' ? a.objet.demarcheId : 'sans_demarche')],
    ['theme', ({ acte: a }) => (a.objet.nature === 'theme' ? a.objet.theme : 'sans_theme')],
    ['mode', ({ acte: a }) => a.mode],
    ['a_la_place', ({ acte: a }) => (isALaPlace(a.mode) ? 'oui' : 'non')],
    ['motif_pour', ({ acte: a }) => a.motifPour ?? 'non_communique'],
    ['issue', ({ acte: a }) => a.issue.code],
    ['perimetre', ({ acte: a }) => perimetreOf(a, entreeOf)],
    [
      'operateur',
      ({ acte: { objet } }) => operateurOf(objet.nature === 'demarche' ? objet.demarcheId : null, entreeOf),
    ],
    ['blocage', ({ acte: a }) => (a.blocage === undefined ? [] : a.blocage.blocage.code)],
    ['exigence_mandat', ({ acte: a }) => exigenceOf(a)?.mandat ?? 'non_communique'],
    ['exigence_relecture', ({ acte: a }) => exigenceOf(a)?.relecture ?? 'non_communique'],
    [
      'mandat',
      ({ acte: a, intervention: i }) =>
        a.mandatId !== undefined && valide(a.mandatId, i.date) ? 'valide' : 'absent',
    ],
    [
      'relecture',
      ({ acte: { relecture: r } }) =>
        r === undefined ? 'absente' : r.accord === 'non' ? 'refusee' : 'faite',
    ],
    [
      'minutes_par_acte',
      ({ intervention: i }) =>
        i.dureeMin === 'non_demande' ? i.dureeMin : String(i.dureeMin / i.actes.length),
    ],
    ...ofService(socle),
  ];
}

export function operateurOf(demarcheId: string | null, entreeOf: Socle['entreeOf']): string {
  return (demarcheId === null ? undefined : entreeOf(demarcheId)?.operateur?.id) ?? 'sans_operateur';
}

/** The service that sent the person, at her first referral; nothing more is known when no referral is given. */
function ofService(socle: Socle): [string, Lecteur<LigneActe>][] {
  const { adressages } = socle.faits;
  if (adressages === undefined) return [];
  const services = new Map<Id, string>();
  const ordered = [...adressages].sort((a, b) => (a.recuLe < b.recuLe ? -1 : Number(a.recuLe > b.recuLe)));
  for (const { serviceId, personne, interventionId } of ordered) {
    const keys = [personne && `p:${socle.rootOf(personne)}`, interventionId && `i:${interventionId}`];
    for (const key of keys) if (key !== undefined && !services.has(key)) services.set(key, serviceId);
  }
  return [
    [
      'service',
      ({ intervention: i }) =>
        services.get(`i:${i.id}`) ?? services.get(`p:${socle.dossierOf(i.personne)}`) ?? 'non_communique',
    ],
  ];
}
