import { isCivilDate } from './date-civile.ts';
import { parseHoraires } from './horaires.ts';
import { readLignes } from './lieux-fichier.ts';
import { isReadable } from './texte.ts';
import { COLONNES, SERVICES_V1, VALEURS, type LieuPublic, type Service } from './lieu-standard.ts';

export { decodeTexte } from './encodage.ts';
export type { Encodage } from './encodage.ts';
export { isOpen, parseHoraires } from './horaires.ts';
export type { Horaires, Plage } from './horaires.ts';
export { COLONNES, SERVICES, VALEURS } from './lieu-standard.ts';
export type { LieuPublic, Service } from './lieu-standard.ts';
export { toDataInclusion } from './lieu-data-inclusion.ts';
export type { ServiceDataInclusion, StructureDataInclusion } from './lieu-data-inclusion.ts';

/** One problem of one cell. An error blocks its row, a warning does not. */
export interface LieuIssue {
  /** Rank of the row in the source, the first is 1; 0 = the file itself. */
  row: number;
  path: (string | number)[];
  niveau: 'erreur' | 'avertissement';
  code: string;
  phrase: string;
}

/** A value that was made to fit the standard. */
export interface LieuRepair {
  row: number;
  path: (string | number)[];
  code:
    | 'apostrophe'
    | 'telephone'
    | 'service_v1'
    | 'date'
    | 'code_insee'
    | 'libelle_long'
    | 'nombre'
    | 'separateur';
  avant: string;
  apres: string;
}

type Colonne = (typeof COLONNES)[number];
type Row = Readonly<Record<string, unknown>>;

const PHRASES: Readonly<Record<string, string>> = {
  ligne_invalide: 'Cette ligne n’est pas un lieu.',
  champ_manquant: 'Une information obligatoire manque.',
  code_postal_invalide: 'Un code postal a cinq chiffres.',
  code_insee_invalide: 'Ce code de commune n’a pas la forme attendue.',
  telephone_invalide: 'Ce numéro de téléphone n’est pas complet.',
  date_invalide: 'Cette date n’a pas la forme attendue.',
  valeur_inconnue: 'Cette valeur n’est pas dans la liste du standard.',
  coordonnees_invalides: 'Ces coordonnées ne sont pas sur la Terre.',
  pivot_invalide: 'Ce numéro d’établissement n’a pas la forme attendue.',
  pivot_absent: 'Le numéro d’établissement manque.',
  pivot_factice: 'Ce numéro d’établissement est un bouche-trou.',
  service_inconnu: 'Les services de ce lieu ne sont pas connus.',
  horaires_non_compris: 'Ces horaires ne sont pas compris\u00a0: ils sont gardés tels quels.',
  horaires_chevauchants: 'Des plages du même jour se chevauchent\u00a0: elles sont réunies.',
  texte_invalide: 'Ce texte contient un caractère illisible.',
  url_invalide: 'Cette adresse de page ne commence pas par http\u00a0: elle est laissée de côté.',
  id_en_double: 'Cet identifiant est déjà pris par une autre ligne.',
};

/**
 * Reads rows of the « lieux de médiation numérique » standard: JSON rows, the text of a JSON array, or that of a CSV whose
 * multi-values are separated by `|`. Every issue of every row at once; never throws on data.
 *
 * Repairs, each listed: typographic apostrophes, French phone numbers to E.164, services of the first version, `d/m/y` dates,
 * leading zero of INSEE codes, long labels, decimal commas, `;` between the values of a cell. With `repair: false` what would be repaired is an error.
 * Errors: `champ_manquant`, `code_postal_invalide`, `code_insee_invalide`, `telephone_invalide`, `date_invalide`,
 * `valeur_inconnue` (services), `coordonnees_invalides`, `id_en_double`, `ligne_invalide`, `texte_invalide`; of the file (row 0):
 * `csv_invalide`, `csv_vide`, `json_invalide`, `colonne_manquante`, `colonne_en_double`.
 * Warnings: `pivot_factice`, `pivot_absent`, `pivot_invalide`, `service_inconnu` (no service list), `url_invalide` (not http: dropped), `valeur_inconnue`
 * (other lists: the value is dropped), `horaires_non_compris`, `horaires_chevauchants`.
 */
export function parseLieux(
  source: readonly unknown[] | string,
  options: { readonly repair?: boolean } = {},
): { lieux: LieuPublic[]; issues: LieuIssue[]; repairs: LieuRepair[] } {
  const out = { lieux: [] as LieuPublic[], issues: [] as LieuIssue[], repairs: [] as LieuRepair[] };
  let rows: readonly unknown[];
  if (typeof source === 'string') {
    const csv = readLignes(source);
    if (!csv.ok) {
      out.issues = csv.motifs.map((m) => ({
        row: Number(m.path?.[0] ?? 0),
        path: [...(m.path?.slice(1) ?? [])],
        niveau: 'erreur',
        code: m.code,
        phrase: m.phrase,
      }));
      return out;
    }
    rows = csv.value;
  } else if (Array.isArray(source)) rows = source as readonly unknown[];
  else {
    const phrase = 'Ce fichier n’est pas une liste de lieux.';
    out.issues = [{ row: 0, path: [], niveau: 'erreur', code: 'type_invalide', phrase }];
    return out;
  }

  const ids = new Set<string>();
  rows.forEach((raw, index) => {
    const reader = new RowReader(raw, index + 1, options.repair ?? true);
    const lieu = reader.read();
    if (lieu !== undefined && ids.has(lieu.id)) reader.error('id_en_double', ['id']);
    out.issues.push(...reader.issues);
    out.repairs.push(...reader.repairs);
    if (lieu === undefined || reader.failed) return;
    ids.add(lieu.id);
    out.lieux.push(lieu);
  });
  return out;
}

/** Reads one row; gathers its issues and repairs. */
class RowReader {
  readonly issues: LieuIssue[] = [];
  readonly repairs: LieuRepair[] = [];
  private readonly raw: unknown;
  private readonly row: number;
  private readonly repair: boolean;

  constructor(raw: unknown, row: number, repair: boolean) {
    this.raw = raw;
    this.row = row;
    this.repair = repair;
  }

  get failed(): boolean {
    return this.issues.some((i) => i.niveau === 'erreur');
  }

  error(code: string, path: (string | number)[]): void {
    this.report('erreur', code, path);
  }

  read(): LieuPublic | undefined {
    if (typeof this.raw !== 'object' || this.raw === null || Array.isArray(this.raw)) {
      this.error('ligne_invalide', []);
      return undefined;
    }
    const services = this.list('services');
    if (services.length === 0 && !this.issues.some((i) => i.path[0] === 'services')) {
      this.report('avertissement', 'service_inconnu', ['services']);
    }
    return {
      id: this.required('id'),
      pivot: this.pivot(),
      nom: this.required('nom'),
      commune: this.required('commune'),
      code_postal: this.matching('code_postal', this.required('code_postal'), /^\d{5}$/),
      code_insee: this.insee(),
      adresse: this.required('adresse'),
      complement_adresse: this.text('complement_adresse'),
      latitude: this.coordinate('latitude', 90),
      longitude: this.coordinate('longitude', 180),
      typologie: this.list('typologie'),
      telephone: this.telephone(),
      courriels: this.list('courriels'),
      site_web: this.list('site_web').filter((url, i) => this.isPage(url, ['site_web', i])),
      horaires: this.horaires(),
      presentation_resume: this.text('presentation_resume'),
      presentation_detail: this.text('presentation_detail'),
      source: this.text('source'),
      itinerance: this.list('itinerance'),
      structure_parente: this.text('structure_parente'),
      date_maj: this.date(),
      services: services as Service[],
      publics_specifiquement_adresses: this.list('publics_specifiquement_adresses'),
      prise_en_charge_specifique: this.list('prise_en_charge_specifique'),
      frais_a_charge: this.list('frais_a_charge'),
      dispositif_programmes_nationaux: this.list('dispositif_programmes_nationaux'),
      formations_labels: this.list('formations_labels'),
      autres_formations_labels: this.list('autres_formations_labels'),
      modalites_acces: this.list('modalites_acces'),
      modalites_accompagnement: this.list('modalites_accompagnement'),
      fiche_acces_libre: this.page('fiche_acces_libre'),
      prise_rdv: this.page('prise_rdv'),
      licence: this.text('licence'),
    };
  }

  private text(column: Colonne | 'licence'): string | null {
    const value = (this.raw as Row)[column];
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return null;
    const text = value.normalize('NFC').trim();
    if (!isReadable(text)) this.error('texte_invalide', [column]);
    return text === '' ? null : text;
  }

  private page(column: 'fiche_acces_libre' | 'prise_rdv'): string | null {
    const url = this.text(column);
    return url !== null && this.isPage(url, [column]) ? url : null;
  }

  /** Only http links may become links: `javascript:` and `data:` are code. */
  private isPage(url: string, path: (string | number)[]): boolean {
    const page = /^https?:\/\/\S+$/i.test(url);
    if (!page) this.report('avertissement', 'url_invalide', path);
    return page;
  }

  private required(column: Colonne): string {
    const text = this.text(column);
    if (text === null) this.error('champ_manquant', [column]);
    return text ?? '';
  }

  private matching(column: Colonne, text: string, form: RegExp): string {
    if (text !== '' && !form.test(text)) this.error(`${column}_invalide`, [column]);
    return text;
  }

  private pivot(): string | null {
    const pivot = this.text('pivot');
    if (pivot === null) this.report('avertissement', 'pivot_absent', ['pivot']);
    else if (/^0+$/.test(pivot)) this.report('avertissement', 'pivot_factice', ['pivot']);
    else if (/^(\d{14}|W\d{9}|\d{9,10})$/.test(pivot.replace(/ /g, ''))) return pivot.replace(/ /g, '');
    else this.report('avertissement', 'pivot_invalide', ['pivot']);
    return null;
  }

  private insee(): string | null {
    const given = this.text('code_insee');
    if (given === null) return null;
    if (/^\d{4}$/.test(given)) return this.fix('code_insee', ['code_insee'], given, `0${given}`);
    return this.matching('code_insee', given, /^(\d{2}|2[AB])\d{3}$/);
  }

  private telephone(): string | null {
    const written = this.text('telephone');
    // A CSV that a spreadsheet may open has an apostrophe before the sign.
    const given = written?.replace(/^'(?=\+)/, '') ?? null;
    if (given === null || /^\+\d{8,14}$/.test(given)) return given;
    const digits = given.replace(/[\s.\-/()\u00a0\u202f]/g, '').replace(/^(\+|00)330?/, '0');
    if (/^0[1-9]\d{8}$/.test(digits))
      return this.fix('telephone', ['telephone'], given, `+33${digits.slice(1)}`);
    this.error('telephone_invalide', ['telephone']);
    return null;
  }

  private date(): string {
    const given = this.required('date_maj');
    if (given === '' || isCivilDate(given)) return given;
    const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(given);
    const iso =
      match && `${match[3] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`;
    if (isCivilDate(iso)) return this.fix('date', ['date_maj'], given, iso);
    this.error('date_invalide', ['date_maj']);
    return given;
  }

  private coordinate(column: 'latitude' | 'longitude', max: number): number | null {
    const given = this.text(column);
    if (given === null) return null;
    const value = Number(given.replace(',', '.'));
    if (!Number.isFinite(value) || Math.abs(value) > max) {
      this.error('coordonnees_invalides', [column]);
      return null;
    }
    if (given.includes(',')) this.fix('nombre', [column], given, String(value));
    return value;
  }

  private horaires(): string | null {
    const given = this.text('horaires');
    if (given === null) return null;
    const parsed = parseHoraires(given);
    for (const motif of parsed.ok ? parsed.value.avertissements : parsed.motifs) {
      this.report('avertissement', motif.code, ['horaires']);
    }
    return given;
  }

  private list(column: Colonne): string[] {
    const value = (this.raw as Row)[column];
    const closed: readonly string[] | undefined = Object.hasOwn(VALEURS, column)
      ? VALEURS[column as keyof typeof VALEURS]
      : undefined;
    const given =
      typeof value === 'string'
        ? this.split(column, value, closed !== undefined || column === 'courriels')
        : Array.isArray(value)
          ? (value as unknown[])
          : [];
    const values = given
      .map((v) => (typeof v === 'string' ? v.normalize('NFC').trim() : ''))
      .map((v, i) => (v === '' || closed === undefined ? v : this.known(column, i, v, closed)))
      .filter((v) => v !== '' && v !== undefined);
    if (!values.every((v) => v === undefined || isReadable(v))) this.error('texte_invalide', [column]);
    return [...new Set(values)] as string[];
  }

  /** Older files separate by `;`, as the first text of the standard said: repaired where no value may hold one. */
  private split(column: Colonne, text: string, semicolons: boolean): string[] {
    const older = semicolons && text.includes(';') && !text.includes('|');
    if (!older) return text.split('|');
    const values = text.split(';').map((v) => v.trim());
    this.fix('separateur', [column], text, values.join('|'));
    return values;
  }

  private known(
    column: Colonne,
    index: number,
    given: string,
    closed: readonly string[],
  ): string | undefined {
    if (closed.includes(given)) return given;
    const straight = given.replace(/’/g, "'");
    const short = straight.split(/ ?: | \((?=par |La )/)[0] ?? straight;
    const v1 =
      column === 'services' && Object.hasOwn(SERVICES_V1, straight) ? SERVICES_V1[straight] : undefined;
    if (closed.includes(straight)) return this.fix('apostrophe', [column, index], given, straight);
    if (v1 !== undefined) return this.fix('service_v1', [column, index], given, v1);
    if (closed.includes(short)) return this.fix('libelle_long', [column, index], given, short);
    this.report(column === 'services' ? 'erreur' : 'avertissement', 'valeur_inconnue', [column, index]);
    return undefined;
  }

  private fix(code: LieuRepair['code'], path: (string | number)[], avant: string, apres: string): string {
    if (this.repair) this.repairs.push({ row: this.row, path, code, avant, apres });
    else this.error(FORMS[code], path);
    return apres;
  }

  private report(niveau: LieuIssue['niveau'], code: string, path: (string | number)[]): void {
    this.issues.push({ row: this.row, path, niveau, code, phrase: PHRASES[code] ?? '' });
  }
}

/** What a repair would have been called, had it not been asked for. */
const FORMS: Readonly<Record<LieuRepair['code'], string>> = {
  apostrophe: 'valeur_inconnue',
  libelle_long: 'valeur_inconnue',
  service_v1: 'valeur_inconnue',
  nombre: 'coordonnees_invalides',
  separateur: 'valeur_inconnue',
  telephone: 'telephone_invalide',
  date: 'date_invalide',
  code_insee: 'code_insee_invalide',
};
